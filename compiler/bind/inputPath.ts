import type { SchemaType, ValueSchema } from '../frames/index.ts';
import { positionIn } from '../source/index.ts';
import type { Read, ValueType } from '../values/index.ts';

/**
 * A path into an input, as far as its schema says what stands there. Inputs that break the schema are rejected before
 * anything reads them, so what it says can be relied on.
 */
export function alongSchema(
  schema: ValueSchema,
  steps: readonly string[],
): Pick<Read, 'path' | 'type'> & { readonly free: number | undefined } {
  let here = schema;
  const path: (string | number)[] = [];
  for (const [at, step] of steps.entries()) {
    const type = onlyType(here);
    const position = positionIn(step);
    if (type === 'object') {
      path.push(step);
      here = here.object?.properties.find(({ name }) => name === step)?.schema ?? {};
    } else if (type === 'array' && position !== undefined) {
      path.push(position);
      here = here.items ?? {};
    } else return { path: [...path, ...steps.slice(at)], free: at, type: 'unknown' };
  }
  return { path, free: undefined, type: typeOfSchema(onlyType(here)) };
}

function onlyType({ types = [] }: ValueSchema): SchemaType | undefined {
  return types.length === 1 ? types[0] : undefined;
}

function typeOfSchema(type: SchemaType | undefined): ValueType {
  if (type === undefined || type === 'null') return 'unknown';
  return type === 'integer' ? 'number' : type;
}
