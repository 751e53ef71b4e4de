import { isObject, type Json, type JsonObject, jsonObject } from '../compiler/source/index.ts';
import { patternExample } from './patternExample.ts';

/** A JSON Schema that is an object. */
type Schema = JsonObject;

/** Schemas deeper than people write end here. */
const deepest = 16;

/** What an input is made of. */
export interface SkeletonOptions {
  /** Whether members are in it that may be left out. */
  readonly all: boolean;
  /** Inputs that are secrets, whatever the schema says. */
  readonly secrets: readonly string[];
}

/**
 * A value that a JSON Schema (2020-12) takes, to be filled in: what the schema itself gives (`const`, `default`, `examples`,
 * `enum`), else a stand-in of the right type, length and pattern. What conditions (`if`, `not`) ask is not looked at.
 */
export function inputSkeleton(schema: Json, { all, secrets }: SkeletonOptions): Json {
  if (!isObject(schema)) return valueFor(schema, 'input', all, 0);
  const properties = Object.entries(objectOf(schema['properties'])).map(([name, each]): [string, Json] => [
    name,
    secrets.includes(name) && isObject(each) ? { format: 'password', ...each } : each,
  ]);
  return valueFor({ ...schema, properties: jsonObject(properties) }, 'input', all, 0);
}

function valueFor(schema: Json, name: string, all: boolean, depth: number): Json {
  if (!isObject(schema) || depth > deepest) return name;
  const merged = withFirstChoices(schema);
  const given = givenBy(merged);
  if (given !== undefined) return given;
  switch (typeOf(merged)) {
    case 'object':
      return objectFor(merged, all, depth);
    case 'array':
      return arrayFor(merged, name, all, depth);
    case 'integer':
    case 'number':
      return numberFor(merged);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return textFor(merged, name);
  }
}

/** A schema together with all of its `allOf`, and the first of what it leaves to choose. */
function withFirstChoices(schema: Schema): Schema {
  const parts = [
    ...listOf(schema['allOf']),
    ...listOf(schema['anyOf']).slice(0, 1),
    ...listOf(schema['oneOf']).slice(0, 1),
  ];
  return parts.filter(isObject).map(withFirstChoices).reduce(both, schema);
}

function both(left: Schema, right: Schema): Schema {
  return {
    ...right,
    ...left,
    properties: { ...objectOf(right['properties']), ...objectOf(left['properties']) },
    required: [...listOf(left['required']), ...listOf(right['required'])],
  };
}

function givenBy(schema: Schema): Json | undefined {
  if (Object.hasOwn(schema, 'const')) return schema['const'];
  if (Object.hasOwn(schema, 'default')) return schema['default'];
  const [example = schema['example']] = listOf(schema['examples']);
  return example ?? listOf(schema['enum'])[0];
}

function typeOf(schema: Schema): string {
  const { type } = schema;
  const [first = type] = listOf(type).filter((each) => each !== 'null');
  if (typeof first === 'string') return first;
  if (Object.keys(objectOf(schema['properties'])).length > 0) return 'object';
  if (schema['items'] !== undefined || schema['prefixItems'] !== undefined) return 'array';
  return schema['minimum'] !== undefined || schema['maximum'] !== undefined ? 'number' : 'string';
}

function objectFor(schema: Schema, all: boolean, depth: number): Json {
  const required = listOf(schema['required']);
  const properties = Object.entries(objectOf(schema['properties']));
  const wanted = properties.filter(([name]) => all || required.includes(name));
  const undeclared = required.filter((name) => typeof name === 'string' && !properties.some(([each]) => each === name));
  return jsonObject([
    ...wanted.map(([name, each]): [string, Json] => [name, valueFor(each, name, all, depth + 1)]),
    ...undeclared.map((name): [string, Json] => [String(name), String(name)]),
  ]);
}

function arrayFor(schema: Schema, name: string, all: boolean, depth: number): Json {
  const prefix = listOf(schema['prefixItems']);
  const least = Math.max(
    numberOf(schema['minItems']) ?? 0,
    Math.min(1, numberOf(schema['maxItems']) ?? 1),
    prefix.length,
  );
  return Array.from({ length: Math.min(least, 100) }, (_, at) => {
    const value = valueFor(prefix[at] ?? schema['items'] ?? true, name, all, depth + 1);
    // Items that must differ do so by a number at their end.
    return schema['uniqueItems'] === true && at > 0 && typeof value === 'string' ? `${value}${at + 1}` : value;
  });
}

function numberFor(schema: Schema): number {
  const step = numberOf(schema['multipleOf']) ?? 1;
  const above = numberOf(schema['exclusiveMinimum']);
  const least = Math.max(numberOf(schema['minimum']) ?? Number.NEGATIVE_INFINITY, above ?? Number.NEGATIVE_INFINITY);
  const below = numberOf(schema['exclusiveMaximum']);
  const most = Math.min(numberOf(schema['maximum']) ?? Number.POSITIVE_INFINITY, below ?? Number.POSITIVE_INFINITY);
  const fits = (value: number) => value >= least && value <= most && value !== above && value !== below;
  const near = Number.isFinite(least) ? least : Number.isFinite(most) ? most : 1;
  const candidates = [
    1,
    Math.ceil(near / step) * step,
    (Math.floor(near / step) + 1) * step,
    Math.floor(near / step) * step,
    (Math.ceil(near / step) - 1) * step,
    (least + most) / 2,
  ];
  return candidates.find((value) => fits(value) && Number.isInteger(value / step)) ?? candidates.find(fits) ?? near;
}

function textFor(schema: Schema, name: string): string {
  const least = numberOf(schema['minLength']) ?? 0;
  const most = numberOf(schema['maxLength']) ?? Number.POSITIVE_INFINITY;
  const { format, pattern } = schema;
  const text = typeof format === 'string' && Object.hasOwn(formats, format) ? (formats[format] ?? name) : name;
  const sized = text.length < least ? text + '0'.repeat(least - text.length) : text.slice(0, most);
  if (typeof pattern !== 'string' || matches(pattern, sized)) return sized;
  return patternExample(pattern, least, most) ?? sized;
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return false;
  }
}

const formats: Readonly<Record<string, string>> = {
  date: '2026-01-31',
  'date-time': '2026-01-31T12:00:00Z',
  email: 'robin@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  password: 'Change-Me-1st',
  time: '12:00:00Z',
  uri: 'https://example.com/',
  uuid: '00000000-0000-4000-8000-000000000000',
};

function objectOf(value: Json | undefined): Schema {
  return isObject(value) ? value : {};
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function numberOf(value: Json | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
