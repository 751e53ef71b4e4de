import { isObject, type JsonObject } from '../interpreter/index.ts';
import { listIn, textIn } from '../services/index.ts';
import { type ConnectCall, type ConnectHandlers, notFound } from './call.ts';
import { type Entry, entryByArn } from './store.ts';

/** Tags of anything that has an ARN. */
export const tags: ConnectHandlers = {
  TagResource(call) {
    const entry = tagged(call);
    const added = call.request['tags'];
    entry['Tags'] = { ...tagsOf(entry), ...(isObject(added) ? added : {}) };
    return {};
  },

  UntagResource(call) {
    const entry = tagged(call);
    const removed = listIn(call, 'tagKeys');
    entry['Tags'] = Object.fromEntries(Object.entries(tagsOf(entry)).filter(([key]) => !removed.includes(key)));
    return {};
  },

  ListTagsForResource: (call) => ({ tags: tagsOf(tagged(call)) }),
};

function tagged(call: ConnectCall): Entry {
  const arn = textIn(call, 'resourceArn');
  const entry = entryByArn(call.context.store, arn);
  if (entry === undefined) throw notFound(call, 'resource', arn);
  return entry;
}

function tagsOf(entry: Entry): JsonObject {
  return isObject(entry['Tags']) ? entry['Tags'] : {};
}
