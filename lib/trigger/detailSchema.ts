import { CfnRegistry, CfnSchema } from 'aws-cdk-lib/aws-eventschemas';
import type { Construct } from 'constructs';
import type { Json } from '../../compiler/source/index.ts';
import { inertJson } from '../inert.ts';
import { isJsonList, isJsonObject, type JsonObject } from '../json.ts';
import type { InputMapping } from './inputMapping.ts';

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

/** JSON Schema of an event's detail: the inputs that are read from it, where they are read from. */
export function detailSchema({ fromDetail, schema }: InputMapping): Json {
  const root: SchemaTree = { members: new Map(), required: new Set() };
  for (const { input, path } of fromDetail) {
    const required = schema.required.includes(input);
    let tree = root;
    path.forEach((name, index) => {
      if (required) tree.required.add(name);
      const next: SchemaTree = tree.members.get(name) ?? { members: new Map(), required: new Set() };
      if (index === path.length - 1) next.leaf = openApiSchema(schema.properties[input] ?? true);
      tree.members.set(name, next);
      tree = next;
    });
  }
  return treeSchema(root);
}

interface SchemaTree {
  readonly members: Map<string, SchemaTree>;
  readonly required: Set<string>;
  leaf?: Json;
}

function treeSchema({ members, required, leaf }: SchemaTree): Json {
  if (leaf !== undefined) return leaf;
  return {
    type: 'object',
    ...(required.size === 0 ? {} : { required: [...required].sort() }),
    properties: Object.fromEntries([...members].map(([name, tree]) => [name, treeSchema(tree)])),
  };
}

/** A JSON Schema of 2020-12 as OpenAPI 3.0 writes it; what 3.0 can't say is left out, so the result allows no less. */
export function openApiSchema(schema: Json): Json {
  if (!isJsonObject(schema)) return {};
  const { type: declared, items, properties, const: constant, required } = schema;
  const types = isJsonList(declared) ? declared : [declared];
  const [type, ...others] = types.filter((each) => each !== 'null');
  return {
    ...(type === undefined || others.length > 0 ? {} : { type }),
    ...(types.includes('null') ? { nullable: true } : {}),
    ...Object.fromEntries(SHARED.flatMap((name) => (schema[name] === undefined ? [] : [[name, schema[name]]]))),
    ...(constant === undefined ? {} : { enum: [constant] }),
    ...exclusive(schema, 'exclusiveMinimum', 'minimum'),
    ...exclusive(schema, 'exclusiveMaximum', 'maximum'),
    ...(items === undefined ? {} : { items: openApiSchema(items) }),
    ...(isJsonList(required) && required.length > 0 ? { required } : {}),
    ...(isJsonObject(properties)
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

/**
 * Publishes what an event has to look like to EventBridge's schema registry, in the form of discovered schemas, so that
 * producers can download bindings.
 */
export function publishSchema(
  scope: Construct,
  event: { readonly name: string; readonly source: string; readonly detailType: string },
  mapping: InputMapping,
): CfnSchema {
  const registry = new CfnRegistry(scope, 'SchemaRegistry', {
    registryName: event.name,
    description: `Events that start ${event.name}`,
  });
  const content = {
    openapi: '3.0.0',
    info: { version: '1.0.0', title: event.detailType },
    paths: {},
    components: {
      schemas: {
        AWSEvent: {
          type: 'object',
          required: ['detail-type', 'resources', 'detail', 'id', 'source', 'time', 'region', 'version', 'account'],
          'x-amazon-events-detail-type': event.detailType,
          'x-amazon-events-source': event.source,
          properties: {
            detail: { $ref: '#/components/schemas/Detail' },
            account: { type: 'string' },
            'detail-type': { type: 'string' },
            id: { type: 'string' },
            region: { type: 'string' },
            resources: { type: 'array', items: { type: 'string' } },
            source: { type: 'string' },
            time: { type: 'string', format: 'date-time' },
            version: { type: 'string' },
          },
        },
        Detail: detailSchema(mapping),
      },
    },
  };
  return new CfnSchema(scope, 'Schema', {
    registryName: registry.attrRegistryName,
    schemaName: `${event.source}@${event.detailType.replaceAll(/[^A-Za-z0-9._-]/g, '')}`,
    description: `Starts ${event.name}`,
    type: 'OpenApi3',
    content: inertJson(JSON.stringify(content)),
  });
}
