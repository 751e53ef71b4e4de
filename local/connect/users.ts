import { type Call, claimName, entryOf, type Handlers, instanceOf, invalid, pick, text, touch } from './call.ts';
import { type Entry, hold, type Instance } from './store.ts';

/** Users: the people who take contacts. */
export const users: Handlers = {
  CreateUser(call) {
    const instance = instanceOf(call);
    const username = text(call, 'Username');
    checkCredentials(call, instance, username);
    checkPhone(call);
    checkReferences(call, instance);
    claimName(call, instance, 'users', username);
    const id = call.newId();
    const user = hold(instance, 'users', id, {
      ...pick(call, [
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
      ]),
      Tags: call.request['Tags'] ?? {},
    });
    touch(call, user);
    return { UserId: id, UserArn: user['Arn'] ?? '' };
  },

  DescribeUser(call) {
    return { User: userOf(call) };
  },

  UpdateUserRoutingProfile(call) {
    const user = userOf(call);
    entryOf(call, instanceOf(call), 'routingProfiles', text(call, 'RoutingProfileId'));
    return change(call, user, pick(call, ['RoutingProfileId']));
  },
};

function userOf(call: Call): Entry {
  return entryOf(call, instanceOf(call), 'users', text(call, 'UserId'));
}

function change(call: Call, user: Entry, members: Entry): Record<string, never> {
  Object.assign(user, members);
  touch(call, user);
  return {};
}

/** Where Amazon Connect keeps the passwords itself, a user needs one; where another directory does, none is taken. */
function checkCredentials(call: Call, instance: Instance, username: string): void {
  const managed = instance.description['IdentityManagementType'] === 'CONNECT_MANAGED';
  const longest = managed ? 20 : 64;
  if (!/^[a-zA-Z0-9_\-.@\\]+$/.test(username) || username.length > longest) {
    throw invalid(call, `Username must be at most ${longest} characters of a-z, A-Z, 0-9, _ - . \\ and @`);
  }
  const password = text(call, 'Password');
  if (managed && !/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)\S{8,64}$/.test(password)) {
    throw invalid(
      call,
      'Password must be 8 to 64 characters with an upper case letter, a lower case letter and a digit, and no blanks',
    );
  }
  if (!managed && password !== '') throw invalid(call, 'Password is not supported by the directory of this instance');
}

function checkPhone({ request, operation }: Call): void {
  const phone = request['PhoneConfig'];
  if (typeof phone !== 'object' || phone === null || !('PhoneType' in phone)) return;
  if (phone['PhoneType'] === 'DESK_PHONE' && phone['DeskPhoneNumber'] === undefined) {
    throw invalid({ request, operation } as Call, 'DeskPhoneNumber is required for a desk phone');
  }
}

/** Whatever a user refers to is there. */
function checkReferences(call: Call, instance: Instance): void {
  entryOf(call, instance, 'routingProfiles', text(call, 'RoutingProfileId'));
  const profiles = call.request['SecurityProfileIds'];
  if (Array.isArray(profiles)) {
    for (const id of profiles) entryOf(call, instance, 'securityProfiles', String(id));
  }
  if (call.request['HierarchyGroupId'] !== undefined) {
    entryOf(call, instance, 'hierarchyGroups', text(call, 'HierarchyGroupId'));
  }
}
