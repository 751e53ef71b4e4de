import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { transformSync } from 'esbuild';
import { builtPackage } from '../../support/builtPackage.ts';
import { masked, missingFrom } from './output.ts';
import { type Block, readPage } from './page.ts';
import { type Session, type SessionOptions, startSession } from './session.ts';

export interface Following extends Omit<SessionOptions, 'packed'> {
  /** Commands before the page's own, for what it takes as there. */
  readonly before?: string;
}

/**
 * Tests that follow pages from top to bottom as a person would: files are written, commands are run in order in one folder, and
 * what they write is compared with what the page shows.
 */
export function follow(paths: string | readonly string[], { before, ...options }: Following): void {
  const pages = [paths].flat().map(readPage);
  const name = pages.map(({ path }) => path).join(', ');

  describe(name, () => {
    let session: Session;
    beforeAll(() => {
      session = startSession({ ...options, packed: builtPackage() });
      if (before !== undefined) ran(session, { ...nothing, text: before });
    });
    afterAll(() => session?.close());

    for (const { path, blocks } of pages) {
      for (const block of blocks.filter(({ notRun }) => notRun === undefined)) {
        const title = `${path}:${block.line} ${titleOf(block)}`;
        if (block.language === 'sh') test(title, () => checkRun(session, block));
        else if (block.file === undefined && /^[jt]s$/.test(block.language)) {
          test(`${path}:${block.line} a program`, () => checkProgram(session, block));
        } else if (block.file !== undefined) test(title, () => expect(() => session.write(block)).not.toThrow());
      }
    }
  });
}

const nothing: Block = { line: 0, language: 'sh', text: '', exitsWith: 0 };

/** The first command of a block, and how it is run where that isn't plainly. */
function titleOf({ text, file }: Block): string {
  if (file !== undefined) return file;
  const [first = ''] = text.split('\n').filter((line) => !/^(#|\s*$)/.test(line));
  const shown = first.replace(/\s+#.*$/, '').replace(/ \\$/, ' ...');
  if (/\bcdk deploy\b/.test(text)) return `${shown} (synthesised only)`;
  if (/\bcdk (bootstrap|destroy)\b/.test(text)) return `${shown} (not run: it changes an account)`;
  if (/^\s*aws (stepfunctions|connect|secretsmanager|events put-events)\b/m.test(text))
    return `${shown} (on this machine)`;
  if (/^\s*aws /m.test(text)) return `${shown} (its arguments)`;
  return shown;
}

/** What stands in the output where a command could not be run for want of its program. */
const withoutProgram = 'aws: not installed';

function checkRun(session: Session, block: Block): void {
  const output = ran(session, block);
  if (block.output === undefined || output.includes(withoutProgram)) return;
  const missing = missingFrom(output, block.output);
  if (missing !== undefined)
    throw new Error(`this is not in the output:\n${missing}\n\nbut this is:\n${masked(output)}`);
}

/** Runs a program that isn't given a name: types are taken away, and it stands in the folder as a module. */
function checkProgram(session: Session, block: Block): void {
  const { code } = transformSync(block.text, { loader: 'ts', format: 'esm' });
  session.write({ ...block, file: 'program.mjs', text: code });
  ran(session, { ...nothing, text: 'node program.mjs' });
}

function ran(session: Session, block: Block): string {
  const { status, output } = session.run(block);
  if (status !== block.exitsWith) throw new Error(`exit code ${status}, expected ${block.exitsWith}\n${output}`);
  return output;
}

/** Whether a script can be read by the shell. */
export function isShell(text: string): boolean {
  return spawnSync('bash', ['-n'], { input: text }).status === 0;
}
