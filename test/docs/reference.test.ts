import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createProgram } from '../../bin/cli/program.ts';
import { readDoc } from '../../scripts/api/docComment.ts';
import { statementsOf } from '../../scripts/api/statements.ts';
import { apiPage } from '../../scripts/apiPage.ts';
import { cliPage } from '../../scripts/cliPage.ts';
import { recordingIo } from '../bin/support.ts';
import { anchorsOf } from './support/links.ts';
import { root } from './support/page.ts';

const committed = (name: string) => readFileSync(join(root, 'docs', 'reference', name), 'utf8');

describe('the reference', () => {
  test('of the command line is what the commands tell of themselves', () => {
    expect(cliPage()).toBe(committed('cli.md'));
  });

  test('of the command line has every command', () => {
    const anchors = anchorsOf(committed('cli.md'));
    const program = createProgram({ io: recordingIo().io, exit: () => {} });
    const names = program
      .createHelp()
      .visibleCommands(program)
      .map((command) => command.name());
    expect(names.filter((name) => name !== 'help' && !anchors.has(name))).toEqual([]);
  });

  test('of the programming interface is what the doc comments say', async () => {
    expect(await apiPage()).toBe(committed('api.md'));
  });

  test('of the programming interface says of everything what it is', () => {
    const rows = [...committed('api.md').matchAll(/^\| \[`(.*)`\].*\| (.*) \|$/gm)];
    expect(rows.length).toBeGreaterThan(50);
    expect(rows.filter(([, , what]) => what?.trim() === '').map(([, name]) => name)).toEqual([]);
  });
});

describe('a file of declarations', () => {
  test('is taken apart at the ends of its statements, whatever stands in comments and texts', () => {
    const text = `import type { A } from './a.js';
/** What it is: \`{\`. */
export interface Thing {
    /** Ends with };. */
    readonly kind: '}' | ';';
}
export type Either = 
/** One. */
{
    a: 1;
}
/** Other. */
 | {
    b: 2;
};
/** Calls. */
export declare function call(thing: Thing): {
    done: true;
};
`;
    expect(
      statementsOf(text).map(({ comment, text: statement }) => [comment, statement.split('\n')[0]?.trim()]),
    ).toEqual([
      ['', "import type { A } from './a.js';"],
      ['/** What it is: `{`. */', 'export interface Thing {'],
      ['', 'export type Either ='],
      ['/** Calls. */', 'export declare function call(thing: Thing): {'],
    ]);
  });

  test('has doc comments with a summary, parameters, what comes back and what is thrown', () => {
    const comment = `/**
 * Reads a thing: all
 * of it. Then more.
 *
 * @param path where it is,
 * from here
 * @returns the thing
 * @throws ThingError where there is none
 */`;
    expect(readDoc(comment)).toEqual({
      summary: 'Reads a thing.',
      description: 'Reads a thing: all\nof it. Then more.',
      parameters: [{ name: 'path', text: 'where it is, from here' }],
      returns: 'the thing',
      throws: ['ThingError where there is none'],
      examples: [],
    });
  });
});
