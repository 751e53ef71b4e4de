import { printable } from '../../compiler/diagnostics/index.ts';
import type { Block, Inline } from './blocks.ts';

/** Blocks as text for a terminal; what comes from a document can't steer it. */
export function toText(blocks: readonly Block[]): string {
  return `${blocks.map(blockText).join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading': {
      const text = inlineText(block.text);
      if (block.level === 3) return text;
      return `${text}\n${(block.level === 1 ? '=' : '-').repeat([...text].length)}`;
    }
    case 'paragraph':
      return inlineText(block.text);
    case 'list':
      return block.items.map((item) => `  - ${inlineText(item)}`).join('\n');
    case 'table':
      return tableText([block.head.map((each) => [each]), ...block.rows]);
    default:
      return block satisfies never;
  }
}

function tableText(rows: readonly (readonly Inline[])[]): string {
  const texts = rows.map((row) => row.map(inlineText));
  const widths = texts.reduce<number[]>(
    (most, row) => row.map((cell, index) => Math.max(most[index] ?? 0, [...cell].length)),
    [],
  );
  return texts
    .map(
      (row) => `  ${row.map((cell, index) => cell + ' '.repeat((widths[index] ?? 0) - [...cell].length)).join('  ')}`,
    )
    .map((line) => line.trimEnd())
    .join('\n');
}

function inlineText(text: Inline): string {
  return text.map((part) => printable(typeof part === 'string' ? part : part.code)).join('');
}
