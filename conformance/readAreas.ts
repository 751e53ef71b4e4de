import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import {
  type Answer,
  type Area,
  type Case,
  type Expectation,
  isList,
  isObject,
  type Json,
  type JsonObject,
  type Level,
  type Reading,
} from './cases.ts';
import {
  type Criterion,
  criterionCase,
  type Giving,
  type Holding,
  type Sent,
  sentCase,
  type Value,
  valueCase,
} from './shortForms.ts';

/** A case as its file has it: `case.schema.json` tells the fields. */
export interface WrittenCase extends Partial<Criterion>, Partial<Value>, Partial<Sent> {
  readonly id: string;
  readonly requirement: string;
  readonly spec: string;
  readonly level: Level;
  readonly arazzo?: string;
  readonly workflow?: JsonObject;
  readonly workflows?: readonly JsonObject[];
  readonly components?: JsonObject;
  readonly root?: JsonObject;
  readonly description?: JsonObject;
  readonly files?: JsonObject;
  readonly inputs?: JsonObject;
  readonly answers?: Readonly<Record<string, Answer | readonly Answer[]>>;
  readonly expect?: Expectation;
  readonly readings?: readonly (Reading & Holding & Giving)[];
}

/** A case whose version is known. */
type Versioned = WrittenCase & { readonly arazzo: string };

const DOCUMENT = 'workflow.arazzo.yml';
const here = fileURLToPath(new URL('.', import.meta.url));

/** The files of cases as they stand, by their areas. */
export function readFiles(): readonly { readonly area: string; readonly file: AreaFile }[] {
  return readdirSync(join(here, 'cases'))
    .filter((name) => name.endsWith('.yml'))
    .sort()
    .map((name) => ({
      area: name.replace(/\.yml$/, ''),
      file: parse(readFileSync(join(here, 'cases', name), 'utf8')),
    }));
}

/** What a file of cases holds. */
export interface AreaFile {
  readonly about: string;
  /** The version of Arazzo that its documents are written in, unless a case says otherwise. */
  readonly arazzo?: string;
  readonly cases: readonly WrittenCase[];
}

/** All cases, by area, with everything that they leave out filled in. */
export function readAreas(): readonly Area[] {
  const standard: Json = parse(readFileSync(join(here, 'description.yml'), 'utf8'));
  return readFiles().map(({ area, file }) => ({
    area,
    about: file.about,
    cases: file.cases.map((written) => caseOf(area, { arazzo: file.arazzo ?? '1.0.1', ...written }, standard)),
  }));
}

function caseOf(area: string, short: Versioned, standard: Json): Case {
  const { arazzo } = short;
  const written = sentCase(valueCase(criterionCase(short)));
  const { id, requirement, spec, level, workflow, workflows = [], components, root } = written;
  const { description = standard, files = {}, inputs = {}, answers = {}, expect = {}, readings = [] } = written;
  const main = workflow === undefined ? [] : [{ workflowId: 'main', ...declared(inputs), ...workflow }];
  const all: readonly JsonObject[] = [...main, ...workflows];
  const document: JsonObject = {
    arazzo,
    info: { title: id, version: '1.0.0' },
    sourceDescriptions: [{ name: 'api', url: './openapi.yml', type: 'openapi' }],
    workflows: all,
    ...(components === undefined ? {} : { components }),
    ...root,
  };
  return {
    id,
    area,
    requirement,
    spec,
    level,
    arazzo,
    files: { [DOCUMENT]: document, 'openapi.yml': description, ...files },
    document: DOCUMENT,
    workflowId: String(all[0]?.['workflowId'] ?? 'main'),
    inputs,
    answers: Object.fromEntries(
      Object.entries(answers).map(([name, given]) => [name, isList(given) ? given : [given]]),
    ),
    expect,
    readings,
  };
}

/** A schema that has the inputs that are given, of any type, for workflows that bring none. */
function declared(inputs: JsonObject): JsonObject {
  const names = Object.keys(isObject(inputs) ? inputs : {});
  if (names.length === 0) return {};
  return { inputs: { type: 'object', properties: Object.fromEntries(names.map((name) => [name, {}])) } };
}
