import { describe, expect, test } from '@jest/globals';
import {
  type Diagnostic,
  type DiagnosticCode,
  diagnostic,
  duplicate,
  formatGithub,
  formatJson,
  formatSarif,
  formatText,
  inOrder,
  summary,
} from '../../../compiler/diagnostics/index.ts';

const text = 'arazzo: 1.0.1\nsteps:\n- stepId: one\n  operationId: creatUser # 😀\n';
const file = { name: 'flows/a b.yml', text };

function at(word: string, code: DiagnosticCode, message: string, help?: string): Diagnostic {
  const start = text.indexOf(word);
  return diagnostic(code, { file, range: { start, end: start + word.length } }, message, help);
}

const found = [
  at('creatUser', 'reference-unknown', 'there is no operation `creatUser`', 'Did you mean `createUser`?'),
  at('one', 'id-pattern', 'odd id'),
  at('arazzo', 'retry-on-success', '100% sure,\nreally'),
];
const plain = { colours: false };

describe('as text', () => {
  test('the place is underlined, the way out stands below', () => {
    expect(formatText([found[0] as Diagnostic], plain)).toBe(
      `flows/a b.yml:4:16: error: there is no operation \`creatUser\` [reference-unknown]
    4 |   operationId: creatUser # 😀
      |                ^^^^^^^^^
  help: Did you mean \`createUser\`?
`,
    );
  });

  test('colours are used where asked for', () => {
    expect(formatText(found, { colours: true })).toContain('\x1b[31merror\x1b[0m');
    expect(formatText(found, plain)).not.toContain('\x1b');
  });

  test('a range over several lines is underlined on its first', () => {
    const all = diagnostic('list-empty', { file, range: { start: text.indexOf('- step'), end: text.length } }, 'x');
    expect(formatText([all], plain)).toContain('    3 | - stepId: one\n      | ^^^^^^^^^^^^^\n');
  });

  test('a long line is cut around the place', () => {
    const long = { name: 'a.json', text: `{"a": "${'x'.repeat(5000)}", "b": 1, "c": "${'y'.repeat(5000)}"}` };
    const start = long.text.indexOf('"b"');
    const shown = formatText(
      [diagnostic('field-unknown', { file: long, range: { start, end: start + 3 } }, 'm')],
      plain,
    );
    const [, line = '', marks = ''] = shown.split('\n');
    expect(line.length).toBeLessThan(140);
    expect(line.slice(marks.indexOf('^'), marks.lastIndexOf('^') + 1)).toBe('"b"');
  });

  test('what could steer a terminal is not passed on', () => {
    const bad = { name: 'a\x1b[2J.yml', text: 'k: \x1b]0;title\x07\u202e\n' };
    const shown = formatText(
      [diagnostic('yaml-character', { file: bad, range: { start: 3, end: 4 } }, 'no \x1b[31m')],
      plain,
    );
    expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  test('a tab takes one place, as its mark does', () => {
    const tabs = { name: 'a.yml', text: 'a:\n\tb: c\n' };
    const shown = formatText([diagnostic('yaml-syntax', { file: tabs, range: { start: 4, end: 5 } }, 'm')], plain);
    expect(shown).toContain('    2 |  b: c\n      |  ^\n');
  });

  test('the summary counts', () => {
    expect(summary(found)).toBe('1 error, 1 warning, 1 info');
    expect(summary([...found, ...found])).toBe('2 errors, 2 warnings, 2 infos');
    expect(summary([])).toBe('');
  });
});

test('as JSON: lines and columns from 1', () => {
  expect(JSON.parse(formatJson(found))[0]).toEqual({
    code: 'reference-unknown',
    severity: 'error',
    message: 'there is no operation `creatUser`',
    file: 'flows/a b.yml',
    line: 4,
    column: 16,
    endLine: 4,
    endColumn: 25,
    help: 'Did you mean `createUser`?',
    related: [],
  });
  expect(JSON.parse(formatJson([]))).toEqual([]);
});

test('as GitHub commands: escaped as GitHub reads them', () => {
  expect(formatGithub(found).trimEnd().split('\n')).toEqual([
    '::error file=flows/a b.yml,line=4,endLine=4,col=16,endColumn=24,title=reference-unknown::there is no operation `creatUser`%0ADid you mean `createUser`?',
    '::warning file=flows/a b.yml,line=3,endLine=3,col=11,endColumn=13,title=id-pattern::odd id',
    '::notice file=flows/a b.yml,line=1,endLine=1,col=1,endColumn=6,title=retry-on-success::100%25 sure,%0Areally',
  ]);
  const odd = at('one', 'id-pattern', 'odd \x1b[2J\u009b id\r\n::error::not ours');
  expect(formatGithub([odd])).toMatch(/::odd ·\[2J· id%0A::error::not ours\n$/);
});

describe('as SARIF 2.1.0', () => {
  const log = JSON.parse(formatSarif(found, '1.2.3'));
  const [run] = log.runs;

  test('each result points to its rule and its place', () => {
    expect(log.version).toBe('2.1.0');
    for (const result of run.results) expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
    expect(run.results.map((result: { level: string }) => result.level)).toEqual(['error', 'warning', 'note']);
    expect(run.results[0].locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'flows/a%20b.yml' },
      region: { startLine: 4, startColumn: 16, endLine: 4, endColumn: 25 },
    });
  });

  test('each rule is described', () => {
    expect(run.tool.driver).toMatchObject({ name: 'arazzo-sfn', version: '1.2.3' });
    for (const rule of run.tool.driver.rules) {
      expect(rule.shortDescription.text).not.toBe('');
      expect(rule.fullDescription.text).not.toBe('');
    }
  });
});

test('in the order of the document, each once, files in the order in which they came', () => {
  const other = { name: 'other.yml', text: 'x' };
  const far = diagnostic('document-empty', { file: other, range: { start: 0, end: 1 } }, 'm');
  const ordered = inOrder([...found, far, found[0] as Diagnostic]);
  expect(ordered.map(({ code }) => code)).toEqual([
    'retry-on-success',
    'id-pattern',
    'reference-unknown',
    'document-empty',
  ]);
});

describe('a diagnostic with two places shows both', () => {
  const place = (from: string, to: string) => ({
    file,
    range: { start: text.indexOf(from), end: text.indexOf(from) + to.length },
  });
  const twice = duplicate('duplicate-name', place('creatUser', 'creat'), place('one', 'one'), 'two of a name');

  test('as text, one below the other', () => {
    expect(formatText([twice], plain)).toBe(
      `flows/a b.yml:4:16: error: two of a name [duplicate-name]
    4 |   operationId: creatUser # 😀
      |                ^^^^^
  flows/a b.yml:3:11: the first one is here
    3 | - stepId: one
      |           ^^^
`,
    );
  });

  test('as JSON and SARIF', () => {
    expect(JSON.parse(formatJson([twice]))[0]).toMatchObject({
      line: 4,
      related: [
        {
          message: 'the first one is here',
          file: 'flows/a b.yml',
          line: 3,
          column: 11,
          endLine: 3,
          endColumn: 14,
        },
      ],
    });
    const [run] = JSON.parse(formatSarif([twice], '1.2.3')).runs;
    expect(run.results[0].relatedLocations).toEqual([
      {
        message: { text: 'the first one is here' },
        physicalLocation: {
          artifactLocation: { uri: 'flows/a%20b.yml' },
          region: { startLine: 3, startColumn: 11, endLine: 3, endColumn: 14 },
        },
      },
    ]);
  });

  test('as a GitHub command, the other one in the message', () => {
    expect(formatGithub([twice])).toContain('::two of a name%0Aflows/a b.yml:3:11: the first one is here\n');
  });
});
