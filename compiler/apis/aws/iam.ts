import type { ActionFacts, ModelFile } from './format.ts';
import type { IamAction, IamResource } from './model.ts';

/** The actions of these names, as the model's file describes them. */
export function iamActions(names: readonly string[], file: ModelFile): readonly IamAction[] {
  return names.flatMap((name) => {
    const facts = Object.hasOwn(file.actions, name) ? file.actions[name] : undefined;
    return facts === undefined ? [] : [iamAction(name, facts, file)];
  });
}

function iamAction(action: string, facts: ActionFacts, file: ModelFile): IamAction {
  return {
    action,
    accessLevel: facts.level,
    resources: (facts.resources ?? []).map((text) => iamResource(text, file)),
    conditionKeys: facts.conditions ?? [],
  };
}

/** `?connect/hierarchy-group`: optional, of that type. */
function iamResource(text: string, file: ModelFile): IamResource {
  const required = !text.startsWith('?');
  const key = required ? text : text.slice(1);
  const arns = Object.hasOwn(file.resources, key) ? file.resources[key] : undefined;
  return { type: key.slice(key.indexOf('/') + 1), required, arns: arns ?? [] };
}
