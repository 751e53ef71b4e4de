import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import jsonata from 'jsonata';
import type { Shape } from '../../../compiler/apis/index.ts';
import { compile, type Machine } from '../../../compiler/index.ts';
import { shippedModels } from '../../../compiler/node/index.ts';
import type { Json } from '../../../local/index.ts';
import { findBotocore, readBotocore } from '../../../scripts/models/botocore.ts';
import { readServices } from '../../../scripts/models/services.ts';
import { aslProblems } from '../../support/aslProblems.ts';

const root = join(__dirname, '..', '..', '..');
const folder = join(root, '..', 'shared', 'samples', 'aws');
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yml')) : [];
const shipped = readdirSync(join(root, 'workflows'))
  .filter((name) => name.endsWith('-user.yml'))
  .map((name) => join(root, 'workflows', name));
const documents = [...shipped, ...files.map((name) => join(folder, name))].map((file) => ({
  name: basename(file),
  file,
  ...compile({ name: file, text: readFileSync(file, 'utf8') }),
}));

/** A call that is written in a machine: the operation and the names in its arguments. */
interface Call {
  readonly state: string;
  readonly service: string;
  readonly action: string;
  readonly given: Names;
}

/** The names of members that are written out; `undefined`: an expression, of which nothing is known. */
type Names = { readonly [name: string]: Names } | readonly Names[] | undefined;

function callsOf(machines: readonly Machine[]): readonly Call[] {
  return machines.flatMap(({ definition }) =>
    Object.entries(definition.States).flatMap(([state, each]) => {
      if (each.Type !== 'Task') return [];
      const [, service = '', action = ''] = /aws-sdk:([^:]+):(.+)$/.exec(each.Resource) ?? [];
      return [{ state: `${state} of ${definition.StartAt}`, service, action, given: namesIn(each.Arguments ?? {}) }];
    }),
  );
}

function namesIn(template: Json): Names {
  if (typeof template === 'string') {
    const expression = /^\{% (.*) %\}$/s.exec(template)?.[1];
    return expression === undefined ? undefined : namesInExpression(jsonata(expression).ast());
  }
  if (typeof template !== 'object' || template === null) return undefined;
  if (Array.isArray(template)) return template.map(namesIn);
  return Object.fromEntries(Object.entries(template).map(([name, member]) => [name, namesIn(member)]));
}

/** Of an object constructor, or a list of them. */
function namesInExpression(node: jsonata.ExprNode): Names {
  if (node.type !== 'unary') return undefined;
  if (String(node.value) === '[') return (node.expressions ?? []).map(namesInExpression);
  if (String(node.value) !== '{') return undefined;
  const pairs: unknown = node.lhs;
  if (!Array.isArray(pairs)) return undefined;
  return Object.fromEntries(pairs.map(([key, value]) => [key.value, namesInExpression(value)]));
}

/** What is wrong with names, by the model: those that it doesn't have, required ones that are missing. */
function wrongNames(shape: Shape, given: Names, path: string): readonly string[] {
  if (given === undefined) return [];
  if (Array.isArray(given)) {
    return shape.type === 'list'
      ? given.flatMap((item: Names) => wrongNames(shape.member.shape, item, `${path}[]`))
      : [];
  }
  const members = Object.entries(given);
  if (shape.type === 'map')
    return members.flatMap(([key, value]) => wrongNames(shape.value.shape, value, `${path}.${key}`));
  if (shape.type !== 'structure' || shape.document) return [];
  const known = new Map(shape.members.map((member) => [member.sfnName, member]));
  const missing = shape.members.filter(
    (member) => member.required && !member.idempotencyToken && !Object.hasOwn(given, member.sfnName),
  );
  return [
    ...missing.map(({ sfnName }) => `${path} lacks ${sfnName}`),
    ...members.flatMap(([name, value]) => {
      const member = known.get(name);
      return member === undefined ? [`${path} has ${name}`] : wrongNames(member.shape, value, `${path}.${name}`);
    }),
  ];
}

describe.each(documents)('$name', ({ file, machines }) => {
  const calls = callsOf(machines);

  test('calls operations that there are, under names that they have, with all that they require', () => {
    const wrong = calls.flatMap(({ state, service, action, given }) => {
      const operation = shippedModels.service(service)?.operation(action.charAt(0).toUpperCase() + action.slice(1));
      return operation === undefined ? [`no ${service}:${action}`] : wrongNames(operation.input, given, state);
    });
    expect(wrong).toEqual([]);
  });

  test('compiles to definitions that asl-validator accepts, the same bytes each time', () => {
    const again = compile({ name: 'again.yml', text: readFileSync(file, 'utf8') });
    expect(machines.map(({ text }) => aslProblems(text))).toEqual(machines.map(() => ''));
    expect(again.machines.map(({ text }) => text)).toEqual(machines.map(({ text }) => text));
  });
});

(files.length > 0 ? test : test.skip)('all compile but those that are wrong themselves (needs the samples)', () => {
  const wrong = documents.flatMap(({ name, diagnostics }) =>
    diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => `${name}: ${code}`),
  );
  expect(wrong).toEqual([
    // The operation's member is InitialContactId.
    'amazon-connect-search-and-inspect-contact-workflow.yml: member-unknown',
    'amazon-connect-start-chat-and-set-attributes-workflow.yml: member-unknown',
    // Step Functions has no integration with Neptune's data API.
    'amazon-neptune-bulk-loader-poll-workflow.yml: service-uncallable',
  ]);
});

const botocore = findBotocore();
const both = botocore !== undefined && files.length > 0;

describe('botocore as the second opinion', () => {
  (both ? test : test.skip)('knows every operation and every top-level member (needs botocore and the samples)', () => {
    const table = readServices(join(root, 'models', 'services.json'));
    const services = new Map(table.services.map((each) => [each.resource, each]));
    const alike = (name: string) => name.replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase();
    const wrong = documents
      .flatMap(({ machines }) => callsOf(machines))
      .flatMap(({ state, service, action, given }) => {
        const name = services.get(service)?.folder;
        const model = name === undefined ? undefined : readBotocore(botocore?.data ?? '', name);
        const operation = Object.entries(model?.operations ?? {}).find(([each]) => alike(each) === alike(action))?.[1];
        if (model === undefined || operation === undefined) return [`${state}: no ${service}:${action}`];
        const shape = model.shapes[operation.input?.shape ?? ''];
        const members = new Set(Object.keys(shape?.members ?? {}).map(alike));
        const sent = Object.keys(Object(given)).map(alike);
        const unknown = sent.filter((each) => !members.has(each));
        const missing = (shape?.required ?? [])
          .map(alike)
          .filter((each) => given !== undefined && !sent.includes(each));
        return [...unknown, ...missing].map((each) => `${state}: ${each}`);
      });
    expect(wrong).toEqual([]);
  });
});
