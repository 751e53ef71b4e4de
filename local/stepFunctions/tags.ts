import { listIn, objectsIn, refusal, textIn } from '../services/index.ts';
import { checkArn } from './arns.ts';
import type { SfnCall, SfnHandlers } from './store.ts';

const mostTags = 50;

/** Tags of state machines. */
export const tags: SfnHandlers = {
  TagResource(call) {
    const tagged = tagsOf(call);
    const added = objectsIn(call, 'tags').map(({ key, value }) => [String(key), String(value ?? '')] as const);
    if (new Set([...tagged.keys(), ...added.map(([key]) => key)]).size > mostTags) {
      throw refusal(call, 'TooManyTags', `A resource has at most ${mostTags} tags`);
    }
    for (const [key, value] of added) tagged.set(key, value);
    return {};
  },

  UntagResource(call) {
    const tagged = tagsOf(call);
    for (const key of listIn(call, 'tagKeys')) tagged.delete(String(key));
    return {};
  },

  ListTagsForResource: (call) => ({ tags: [...tagsOf(call)].map(([key, value]) => ({ key, value })) }),
};

function tagsOf(call: SfnCall): Map<string, string> {
  const arn = textIn(call, 'resourceArn');
  checkArn(call, arn);
  const machine = call.context.machines.get(arn);
  if (machine === undefined) throw refusal(call, 'ResourceNotFound', `Resource not found: '${arn}'`);
  return machine.tags;
}
