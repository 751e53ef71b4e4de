import type { Member, Operation, StructureShape } from '../../compiler/apis/index.ts';
import type { Diagnostic } from '../../compiler/diagnostics/index.ts';
import { type Json, type MapNode, nodeAt, textNode, valueAt } from '../../compiler/source/index.ts';
import { inputName, inputSchema } from '../../discovery/index.ts';
import { operationOfStep, parametersOf, payloadAlong, payloadShape } from '../document/calls.ts';
import { standingAt, stepPath, workflowPath } from '../document/grammar.ts';
import { type Found, foundAt, mapAround } from '../document/path.ts';
import type { Analysis } from '../workspace.ts';
import type { Fix } from './fixes.ts';
import { appendEntries, appendItems, type Edit, insertEntry } from './insert.ts';

/** A member or parameter that a call needs. */
type Missing = Pick<Member, 'name' | 'shape' | 'credential'>;

/**
 * Adds the required members that a call doesn't send, each read from the input of its name. Inputs that the workflow doesn't
 * have yet are declared.
 */
export function missingMembers({ place }: Diagnostic, { examined, source }: Analysis): readonly Fix[] {
  const { root } = examined;
  const found = root === undefined ? undefined : foundAt(root, place.range.start);
  const path = found === undefined ? undefined : stepPath(found.path);
  const step = root === undefined || path === undefined ? undefined : nodeAt(root, path);
  if (root === undefined || found === undefined || path === undefined || step?.kind !== 'map') return [];
  const operation = operationOfStep(step, examined);
  if (operation === undefined) return [];
  const { added, edits } =
    standingAt(found.path).spot.kind === 'payload'
      ? inPayload(found, step, operation, source.text)
      : inStep(step, operation, source.text);
  if (added.length === 0) return [];
  const workflow = nodeAt(root, workflowPath(path) ?? []);
  const declared = workflow.kind === 'map' ? declaring(added, workflow, source.text) : [];
  return [{ title: `Add ${added.map(({ name }) => name).join(', ')}`, edits: [...edits, ...declared] }];
}

/** What is added to a step, and how. */
interface Additions {
  readonly added: readonly Missing[];
  readonly edits: readonly Edit[];
}

/** What an object of a payload lacks. */
function inPayload(found: Found, step: MapNode, operation: Operation, text: string): Additions {
  const around = mapAround(found);
  const { rest } = standingAt(found.path);
  const target = payloadAlong(operation, step, found.isKey ? rest.slice(0, -1) : rest)?.shape;
  if (around === undefined || target?.type !== 'structure') return { added: [], edits: [] };
  const added = missingIn(target, around);
  return {
    added,
    edits: appendEntries(around, Object.fromEntries(added.map(({ name }) => [name, readOf(name)])), text),
  };
}

/** The parameters that a step lacks, and the members of its request where it has none. */
function inStep(step: MapNode, operation: Operation, text: string): Additions {
  const list = valueAt(step, 'parameters');
  // What stands there and is no list has to be mended first.
  if (list !== undefined && list.kind !== 'list') return { added: [], edits: [] };
  const given = list?.items ?? [];
  const names = new Set(
    given.map((item) => (item.kind === 'map' ? textNode(valueAt(item, 'name'))?.value : undefined)),
  );
  const parameters = parametersOf(operation).filter(({ name, required }) => required && !names.has(name));
  const items = parameters.map(({ name, in: where }): Json => ({ name, in: where, value: readOf(name) }));
  const shape = valueAt(step, 'requestBody') === undefined ? payloadShape(operation, step) : undefined;
  const members = shape?.type === 'structure' ? missingIn(shape, undefined) : [];
  const payload = Object.fromEntries(members.map(({ name }) => [name, readOf(name)]));
  return {
    added: [
      ...parameters.map(({ name, shape: each, member }) => ({
        name,
        shape: each,
        credential: member?.credential === true,
      })),
      ...members,
    ],
    edits: [
      ...(list !== undefined
        ? appendItems(list, items, text)
        : items.length > 0
          ? [insertEntry(step, 'parameters', items, 'last', text)]
          : []),
      ...(members.length > 0 ? [insertEntry(step, 'requestBody', { payload }, 'last', text)] : []),
    ],
  };
}

function missingIn({ members }: StructureShape, given: MapNode | undefined): readonly Missing[] {
  const keys = new Set(given?.entries.map(({ key }) => key.value));
  return members.filter(
    ({ required, idempotencyToken, name, wireName, sfnName }) =>
      required && !idempotencyToken && ![name, wireName, sfnName].some((each) => keys.has(each)),
  );
}

/** What reads a member from the input of its name. */
function readOf(name: string): string {
  return `$inputs.${inputName(name)}`;
}

/** Declares the inputs that a workflow doesn't have, as required ones. */
function declaring(members: readonly Missing[], workflow: MapNode, text: string): readonly Edit[] {
  const inputs = mapAt(workflow, 'inputs');
  const properties = inputs === undefined ? undefined : mapAt(inputs, 'properties');
  const known = new Set(properties?.entries.map(({ key }) => key.value));
  const missing = new Map(
    members.map((each) => [inputName(each.name), inputSchema(each)] as const).filter(([name]) => !known.has(name)),
  );
  const names = [...missing.keys()];
  const schemas = Object.fromEntries(missing);
  if (names.length === 0) return [];
  if (inputs === undefined) {
    const declared = { type: 'object', required: names, properties: schemas };
    return valueAt(workflow, 'inputs') === undefined ? [insertEntry(workflow, 'inputs', declared, 'last', text)] : [];
  }
  if (valueAt(inputs, '$ref') !== undefined) return [];
  const required = valueAt(inputs, 'required');
  return [
    ...(properties === undefined
      ? [insertEntry(inputs, 'properties', schemas, 'last', text)]
      : appendEntries(properties, schemas, text)),
    ...(required?.kind === 'list'
      ? appendItems(required, names, text)
      : [insertEntry(inputs, 'required', names, 'first', text)]),
  ];
}

function mapAt(map: MapNode, name: string): MapNode | undefined {
  const node = valueAt(map, name);
  return node?.kind === 'map' ? node : undefined;
}
