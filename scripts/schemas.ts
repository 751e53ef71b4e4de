import { shippedModels } from '../compiler/node/index.ts';
import type { JsonSchema } from '../compiler/source/index.ts';
import { connectDataShape, faultsShape, mocksShape } from '../local/index.ts';
import { optionsShape, projectFileShape } from '../project/index.ts';
import { scenarioFileShape } from '../scenario/index.ts';

/** What `x-aws-service` may say: the services that can be called and have a model here. */
function services(): readonly string[] {
  return shippedModels.services
    .flatMap(({ resource, serviceId }) => (serviceId === undefined ? [] : [resource]))
    .sort();
}

/** The fields that this compiler reads beyond the Arazzo Specification; for `allOf` with its own JSON Schema. */
function extensions(): JsonSchema {
  return {
    type: 'object',
    properties: {
      sourceDescriptions: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            'x-aws-service': {
              description:
                'The AWS service that this source description stands for, by its name in the resources of Step Functions. Needed only where its url and name do not tell.',
              enum: services(),
            },
          },
        },
      },
    },
  };
}

const shipped: readonly (readonly [string, string, JsonSchema])[] = [
  ['project', 'Project files: arazzo-sfn.yml', projectFileShape.schema],
  ['scenarios', 'Scenario files of arazzo-sfn test', scenarioFileShape.schema],
  ['compile-options', "The compiler's options", optionsShape.schema],
  ['connect-data', 'What Amazon Connect holds: --connect of arazzo-sfn run and serve', connectDataShape().schema],
  ['faults', 'Faults on demand: --faults of arazzo-sfn run and serve', faultsShape.schema],
  ['mocks', 'Answers of your own: --mocks of arazzo-sfn run and serve', mocksShape.schema],
  [
    'arazzo-extensions',
    'Fields of Arazzo documents that arazzo-step-functions reads beyond the specification',
    extensions(),
  ],
];

/** The files of schemas/, as they must be; `npm run docs` writes them. */
export function schemas(): readonly { readonly file: string; readonly text: string }[] {
  return shipped.map(([name, title, schema]) => ({
    file: `schemas/${name}.schema.json`,
    text: `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', title, ...schema }, null, 2)}\n`,
  }));
}
