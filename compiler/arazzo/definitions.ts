import type { Version } from './version.ts';

/** What a field may hold. `text` is a string, `any` is any value. */
export type FieldType = 'text' | 'number' | 'map' | 'list' | 'text or map' | 'map or boolean' | 'any';

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
}

function define<const F extends Readonly<Record<string, Field>>>(name: string, fields: F) {
  return { name, fields, extensible: true } as const;
}

const text = { type: 'text' } as const;
const requiredText = { type: 'text', required: true } as const;
const list = { type: 'list' } as const;
const map = { type: 'map' } as const;

/*
 * The objects of the Arazzo Specification 1.0.1 ("Schema"), with the fields of 1.1.0 marked.
 */

export const arazzoObject = define('an Arazzo description', {
  arazzo: requiredText,
  $self: { type: 'text', since: '1.1' },
  info: { type: 'map', required: true },
  sourceDescriptions: { type: 'list', required: true },
  workflows: { type: 'list', required: true },
  components: map,
});

export const infoObject = define('the info object', {
  title: requiredText,
  version: requiredText,
  summary: text,
  description: text,
});

export const sourceDescriptionObject = define('a source description', {
  name: requiredText,
  url: requiredText,
  type: text,
  'x-aws-service': text,
});

export const workflowObject = define('a workflow', {
  workflowId: requiredText,
  summary: text,
  description: text,
  inputs: { type: 'map or boolean' },
  dependsOn: list,
  steps: { type: 'list', required: true },
  successActions: list,
  failureActions: list,
  outputs: map,
  parameters: list,
});

export const stepObject = define('a step', {
  stepId: requiredText,
  description: text,
  operationId: text,
  operationPath: text,
  workflowId: text,
  channelPath: { type: 'text', since: '1.1' },
  action: { type: 'text', since: '1.1' },
  correlationId: { type: 'any', since: '1.1' },
  timeout: { type: 'number', since: '1.1' },
  dependsOn: { type: 'list', since: '1.1' },
  parameters: list,
  requestBody: map,
  successCriteria: list,
  onSuccess: list,
  onFailure: list,
  outputs: map,
});

export const parameterObject = define('a parameter', {
  name: requiredText,
  in: text,
  value: { type: 'any', required: true },
});

export const actionObject = define('an action', {
  name: requiredText,
  type: requiredText,
  stepId: text,
  workflowId: text,
  retryAfter: { type: 'number' },
  retryLimit: { type: 'number' },
  criteria: list,
  parameters: { type: 'list', since: '1.1' },
});

export const criterionObject = define('a criterion', {
  condition: requiredText,
  context: text,
  type: { type: 'text or map' },
});

export const criterionTypeObject = define('a criterion expression type', {
  type: requiredText,
  version: requiredText,
});

export const requestBodyObject = define('a request body', {
  contentType: text,
  payload: { type: 'any' },
  replacements: list,
});

export const replacementObject = define('a payload replacement', {
  target: requiredText,
  targetSelectorType: { type: 'text or map', since: '1.1' },
  value: { type: 'any', required: true },
});

export const componentsObject = define('the components object', {
  inputs: map,
  parameters: map,
  successActions: map,
  failureActions: map,
});

/** Reusable Object, which has no extensions. */
export const reusableObject = {
  name: 'a reusable object',
  fields: { reference: requiredText, value: { type: 'any' } },
  extensible: false,
} as const;
