import type { MemberFacts, ServiceFacts, ShapeFacts } from '../../compiler/apis/aws/format.ts';
import type { ModelFacts } from './trim.ts';

/** A slice with about so many characters is full: larger ones cost time when they are read, smaller ones compress badly. */
const FULL = 16_384;

/** A model as the parts of its file, in the form that compiler/apis/aws/format.ts says. */
export function partsOf(model: ModelFacts): readonly string[] {
  const { operations, shapes, actions, resources, ...service } = model;
  const lines = new Map<string, string>();
  const kinds = { operation: operations, shape: shapes, action: actions, resource: resources };
  for (const [kind, facts] of Object.entries(kinds))
    for (const [name, fact] of Object.entries(facts)) lines.set(`${kind} ${name}`, ascii(fact));

  const needed = new Map(Object.keys(operations).map((name) => [name, neededBy(name, model)] as const));
  const slices = cut(needed, lines);
  const homes = new Map<string, Set<number>>();
  for (const [index, names] of slices.entries()) {
    for (const key of names.flatMap((name) => [...(needed.get(name) ?? [])]))
      homes.set(key, (homes.get(key) ?? new Set()).add(index));
  }
  const keysIn = (holds: (home: ReadonlySet<number>) => boolean) =>
    [...homes].filter(([key, home]) => lines.has(key) && holds(home)).map(([key]) => key);
  const text = (keys: readonly string[]) =>
    [...keys]
      .sort()
      .map((key) => `${key}\t${lines.get(key)}\n`)
      .join('');
  const facts: ServiceFacts = { ...service, operations: slices };
  return [
    ascii(facts),
    text(keysIn((home) => home.size > 1)),
    ...slices.map((_, index) => text(keysIn((home) => home.size === 1 && home.has(index)))),
  ];
}

/** Operations side by side, as many as fill a slice with what each needs alone. */
function cut(
  needed: ReadonlyMap<string, ReadonlySet<string>>,
  lines: ReadonlyMap<string, string>,
): readonly (readonly string[])[] {
  const uses = new Map<string, number>();
  for (const keys of needed.values()) for (const key of keys) uses.set(key, (uses.get(key) ?? 0) + 1);
  const slices: string[][] = [];
  let size = FULL;
  for (const [name, keys] of needed) {
    if (size >= FULL) {
      slices.push([]);
      size = 0;
    }
    slices.at(-1)?.push(name);
    for (const key of keys) size += uses.get(key) === 1 ? (lines.get(key)?.length ?? 0) : 0;
  }
  return slices;
}

/** The keys of an operation's line and of all lines that it needs. */
function neededBy(name: string, { operations, shapes, actions }: ModelFacts): ReadonlySet<string> {
  const { input, output, iam = [], on = [], depends = {} } = operations[name] ?? {};
  const keys = new Set([`operation ${name}`]);
  const reach = (shape: string): void => {
    if (keys.has(`shape ${shape}`)) return;
    keys.add(`shape ${shape}`);
    for (const part of partsOfShape(shapes[shape])) reach(part);
  };
  for (const root of [input, output]) if (root !== undefined) reach(root);
  for (const action of [...iam, ...Object.keys(depends)]) {
    keys.add(`action ${action}`);
    const types = [...(actions[action]?.resources ?? []), ...on, ...(depends[action]?.on ?? [])];
    for (const resource of types) keys.add(`resource ${resource.replace(/^\?/, '')}`);
  }
  return keys;
}

function partsOfShape(facts: ShapeFacts | undefined): readonly string[] {
  if (typeof facts !== 'object') return [];
  switch (facts.type) {
    case 'structure':
      return Object.values(facts.members).map(shapeOf);
    case 'list':
      return [shapeOf(facts.member)];
    case 'map':
      return [shapeOf(facts.key), shapeOf(facts.value)];
    default:
      return [];
  }
}

function shapeOf(member: MemberFacts): string {
  return typeof member === 'string' ? member : member.shape;
}

/** JSON in ASCII, which is read as it stands. */
function ascii(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[^\0-\x7f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
