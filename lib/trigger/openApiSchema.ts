import { isList, isObject, type Json, type JsonObject } from '../../compiler/source/index.ts';

/** The keywords that JSON Schema 2020-12 and OpenAPI 3.0 write alike. */
const SHARED = [
  'description',
  'enum',
  'format',
  'maxItems',
  'maxLength',
  'maximum',
  'minItems',
  'minLength',
  'minimum',
  'multipleOf',
  'pattern',
  'title',
] as const;

/** A JSON Schema of 2020-12 as OpenAPI 3.0 writes it; what 3.0 can't say is left out, so the result allows no less. */
export function openApiSchema(schema: Json): Json {
  if (!isObject(schema)) return {};
  const { type: declared, items, properties, const: constant, required } = schema;
  const types = isList(declared) ? declared : [declared];
  const [type, ...others] = types.filter((each) => each !== 'null');
  return {
    ...(type === undefined || others.length > 0 ? {} : { type }),
    ...(types.includes('null') ? { nullable: true } : {}),
    ...Object.fromEntries(SHARED.flatMap((name) => (schema[name] === undefined ? [] : [[name, schema[name]]]))),
    ...(constant === undefined ? {} : { enum: [constant] }),
    ...exclusive(schema, 'exclusiveMinimum', 'minimum'),
    ...exclusive(schema, 'exclusiveMaximum', 'maximum'),
    ...(items === undefined ? {} : { items: openApiSchema(items) }),
    ...(isList(required) && required.length > 0 ? { required } : {}),
    ...(isObject(properties)
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, member]) => [name, openApiSchema(member)]),
          ),
        }
      : {}),
  };
}

/** A number in 2020-12, a flag beside the bound in OpenAPI 3.0. */
function exclusive(schema: JsonObject, keyword: string, bound: string): JsonObject {
  const value = schema[keyword];
  return typeof value === 'number' ? { [bound]: value, [keyword]: true } : {};
}
