import type { ActionFacts } from './format.ts';
import type { IamAction, IamResource } from './model.ts';
import type { Slice } from './slice.ts';

/** The actions of these names, as the model describes them. */
export function iamActions(names: readonly string[], slice: Slice): readonly IamAction[] {
  return names.flatMap((name) => {
    const facts = slice.fact('action', name);
    return facts === undefined ? [] : [iamAction(name, facts, slice)];
  });
}

function iamAction(action: string, facts: ActionFacts, slice: Slice): IamAction {
  return {
    action,
    accessLevel: facts.level,
    resources: (facts.resources ?? []).map((text) => iamResource(text, slice)),
    conditionKeys: facts.conditions ?? [],
  };
}

/** `?connect/hierarchy-group`: optional, of that type. */
function iamResource(text: string, slice: Slice): IamResource {
  const required = !text.startsWith('?');
  const key = required ? text : text.slice(1);
  return { type: key.slice(key.indexOf('/') + 1), required, arns: slice.fact('resource', key) ?? [] };
}
