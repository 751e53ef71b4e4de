import { diagnostic, type Reporter } from '../diagnostics/index.ts';
import { carryRegex } from '../jsonata/index.ts';
import { type Json, type MapNode, type Node, placeOf, textNode, toJson, valueAt } from '../source/index.ts';
import type { CheckedFormat, SchemaType, ValueSchema } from './inputsSchema.ts';

const TYPES: readonly SchemaType[] = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null'];
const FORMATS: readonly CheckedFormat[] = ['date', 'date-time', 'email', 'uri', 'uuid'];
const BOUNDS = [
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
] as const;

/** How keywords are read: where to report, and whether `format` is more than an annotation. */
export interface KeywordReading {
  readonly reporter: Reporter;
  readonly assertsFormats: boolean;
}

/** What the keywords ask that hold no other schemas (JSON Schema 2020-12 Validation, section 6). */
export function plainKeywords(node: MapNode, reading: KeywordReading): ValueSchema {
  const unique = valueAt(node, 'uniqueItems');
  const given = {
    ...Object.fromEntries(BOUNDS.map((name) => [name, numberAt(node, name, reading)])),
    types: typesAt(node, reading),
    oneOfValues: valuesAt(node, reading),
    pattern: patternAt(node, reading),
    format: formatAt(node, reading),
    unique: unique?.kind === 'scalar' && unique.value === true ? (true as const) : undefined,
  };
  const fallback = valueAt(node, 'default');
  return { ...present(given), ...(fallback === undefined ? {} : { default: toJson(fallback) }) };
}

/** The members that have a value. */
export function present<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** A list of names, such as that of `required`. */
export function namesAt(node: MapNode, keyword: string, reading: KeywordReading): readonly string[] {
  const listed = valueAt(node, keyword);
  return listed === undefined ? [] : namesIn(listed, keyword, reading);
}

export function namesIn(listed: Node, keyword: string, reading: KeywordReading): readonly string[] {
  if (listed.kind === 'list') return listed.items.map((item) => (item.kind === 'scalar' ? String(item.value) : ''));
  reportInvalid(listed, `\`${keyword}\` is a list of names`, reading);
  return [];
}

export function numberAt(node: MapNode, name: string, reading: KeywordReading): number | undefined {
  const given = valueAt(node, name);
  if (given === undefined) return undefined;
  if (given.kind === 'scalar' && typeof given.value === 'number') return given.value;
  reportInvalid(given, `\`${name}\` is a number`, reading);
  return undefined;
}

export function reportInvalid(node: Node, message: string, { reporter }: KeywordReading): void {
  reporter.report(diagnostic('schema-invalid', placeOf(node), message));
}

function typesAt(node: MapNode, reading: KeywordReading): readonly SchemaType[] | undefined {
  const given = valueAt(node, 'type');
  if (given === undefined) return undefined;
  const types: SchemaType[] = [];
  for (const item of given.kind === 'list' ? given.items : [given]) {
    const type = TYPES.find((known) => item.kind === 'scalar' && item.value === known);
    if (type !== undefined) types.push(type);
    else reportInvalid(item, `a type is one of ${TYPES.join(', ')}`, reading);
  }
  return types;
}

function valuesAt(node: MapNode, reading: KeywordReading): readonly Json[] | undefined {
  const single = valueAt(node, 'const');
  const several = valueAt(node, 'enum');
  if (several !== undefined && several.kind !== 'list') reportInvalid(several, '`enum` is a list of values', reading);
  const listed = several?.kind === 'list' ? several.items.map(toJson) : undefined;
  if (single === undefined) return listed;
  const only = toJson(single);
  return listed === undefined || listed.some((each) => JSON.stringify(each) === JSON.stringify(only)) ? [only] : [];
}

function patternAt(node: MapNode, { reporter }: KeywordReading): string | undefined {
  const given = valueAt(node, 'pattern');
  if (given === undefined) return undefined;
  const text = textNode(given)?.value;
  const carried = text === undefined ? undefined : carryRegex(text);
  if (carried?.ok) return text;
  const reason = carried === undefined ? 'it is not a text' : carried.reason;
  reporter.report(diagnostic('schema-keyword-unchecked', placeOf(given), `this pattern is not checked: ${reason}`));
  return undefined;
}

function formatAt(node: MapNode, { assertsFormats }: KeywordReading): CheckedFormat | undefined {
  const given = textNode(valueAt(node, 'format'))?.value;
  return assertsFormats ? FORMATS.find((known) => known === given) : undefined;
}
