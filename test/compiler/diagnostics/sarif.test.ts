import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { type CatalogueEntry, catalogue, formatSarif } from '../../../compiler/diagnostics/index.ts';
import { compile } from '../../../compiler/index.ts';

const schema = join(__dirname, '..', '..', 'fixtures', 'sarif-essentials.schema.json');
const ajv = new Ajv2020({ allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));

function nameOf(code: string): string {
  return `documents/${code}.yml`;
}

/** The log of what is found in documents, by their names: each reads the files of its own example. */
function logOf(documents: Readonly<Record<string, string>>) {
  const entries = new Map(
    Object.entries<CatalogueEntry>(catalogue).map(([code, each]) => [nameOf(code), each] as const),
  );
  const found = Object.entries(documents).flatMap(([name, text]) => {
    const files = new Map(Object.entries(entries.get(name)?.files ?? {}));
    const readFile = (url: string) => {
      const file = files.get(url.replace(/^\.\//, ''));
      return file === undefined ? undefined : { name: url, text: file };
    };
    return [...compile({ name, text }, { readFile }).diagnostics];
  });
  return JSON.parse(formatSarif(found, '1.2.3'));
}

describe('the SARIF log is one that code scanning takes', () => {
  test('with every code of the catalogue in it', () => {
    const entries = Object.entries<CatalogueEntry>(catalogue);
    const bad = entries.flatMap(([code, each]) => (each.bad === undefined ? [] : [[code, each.bad] as const]));
    const log = logOf(Object.fromEntries(bad.map(([code, text]) => [nameOf(code), text])));
    validate(log);
    expect(validate.errors).toBeNull();
    const [{ tool, results }] = log.runs;
    const ids = tool.driver.rules.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(expect.arrayContaining(bad.map(([code]) => code)));
    for (const { ruleId, ruleIndex, locations } of results) {
      expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
      const { startLine, startColumn, endLine, endColumn } = locations[0].physicalLocation.region;
      // A region doesn't end before it begins.
      expect(endLine > startLine || (endLine === startLine && endColumn >= startColumn)).toBe(true);
    }
  });

  test('with nothing in it', () => {
    validate(logOf({}));
    expect(validate.errors).toBeNull();
  });

  test.each([
    ['../up.yml', '../up.yml'],
    ['with space.yml', 'with%20space.yml'],
    ['über/ünïcode.yml', '%C3%BCber/%C3%BCn%C3%AFcode.yml'],
    ['a%b#c?.yml', 'a%25b%23c%3F.yml'],
    ['/tmp/absolute path.yml', 'file:///tmp/absolute%20path.yml'],
    ['C\\windows.yml', 'C/windows.yml'],
    ['C:\\windows\\flow.yml', 'file:///C:/windows/flow.yml'],
    ['\\\\server\\share\\flow.yml', 'file://server/share/flow.yml'],
  ])('of a file called %s', (name, uri) => {
    const log = logOf({ [name]: '' });
    validate(log);
    expect(validate.errors).toBeNull();
    expect(log.runs[0].results).toMatchObject([{ locations: [{ physicalLocation: { artifactLocation: { uri } } }] }]);
  });
});
