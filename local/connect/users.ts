import { isObject } from '../interpreter/index.ts';
import { resourceHandlers } from './resources.ts';
import type { Entry } from './store.ts';
import { checkCredentials, checkIdentity, checkPhone } from './userRules.ts';

/** Users: the people who take contacts. Passwords are checked and not kept. */
export const users = resourceHandlers({
  kind: 'users',
  created: [
    'Username',
    'IdentityInfo',
    'PhoneConfig',
    'DirectoryUserId',
    'SecurityProfileIds',
    'RoutingProfileId',
    'HierarchyGroupId',
    'AutoAcceptConfigs',
    'AfterContactWorkConfigs',
    'PhoneNumberConfigs',
    'PersistentConnectionConfigs',
    'VoiceEnhancementConfigs',
  ],
  prepare(call, instance): Entry {
    checkCredentials(call, instance);
    checkIdentity(call, instance);
    checkPhone(call);
    return {};
  },
  updates: {
    UpdateUserIdentityInfo: ['IdentityInfo'],
    UpdateUserPhoneConfig: ['PhoneConfig'],
    UpdateUserRoutingProfile: ['RoutingProfileId'],
    UpdateUserSecurityProfiles: ['SecurityProfileIds'],
    UpdateUserHierarchy: ['HierarchyGroupId'],
  },
  checkUpdate(call, instance) {
    if (call.operation.name === 'UpdateUserIdentityInfo') checkIdentity(call, instance);
    checkPhone(call);
  },
  searched,
});

/** SearchUsers tells names alone of an identity, and the time for work after a contact in milliseconds. */
function searched({ IdentityInfo: identity, PhoneConfig: phone, ...entry }: Entry): Entry {
  const known = isObject(identity) ? Object.entries(identity) : [];
  const names = known.filter(([name]) => name === 'FirstName' || name === 'LastName');
  const seconds = isObject(phone) ? phone['AfterContactWorkTimeLimit'] : undefined;
  return {
    ...entry,
    ...(identity === undefined ? {} : { IdentityInfo: Object.fromEntries(names) }),
    ...(isObject(phone)
      ? {
          PhoneConfig: {
            ...phone,
            ...(typeof seconds === 'number' ? { AfterContactWorkTimeLimit: seconds * 1000 } : {}),
          },
        }
      : {}),
  };
}
