import { CfnRegistry, CfnSchema } from 'aws-cdk-lib/aws-eventschemas';
import type { Construct } from 'constructs';
import { inertJson } from '../inert.ts';
import { detailSchema } from './detailSchema.ts';
import type { InputMapping } from './inputMapping.ts';

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
