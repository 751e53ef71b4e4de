import type { ActionFacts, DependentFacts, Facts, OperationFacts, TouchFacts } from './format.ts';
import type { DependentAction, IamAction, IamResource, OwnAction, TouchableResource } from './model.ts';
import type { Slice } from './slice.ts';

/** The actions of an operation, with what its calls touch. */
export function ownActions({ iam = [], on, touches = {} }: OperationFacts, slice: Slice): readonly OwnAction[] {
  return iam.flatMap((name) => {
    const facts = slice.fact('action', name);
    if (facts === undefined) return [];
    const keys = on ?? facts.resources ?? [];
    const resources = keys.map((text) => ({ ...iamResource(text, slice), ...whenTouched(text, touches) }));
    return [{ ...iamAction(name, facts, [], slice), resources }];
  });
}

/** A required type is touched by each call, an optional one by those that the facts say, or by any. */
function whenTouched(text: string, touches: Facts<TouchFacts>): Partial<TouchableResource> {
  const { rest: key, marked } = withoutMark(text);
  if (!marked) return {};
  const facts = Object.hasOwn(touches, key) ? touches[key] : undefined;
  if (facts === undefined) return { by: 'any' };
  const { by, otherwise, arns } = facts;
  return {
    ...(by === undefined ? {} : { by }),
    ...(otherwise === undefined ? {} : { otherwise }),
    ...(arns === undefined ? {} : { arns }),
  };
}

/** The actions that calls may need besides, as the model describes them. */
export function dependentActions(dependents: Facts<DependentFacts>, slice: Slice): readonly DependentAction[] {
  return Object.entries(dependents).flatMap(([name, { by = [], status, on, when = {} }]) => {
    const facts = slice.fact('action', name);
    if (facts === undefined) return [];
    const action = iamAction(name, facts, on ?? facts.resources ?? [], slice);
    return [{ action, by: by.map(decidingMember), ...(status === undefined ? {} : { status }), conditions: when }];
  });
}

function iamAction(action: string, facts: ActionFacts, resources: readonly string[], slice: Slice): IamAction {
  return {
    action,
    accessLevel: facts.level,
    resources: resources.map((text) => iamResource(text, slice)),
    conditionKeys: facts.conditions ?? [],
  };
}

/** `?connect/hierarchy-group`: optional, of that type. */
function iamResource(text: string, slice: Slice): IamResource {
  const { rest: key, marked } = withoutMark(text);
  return { type: key.slice(key.indexOf('/') + 1), required: !marked, arns: slice.fact('resource', key) ?? [] };
}

/** `?LaunchTemplate`: it doesn't decide. */
function decidingMember(text: string): { readonly path: string; readonly decides: boolean } {
  const { rest: path, marked } = withoutMark(text);
  return { path, decides: !marked };
}

function withoutMark(text: string): { readonly rest: string; readonly marked: boolean } {
  return text.startsWith('?') ? { rest: text.slice(1), marked: true } : { rest: text, marked: false };
}
