import { isObject, type JsonObject } from '../interpreter/index.ts';
import { objectsIn } from '../services/index.ts';
import { type ConnectCall, type ConnectHandlers, change, nowOf } from './call.ts';
import { requested, requestedPage } from './resources.ts';
import type { Entry } from './store.ts';

/** What users can, by attributes. Which attributes and values an instance defines is not looked at. */
export const proficiencies: ConnectHandlers = {
  AssociateUserProficiencies: (call) => set(call, (kept, given) => [...kept, ...given]),
  UpdateUserProficiencies: (call) => set(call, (kept, given) => [...kept, ...given]),
  DisassociateUserProficiencies: (call) => set(call, (kept) => kept),

  ListUserProficiencies(call) {
    const { items, nextToken } = requestedPage(call, proficienciesOf(requested(call, 'users')), 100);
    return {
      UserProficiencyList: items,
      ...(nextToken === undefined ? {} : { NextToken: nextToken }),
      LastModifiedTime: nowOf(call),
      LastModifiedRegion: call.context.store.region,
    };
  },
};

/** Sets a user's proficiencies, made of those that the request doesn't name and those that it does. */
function set(
  call: ConnectCall,
  from: (kept: readonly JsonObject[], given: readonly JsonObject[]) => readonly JsonObject[],
): Record<string, never> {
  const user = requested(call, 'users');
  const given = objectsIn(call, 'UserProficiencies');
  const kept = proficienciesOf(user).filter((each) => !given.some((other) => isSame(each, other)));
  return change(call, 'users', user, { UserProficiencies: from(kept, given) });
}

function proficienciesOf(user: Entry): readonly JsonObject[] {
  const list = user['UserProficiencies'];
  return Array.isArray(list) ? list.filter(isObject) : [];
}

function isSame(one: JsonObject, other: JsonObject): boolean {
  return one['AttributeName'] === other['AttributeName'] && one['AttributeValue'] === other['AttributeValue'];
}
