import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(__dirname, '..', '..', '..');

/** A fenced block of a page. */
export interface Block {
  /** Where it begins: the line of the fence, from 1. */
  readonly line: number;
  readonly language: string;
  /** The file that it is, or that it changes; what stands behind the language. */
  readonly file?: string;
  readonly text: string;
  /** What the comment in front of it says: why it can't be run. */
  readonly notRun?: string;
  /** What a command of it exits with; said by `<!-- exits with 1 -->`. */
  readonly exitsWith: number;
  /** The `text` block right behind a `sh` block: what the commands write. */
  readonly output?: string;
}

export interface Page {
  /** Relative to the project. */
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** Reads a page of the documentation. */
export function readPage(path: string): Page {
  const text = readFileSync(join(root, path), 'utf8');
  return { path, text, blocks: withOutputs(blocksOf(text)) };
}

const fence = /^(?<indent> *)```(?<language>[\w-]*) ?(?<file>.*)$/;

function blocksOf(text: string): readonly Block[] {
  const lines = text.split('\n');
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const opening = fence.exec(lines[at] ?? '')?.groups;
    if (opening === undefined) continue;
    const { indent = '', language = '', file = '' } = opening;
    const end = lines.indexOf(`${indent}\`\`\``, at + 1);
    if (end === -1) throw new Error(`line ${at + 1}: this block has no end`);
    const said = commentBefore(lines, at);
    const notRun = /^not run: (.+)$/.exec(said)?.[1];
    const body = lines.slice(at + 1, end).map((line) => line.slice(Math.min(indent.length, line.search(/\S|$/))));
    blocks.push({
      line: at + 1,
      language,
      text: body.map((line) => `${line}\n`).join(''),
      exitsWith: Number(/^exits with (\d+)$/.exec(said)?.[1] ?? 0),
      ...(file === '' ? {} : { file }),
      ...(notRun === undefined ? {} : { notRun }),
    });
    at = end;
  }
  return blocks;
}

/** The comment on the nearest line above that isn't empty; empty where that is no comment. */
function commentBefore(lines: readonly string[], at: number): string {
  const before = lines.slice(0, at).filter((line) => line.trim() !== '');
  return /^\s*<!-- (.*) -->$/.exec(before.at(-1) ?? '')?.[1] ?? '';
}

/** Joins each `text` block with the commands in front of it. */
function withOutputs(blocks: readonly Block[]): readonly Block[] {
  return blocks.flatMap((block, index) => {
    const before = blocks[index - 1];
    const after = blocks[index + 1];
    if (block.language === 'text' && before?.language === 'sh') return [];
    if (block.language === 'sh' && after?.language === 'text') return [{ ...block, output: after.text }];
    return [block];
  });
}
