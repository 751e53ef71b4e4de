import { type Definition, definitions } from '../../compiler/index.ts';
import type { Path } from './path.ts';

/** What stands at a place of an Arazzo document. */
export type Spot =
  | { readonly kind: 'object'; readonly definition: Definition; readonly fields: Readonly<Record<string, Spot>> }
  | { readonly kind: 'list'; readonly item: Spot }
  /** Its keys are names that the author gives. */
  | { readonly kind: 'names'; readonly value: Spot }
  /** One of these words. */
  | { readonly kind: 'word'; readonly words: readonly string[] }
  /** A reusable component of this group. */
  | { readonly kind: 'reference'; readonly group: ComponentGroup }
  | { readonly kind: TextKind };

/** The groups of components to which Reusable Objects refer. */
export type ComponentGroup = 'parameters' | 'successActions' | 'failureActions';

/** Texts and values that mean something of their own. */
export type TextKind =
  /** An operation, a workflow, a step, a step or workflow that must have run. */
  | 'operationId'
  | 'operationPath'
  | 'workflowId'
  | 'stepId'
  | 'dependency'
  /** The name of a parameter, and its value. */
  | 'parameterName'
  | 'parameterValue'
  /** A value that is an expression or holds some; the payload of a request; a condition. */
  | 'expression'
  | 'payload'
  | 'condition'
  | 'service'
  /** JSON Schema, and what nobody but the author knows. */
  | 'schema'
  | 'free';

const free: Spot = { kind: 'free' };
const expression: Spot = { kind: 'expression' };
const word = (...words: readonly string[]): Spot => ({ kind: 'word', words });
const list = (item: Spot): Spot => ({ kind: 'list', item });
const names = (value: Spot): Spot => ({ kind: 'names', value });

/** An object of the specification; what isn't told of its fields is free. */
function object(definition: Definition, fields: Readonly<Record<string, Spot>>): Spot {
  return { kind: 'object', definition, fields };
}

const { reusableObject: reusable } = definitions;

/** An object, or a Reusable Object in its place, which refers to a component of this group. */
function orReusable(
  { name, extensible, fields: own }: Definition,
  group: ComponentGroup,
  fields: Readonly<Record<string, Spot>>,
): Spot {
  return object(
    { name, extensible, fields: { ...own, ...reusable.fields } },
    { ...fields, reference: { kind: 'reference', group }, value: fields['value'] ?? expression },
  );
}

const criterionTypes = word('simple', 'regex', 'jsonpath', 'xpath', 'jsonpointer');
const criterion = object(definitions.criterionObject, {
  condition: { kind: 'condition' },
  context: expression,
  type: criterionTypes,
});
const parameterFields = {
  name: { kind: 'parameterName' },
  in: word('path', 'query', 'header', 'cookie'),
  value: { kind: 'parameterValue' },
} as const;
const parameters = list(orReusable(definitions.parameterObject, 'parameters', parameterFields));
const actionFields = (...types: readonly string[]): Readonly<Record<string, Spot>> => ({
  type: word(...types),
  stepId: { kind: 'stepId' },
  workflowId: { kind: 'workflowId' },
  criteria: list(criterion),
  parameters,
});
const successFields = actionFields('end', 'goto');
const failureFields = actionFields('end', 'goto', 'retry');
const successActions = list(orReusable(definitions.actionObject, 'successActions', successFields));
const failureActions = list(orReusable(definitions.actionObject, 'failureActions', failureFields));
const requestBody = object(definitions.requestBodyObject, {
  contentType: word('application/json', 'application/x-www-form-urlencoded'),
  payload: { kind: 'payload' },
  replacements: list(object(definitions.replacementObject, { value: expression })),
});
const step = object(definitions.stepObject, {
  operationId: { kind: 'operationId' },
  operationPath: { kind: 'operationPath' },
  workflowId: { kind: 'workflowId' },
  dependsOn: list({ kind: 'stepId' }),
  parameters,
  requestBody,
  successCriteria: list(criterion),
  onSuccess: successActions,
  onFailure: failureActions,
  outputs: names(expression),
});
const workflow = object(definitions.workflowObject, {
  inputs: { kind: 'schema' },
  dependsOn: list({ kind: 'dependency' }),
  steps: list(step),
  successActions,
  failureActions,
  outputs: names(expression),
  parameters,
});

/** An Arazzo description, from the outside in (Arazzo 1.0.1 and 1.1.0, "Schema"). */
export const description = object(definitions.arazzoObject, {
  arazzo: word('1.0.1', '1.1.0'),
  info: object(definitions.infoObject, {}),
  sourceDescriptions: list(
    object(definitions.sourceDescriptionObject, {
      type: word('openapi', 'arazzo'),
      'x-aws-service': { kind: 'service' },
    }),
  ),
  workflows: list(workflow),
  components: object(definitions.componentsObject, {
    inputs: names({ kind: 'schema' }),
    parameters: names(object(definitions.parameterObject, parameterFields)),
    successActions: names(object(definitions.actionObject, successFields)),
    failureActions: names(object(definitions.actionObject, failureFields)),
  }),
});

/** What stands at the end of a path, and how far that is known: inside of a payload or a schema the rest of the path is theirs. */
export interface Standing {
  readonly spot: Spot;
  readonly rest: Path;
}

/** What stands at a place; free where the specification knows of nothing there. */
export function standingAt(path: Path): Standing {
  let spot = description;
  for (const [at, name] of path.entries()) {
    const inside = spotInside(spot, name);
    if (inside === undefined) return { spot, rest: path.slice(at) };
    spot = inside;
  }
  return { spot, rest: [] };
}

/** What stands one step further in; undefined where the grammar ends. */
export function spotInside(spot: Spot, name: string | number): Spot | undefined {
  switch (spot.kind) {
    case 'object':
      return (typeof name === 'string' && Object.hasOwn(spot.fields, name) ? spot.fields[name] : undefined) ?? free;
    case 'list':
      return spot.item;
    case 'names':
      return spot.value;
    default:
      return undefined;
  }
}

/** The path of the step in which a place is; undefined outside of steps. */
export function stepPath(path: Path): Path | undefined {
  return path[0] === 'workflows' && path[2] === 'steps' && typeof path[3] === 'number' ? path.slice(0, 4) : undefined;
}

/** The path of the workflow in which a place is. */
export function workflowPath(path: Path): Path | undefined {
  return path[0] === 'workflows' && typeof path[1] === 'number' ? path.slice(0, 2) : undefined;
}
