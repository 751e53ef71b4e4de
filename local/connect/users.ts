import { isObject } from '../interpreter/index.ts';
import { textIn } from '../services/index.ts';
import { type ConnectCall, invalid } from './call.ts';
import { resourceHandlers } from './resources.ts';
import type { Entry, Instance } from './store.ts';

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
  checkUpdate: checkPhone,
});

/** Where Amazon Connect keeps the passwords itself, a user needs one; where another directory does, none is taken. */
function checkCredentials(call: ConnectCall, instance: Instance): void {
  const managed = instance.description['IdentityManagementType'] === 'CONNECT_MANAGED';
  const longest = managed ? 20 : 64;
  const username = textIn(call, 'Username');
  if (!/^[a-zA-Z0-9_\-.@\\]+$/.test(username) || username.length > longest) {
    throw invalid(call, `Username must be at most ${longest} characters of a-z, A-Z, 0-9, _ - . \\ and @`);
  }
  const password = textIn(call, 'Password');
  if (managed && !/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)\S{8,64}$/.test(password)) {
    throw invalid(
      call,
      'Password must be 8 to 64 characters with an upper case letter, a lower case letter and a digit, and no blanks',
    );
  }
  if (!managed && password !== '') throw invalid(call, 'Password is not supported by the directory of this instance');
}

function checkPhone(call: ConnectCall): void {
  const phone = call.request['PhoneConfig'];
  if (isObject(phone) && phone['PhoneType'] === 'DESK_PHONE' && phone['DeskPhoneNumber'] === undefined) {
    throw invalid(call, 'DeskPhoneNumber is required for a desk phone');
  }
}
