import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { judge } from '../../conformance/compare.ts';
import { readAreas, readFiles } from '../../conformance/readAreas.ts';
import { readNotes } from '../../conformance/results.ts';
import { inProcess } from '../../conformance/runners/index.ts';

const folder = join(__dirname, '..', '..', 'conformance');
const files = readFiles();
const areas = readAreas();
const cases = areas.flatMap((area) => area.cases);
const notes = readNotes(inProcess.name);

describe('the cases', () => {
  const validate = new Ajv2020({ allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(join(folder, 'case.schema.json'), 'utf8')),
  );

  test.each(files)('of $area are as their schema says', ({ file }) => {
    validate(file);
    expect(validate.errors ?? []).toEqual([]);
  });

  test('have ids of their own', () => {
    const ids = cases.map(({ id }) => id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  test('name sections that the version of their document has', () => {
    const known: Readonly<Record<string, readonly string[]>> = parse(
      readFileSync(join(folder, 'sections.yml'), 'utf8'),
    );
    const unknown = cases.filter(({ arazzo, spec }) => known[arazzo]?.includes(spec) !== true);
    expect(unknown.map(({ id, spec }) => `${id}: ${spec}`)).toEqual([]);
  });

  test('have readings where the specification is silent, and only cases that are there have notes', () => {
    const ids = new Set(cases.map(({ id }) => id));
    expect(Object.keys(notes).filter((id) => !ids.has(id))).toEqual([]);
    expect(
      cases.filter(({ level, readings }) => level === 'silent' && readings.length === 0).map(({ id }) => id),
    ).toEqual([]);
  });
});

describe('this project, in process', () => {
  // What a note gives the reason for may come out either way.
  test.each(cases)('$area: $id: $requirement', async (each) => {
    const run = await inProcess.run(each);
    const verdict = judge(each, run);
    if (notes[each.id] !== undefined) return;
    expect({ verdict, message: verdict.kind === 'pass' ? undefined : run.message }).toMatchObject({
      verdict: { kind: expect.stringMatching(/^(pass|reading)$/) },
    });
  });
});
