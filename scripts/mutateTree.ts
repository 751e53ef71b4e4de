import { parse, stringify } from 'yaml';

type Tree = null | boolean | number | string | Tree[] | { [key: string]: Tree };

/**
 * A document that is still YAML, with one to three slips in what it says: keys deleted, doubled or renamed, values of
 * other types, parts of it in other places. The text itself where it is no YAML.
 */
export function mutateTree(text: string, random: () => number): string {
  const tree = treeOf(text);
  if (typeof tree !== 'object' || tree === null) return text;
  const slips = 1 + Math.floor(random() * 3);
  for (let slip = 0; slip < slips; slip += 1) change(tree, random);
  return stringify(tree, { aliasDuplicateObjects: false });
}

/** What texts are as data, as JSON: the same few are broken again and again. Undefined: no YAML. */
const read = new Map<string, string | undefined>();

function treeOf(text: string): Tree | undefined {
  if (!read.has(text)) read.set(text, jsonOf(text));
  const json = read.get(text);
  return json === undefined ? undefined : JSON.parse(json);
}

function jsonOf(text: string): string | undefined {
  try {
    return JSON.stringify(parse(text));
  } catch {
    return undefined;
  }
}

/** Where something stands: in a list or map, at an index or under a key. */
interface Spot {
  readonly around: Tree[] | { [key: string]: Tree };
  readonly key: string;
}

function change(tree: Tree, random: () => number): void {
  const spots = spotsOf(tree);
  const spot = pick(spots, random);
  const other = pick(spots, random);
  if (spot === undefined || other === undefined) return;
  const value = valueAt(spot);
  switch (Math.floor(random() * 7)) {
    case 0:
      remove(spot);
      break;
    case 1:
      write(spot, pick(values, random) ?? null);
      break;
    case 2:
      write(spot, copy(valueAt(other)));
      break;
    case 3:
      write(spot, typeof value === 'string' ? slip(value, random) : [value]);
      break;
    case 4:
      write(spot, { value });
      break;
    case 5: {
      const renamed = { around: spot.around, key: pick([other.key, slip(spot.key, random)], random) ?? '' };
      remove(spot);
      write(renamed, value);
      break;
    }
    default:
      if (Array.isArray(spot.around)) spot.around.push(copy(value));
      else spot.around[`${spot.key}2`] = copy(value);
  }
}

const values: readonly Tree[] = [
  ...[
    null,
    true,
    0,
    -1,
    1e300,
    '',
    'x',
    [],
    {},
    [[]],
    [null],
    '$inputs',
    '$inputs.',
    '$steps.a.outputs.b',
    '$response.body',
  ],
  ...['$statusCode', '$response.body#/a/0', '{$inputs.a}', "$statusCode == 200 && $inputs.a == 'x'", '$[?@.a]', '$..*'],
  ...[
    'goto',
    'retry',
    'end',
    'jsonpath',
    'regex',
    'workflow',
    '$components.parameters.x',
    '__proto__',
    '{% 1 %}',
    '1.1.0',
  ],
];

/** One letter left out, doubled or changed. */
function slip(text: string, random: () => number): string {
  const at = Math.floor(random() * text.length);
  const letter = text.charAt(at);
  return text.slice(0, at) + (pick(['', letter + letter, '.', '$', '#', 'x'], random) ?? '') + text.slice(at + 1);
}

function spotsOf(tree: Tree): readonly Spot[] {
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.keys(tree).flatMap((key) => {
    const spot = { around: tree, key };
    return [spot, ...spotsOf(valueAt(spot))];
  });
}

function valueAt({ around, key }: Spot): Tree {
  return (Array.isArray(around) ? around[Number(key)] : around[key]) ?? null;
}

function write({ around, key }: Spot, value: Tree): void {
  if (Array.isArray(around)) around[Number(key) || 0] = value;
  else Object.defineProperty(around, key, { value, enumerable: true, configurable: true, writable: true });
}

function remove({ around, key }: Spot): void {
  if (Array.isArray(around)) around.splice(Number(key), 1);
  else delete around[key];
}

function copy(tree: Tree): Tree {
  return JSON.parse(JSON.stringify(tree));
}

function pick<T>(items: readonly T[], random: () => number): T | undefined {
  return items[Math.floor(random() * items.length)];
}
