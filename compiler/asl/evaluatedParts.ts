import type { ValueSchema } from '../frames/index.ts';
import { type Expression, jsonata } from '../jsonata/index.ts';
import { matchesPattern } from './plainChecks.ts';

const { and, binary, exists, field, literal, not, or } = jsonata;

/**
 * Whether some part of a schema, one that the value satisfies, speaks of a member or item (JSON Schema 2020-12 Core,
 * section 11); undefined where none does.
 */
export type Evaluated = Expression | 'always' | undefined;

/** How the value is judged of which a member or item is looked at. */
export interface Judging {
  readonly value: Expression;
  /** Schemas that contain themselves, by their names. */
  readonly recursive: ReadonlyMap<string, ValueSchema>;
  readonly fits: (schema: ValueSchema, of: Expression) => Expression;
}

/** @param key the name of the member */
export function evaluatedMember(schema: ValueSchema, key: Expression, judging: Judging): Evaluated {
  const own = ({ object, patterns = [], additional, unevaluatedProperties }: ValueSchema): Evaluated => {
    if (additional !== undefined || unevaluatedProperties !== undefined || object?.closed) return 'always';
    const known = object?.properties ?? [];
    return either([
      known.length === 0 ? undefined : binary('in', key, literal(known.map(({ name }) => name))),
      ...patterns.map(({ pattern }) => matchesPattern(pattern, key)),
    ]);
  };
  const { unevaluatedProperties: _, ...rest } = schema;
  return throughout(rest, own, judging);
}

/** @param index counted from 0 */
export function evaluatedItem(schema: ValueSchema, item: Expression, index: Expression, judging: Judging): Evaluated {
  const own = ({ prefix = [], items, contains, unevaluatedItems }: ValueSchema): Evaluated => {
    if (items !== undefined || unevaluatedItems !== undefined) return 'always';
    return either([
      prefix.length === 0 ? undefined : binary('<', index, literal(prefix.length)),
      contains === undefined ? undefined : judging.fits(contains.schema, item),
    ]);
  };
  const { unevaluatedItems: _, ...rest } = schema;
  return throughout(rest, own, judging);
}

/** What a schema evaluates itself, or by one of those in it for the same value that the value satisfies. */
function throughout(
  schema: ValueSchema,
  own: (part: ValueSchema) => Evaluated,
  { value, recursive, fits }: Judging,
): Evaluated {
  const seen = new Set<string>();
  const of = (part: ValueSchema): Evaluated => {
    const { all = [], any = [], one = [], when, dependents = [], recursion = '' } = part;
    const itself = seen.has(recursion) ? undefined : recursive.get(recursion);
    if (itself !== undefined) seen.add(recursion);
    return either([
      own(part),
      ...all.map(of),
      ...[...any, ...one].map((branch) => under(fits(branch, value), of(branch))),
      ...(when === undefined
        ? []
        : [
            under(fits(when.condition, value), either([of(when.condition), when.met && of(when.met)])),
            under(not(fits(when.condition, value)), when.unmet && of(when.unmet)),
          ]),
      ...dependents.map(({ name, schema: each }) => under(exists(field(value, name)), each && of(each))),
      itself === undefined ? undefined : of(itself),
    ]);
  };
  return of(schema);
}

function under(condition: Expression, evaluated: Evaluated): Evaluated {
  if (evaluated === undefined) return undefined;
  return evaluated === 'always' ? condition : and([condition, evaluated]);
}

function either(parts: readonly Evaluated[]): Evaluated {
  if (parts.includes('always')) return 'always';
  const some = parts.filter((part) => part !== undefined && part !== 'always');
  return some.length === 0 ? undefined : or(some);
}
