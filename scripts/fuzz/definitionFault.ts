import { Ajv } from 'ajv';
import validate from 'asl-validator';
import { isFunction } from '../../compiler/statesLanguage/index.ts';
import { jsonataReads, type Reads } from './jsonataReads.ts';

/** A state or a part of one, as its JSON has it. */
type Part = Readonly<Record<string, unknown>>;

/** A way out of a state: where to, and what is assigned on it. */
interface Way {
  readonly to: unknown;
  readonly assigned: readonly string[];
  /** Whether what the next state gets as input is made anew. */
  readonly output: boolean;
}

/**
 * What is wrong with the definition of a state machine, read anew from its text: nothing of the compiler's own checks is
 * used. What asl-validator finds; every state is entered; every expression is JSONata; a
 * variable that is read is one that some way assigns, and every way, where the expression is nothing else; no secret input
 * is assigned or put out.
 * @param text the definition, in JSON
 * @param secrets names of inputs that are secrets
 * @param told whether whoever wrote the document was told that a value that a call needs may be missing
 * @returns what is wrong first; undefined: nothing
 */
export function definitionFault(text: string, secrets: readonly string[], told: boolean): string | undefined {
  const { errors } = validate(JSON.parse(text));
  const wrong = errors.find(({ Message }) => !SENT.test(Message));
  if (wrong !== undefined) return wrong.Message;
  const { StartAt, States } = part(JSON.parse(text));
  const states = new Map(Object.entries(part(States)).map(([name, state]) => [name, part(state)]));
  const set = setOnEveryWay(String(StartAt), states);
  const all = new Set([...states.values()].flatMap((state) => waysOf(state).flatMap(({ assigned }) => assigned)));
  for (const [name, state] of states) {
    const known = set.get(name);
    if (known === undefined) return `${name} is never entered`;
    for (const { field, reads } of readsIn(state)) {
      const fault =
        reads === undefined
          ? 'no JSONata'
          : (faultyRead(reads, told ? all : known, all) ?? leak(field, reads, secrets));
      if (fault !== undefined) return `${name}, ${field}: ${fault}`;
    }
    const ending = state['Type'] === 'Succeed' || state['End'] === true;
    if (ending && !('Output' in state) && !known.has(INPUT_REPLACED) && secrets.length > 0)
      return `${name} puts out the input, with its secrets`;
  }
  return undefined;
}

// It compiles its schemas anew at each call, which takes longer than all the rest: here it finds those of its first call.
const { getSchema } = Ajv.prototype;
let first: Ajv | undefined;
Object.defineProperty(Ajv.prototype, 'getSchema', {
  value(this: Ajv, key: string) {
    first ??= this;
    return getSchema.call(first, key);
  },
});

/** Stands among the variables that are set where the execution's input is no longer the state's. */
const INPUT_REPLACED = ' input replaced';

function part(value: unknown): Part {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function parts(value: unknown): readonly Part[] {
  return Array.isArray(value) ? value.map(part) : [];
}

function waysOf(state: Part): readonly Way[] {
  const way = (to: unknown, { Assign, Output }: Part): Way => ({
    to,
    assigned: Object.keys(part(Assign)),
    // Without Output a call puts out its result or its error.
    output: Output !== undefined || state['Type'] === 'Task',
  });
  return [
    ...(state['Next'] === undefined ? [] : [way(state['Next'], state)]),
    ...(state['Default'] === undefined ? [] : [way(state['Default'], state)]),
    ...parts(state['Choices']).map((each) => way(each['Next'], each)),
    ...parts(state['Catch']).map((each) => way(each['Next'], each)),
  ];
}

/** What every way to a state has assigned; states that no way leads to are left out. */
function setOnEveryWay(start: string, states: ReadonlyMap<string, Part>): ReadonlyMap<string, ReadonlySet<string>> {
  const set = new Map<string, ReadonlySet<string>>([[start, new Set()]]);
  const left = [start];
  for (let name = left.pop(); name !== undefined; name = left.pop()) {
    for (const { to, assigned, output } of waysOf(states.get(name) ?? {})) {
      const here = new Set([...(set.get(name) ?? []), ...assigned, ...(output ? [INPUT_REPLACED] : [])]);
      const before = set.get(String(to));
      const both = before === undefined ? here : new Set([...before].filter((each) => here.has(each)));
      if (both.size === before?.size) continue;
      set.set(String(to), both);
      left.push(String(to));
    }
  }
  return set;
}

/** Every expression of a state, with the fields that lead to it: `Choices/0/Assign/inputs`. */
function* readsIn(
  value: unknown,
  field = '',
): Generator<{ readonly field: string; readonly reads: Reads | undefined }> {
  if (PLAIN.test(field)) return;
  if (typeof value === 'string' && value.startsWith('{%')) yield { field, reads: readsOf(value) };
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) yield* readsIn(member, field === '' ? name : `${field}/${name}`);
}

/** What asl-validator says of values that are sent or kept, which may be any JSON: it knows neither arrays in arrays nor empty texts. */
const SENT = /^\/States\/.*\/(Arguments|Assign|Output)\/.* is invalid/;

/** Where nothing is evaluated, whatever it looks like. */
const PLAIN = /^((Choices|Catch)\/\d+\/)?(Comment|Next|Default)$/;

const read = new Map<string, Reads | undefined>();

/** What an expression reads, undefined where it is none; most are the same in many documents. */
function readsOf(text: string): Reads | undefined {
  const known = read.get(text);
  if (known !== undefined) return known;
  const reads = parsed(text.slice('{%'.length, -'%}'.length));
  if (read.size > 5000) read.clear();
  read.set(text, reads);
  return reads;
}

function parsed(expression: string): Reads | undefined {
  try {
    return jsonataReads(expression);
  } catch {
    return undefined;
  }
}

function faultyRead(
  { root, variables }: Reads,
  set: ReadonlySet<string>,
  all: ReadonlySet<string>,
): string | undefined {
  if (root !== undefined && root !== 'states' && !set.has(root)) return `not every way to it assigns $${root}`;
  const unknown = [...variables].find((name) => !all.has(name) && !isFunction(name));
  return unknown === undefined ? undefined : `nothing assigns $${unknown}`;
}

/** Where values stay. A cause looks at the input as a whole, to tell what is wrong with it. */
const KEPT = /(^|\/)(Assign|Output)(\/|$)/;

function leak(field: string, { paths }: Reads, secrets: readonly string[]): string | undefined {
  if (!KEPT.test(field)) return undefined;
  const kept = secrets.flatMap((name) => [`input.${name}`, `context.Execution.Input.${name}`]);
  const found = [...paths].find((path) =>
    kept.some((secret) => `${secret}.`.startsWith(path === '' ? '' : `${path}.`)),
  );
  return found === undefined ? undefined : `\`$states.${found}\` holds a secret`;
}
