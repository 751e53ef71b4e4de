import type { Json } from '../interpreter/index.ts';
import { objectOf, textIn } from '../services/index.ts';
import { type ConnectCall, invalid } from './call.ts';
import type { Instance } from './store.ts';

/*
 * What Amazon Connect refuses of users beyond its model (Amazon Connect API Reference: CreateUser, UserIdentityInfo,
 * UserPhoneConfig).
 */

/** Seconds: 24 days. */
const LONGEST_AFTER_CONTACT_WORK = 2_000_000;
const E164 = /^\+[1-9]\d{1,14}$/;
const EMAIL = /^[^@]+@[^@.]+(?:\.[^@.]+)*\.[^@.]{2,63}$/;
const SECONDARY_EMAIL = /^(?=.{0,265}$)[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,63}$/;

/** Members of PhoneConfig, and those of the request that say the same for each channel: one or the other is given. */
const BY_CHANNEL: Readonly<Record<string, string>> = {
  AutoAccept: 'AutoAcceptConfigs',
  AfterContactWorkTimeLimit: 'AfterContactWorkConfigs',
  PhoneType: 'PhoneNumberConfigs',
  DeskPhoneNumber: 'PhoneNumberConfigs',
  PersistentConnection: 'PersistentConnectionConfigs',
};

/** Where Amazon Connect keeps the passwords itself, a user needs one; where another directory does, none is taken. */
export function checkCredentials(call: ConnectCall, instance: Instance): void {
  const managed = managementOf(instance) === 'CONNECT_MANAGED';
  const longest = managed ? 20 : 64;
  const username = textIn(call, 'Username');
  if (!/^[a-zA-Z0-9_\-.@\\]+$/.test(username) || username.length > longest) {
    throw invalid(call, `Username must be at most ${longest} characters of a-z, A-Z, 0-9, _ - . \\ and @`);
  }
  if (username.includes('@') && !EMAIL.test(username)) {
    throw invalid(call, 'Username can include @ only if used in an email format');
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

/**
 * Names and addresses. A new user needs both names, unless they are those of another directory. On e-mail with SAML the pages
 * contradict each other (CreateUser: required; UserIdentityInfo: refused), so both ways are taken.
 */
export function checkIdentity(call: ConnectCall, instance: Instance): void {
  const identity = objectOf(call.request['IdentityInfo']);
  const management = managementOf(instance);
  if (management === 'SAML' && textIn(call, 'DirectoryUserId') !== '') {
    throw invalid(call, 'DirectoryUserId is not supported with SAML');
  }
  if (call.operation.name === 'CreateUser' && management !== 'EXISTING_DIRECTORY') {
    for (const name of ['FirstName', 'LastName']) {
      if (!isGiven(identity[name])) throw invalid(call, `IdentityInfo.${name} is required with ${String(management)}`);
    }
  }
  for (const name of ['FirstName', 'LastName']) {
    const given = String(identity[name] ?? '');
    if (given !== given.normalize('NFC')) throw invalid(call, `${name} must be in Unicode Normalization Form C`);
  }
  refuseUnlike(call, 'Mobile', identity['Mobile'], E164);
  refuseUnlike(call, 'SecondaryEmail', identity['SecondaryEmail'], SECONDARY_EMAIL);
}

/** Phone settings, as a whole or by channel. */
export function checkPhone(call: ConnectCall): void {
  const { request } = call;
  const phone = objectOf(request['PhoneConfig']);
  for (const [member, byChannel] of Object.entries(BY_CHANNEL)) {
    if (phone[member] !== undefined && request[byChannel] !== undefined) {
      throw invalid(call, `PhoneConfig.${member} and ${byChannel} can't be given together`);
    }
  }
  if (phone['PhoneType'] === 'DESK_PHONE' && phone['DeskPhoneNumber'] === undefined) {
    throw invalid(call, 'DeskPhoneNumber is required for a desk phone');
  }
  refuseUnlike(call, 'DeskPhoneNumber', phone['DeskPhoneNumber'], E164);
  if (Number(phone['AfterContactWorkTimeLimit'] ?? 0) > LONGEST_AFTER_CONTACT_WORK) {
    throw invalid(call, `AfterContactWorkTimeLimit must be at most ${LONGEST_AFTER_CONTACT_WORK} seconds`);
  }
}

function refuseUnlike(call: ConnectCall, member: string, value: Json | undefined, pattern: RegExp): void {
  if (isGiven(value) && !pattern.test(String(value))) throw invalid(call, `${member} must be like ${pattern.source}`);
}

function isGiven(value: Json | undefined): boolean {
  return value !== undefined && value !== '';
}

function managementOf({ description }: Instance): Json | undefined {
  return description['IdentityManagementType'];
}
