import type { Version } from './version.ts';

/** What a field may hold. */
export type FieldType = 'string' | 'number' | 'object' | 'array' | 'string or object' | 'object or boolean' | 'any';

export interface Field {
  readonly type: FieldType;
  readonly required?: true;
  /** The version that it came with; absent: the first one. */
  readonly since?: Version;
}

/** The fields of one object of the specification. */
export interface Definition {
  /** With its article, as messages name it. */
  readonly name: string;
  readonly fields: Readonly<Record<string, Field>>;
  /** Whether fields starting with `x-` are allowed (Specification Extensions). */
  readonly extensible: boolean;
  /** Whether any other field is to be ignored. */
  readonly ignoresOthers?: boolean;
}

function define<const F extends Readonly<Record<string, Field>>>(name: string, fields: F) {
  return { name, fields, extensible: true } as const;
}

const string = { type: 'string' } as const;
const requiredString = { type: 'string', required: true } as const;
const array = { type: 'array' } as const;
const object = { type: 'object' } as const;

/*
 * The objects of the Arazzo Specification 1.0.1 ("Schema"), with the fields of 1.1.0 marked.
 */

export const arazzoObject = define('an Arazzo description', {
  arazzo: requiredString,
  $self: { type: 'string', since: '1.1' },
  info: { type: 'object', required: true },
  sourceDescriptions: { type: 'array', required: true },
  workflows: { type: 'array', required: true },
  components: object,
});

export const infoObject = define('the info object', {
  title: requiredString,
  version: requiredString,
  summary: string,
  description: string,
});

export const sourceDescriptionObject = define('a source description', {
  name: requiredString,
  url: requiredString,
  type: string,
  'x-aws-service': string,
});

export const workflowObject = define('a workflow', {
  workflowId: requiredString,
  summary: string,
  description: string,
  inputs: { type: 'object or boolean' },
  dependsOn: array,
  steps: { type: 'array', required: true },
  successActions: array,
  failureActions: array,
  outputs: object,
  parameters: array,
});

export const stepObject = define('a step', {
  stepId: requiredString,
  description: string,
  operationId: string,
  operationPath: string,
  workflowId: string,
  channelPath: { type: 'string', since: '1.1' },
  action: { type: 'string', since: '1.1' },
  correlationId: { type: 'any', since: '1.1' },
  timeout: { type: 'number', since: '1.1' },
  dependsOn: { type: 'array', since: '1.1' },
  parameters: array,
  requestBody: object,
  successCriteria: array,
  onSuccess: array,
  onFailure: array,
  outputs: object,
});

export const parameterObject = define('a parameter', {
  name: requiredString,
  in: string,
  value: { type: 'any', required: true },
});

export const actionObject = define('an action', {
  name: requiredString,
  type: requiredString,
  stepId: string,
  workflowId: string,
  retryAfter: { type: 'number' },
  retryLimit: { type: 'number' },
  criteria: array,
  parameters: { type: 'array', since: '1.1' },
  'x-polling': object,
});

export const criterionObject = define('a criterion', {
  condition: requiredString,
  context: string,
  type: { type: 'string or object' },
});

export const criterionTypeObject = define('a criterion expression type', {
  type: requiredString,
  version: requiredString,
});

/** Selector Object of 1.1. */
export const selectorObject = define('a selector', {
  context: requiredString,
  selector: requiredString,
  type: { type: 'string or object', required: true },
});

export const requestBodyObject = define('a request body', {
  contentType: string,
  payload: { type: 'any' },
  replacements: array,
});

export const replacementObject = define('a payload replacement', {
  target: requiredString,
  targetSelectorType: { type: 'string or object', since: '1.1' },
  value: { type: 'any', required: true },
});

export const componentsObject = define('the components object', {
  inputs: object,
  parameters: object,
  successActions: object,
  failureActions: object,
});

/** Reusable Object, of which any other field is to be ignored. */
export const reusableObject = {
  name: 'a reusable object',
  fields: { reference: requiredString, value: { type: 'any' } },
  extensible: false,
  ignoresOthers: true,
} as const;
