import type { InputMember } from './members.ts';

/** Services that manage keys, or only describe what others encrypt with. */
const OWN_KEYS: ReadonlySet<string> = new Set(['accessanalyzer', 'kms', 'paymentcryptography', 'securityhub']);

/** Members that name a KMS key with which the service is to encrypt. */
export function encryptingKeys(resource: string, members: readonly InputMember[]): readonly string[] {
  if (OWN_KEYS.has(resource)) return [];
  return members.filter(namesKey).map(({ path }) => path);
}

function namesKey({ name, item, documentation }: InputMember): boolean {
  if (item.type !== 'string' || item.enum !== undefined) return false;
  if (/Context|Type$|Alias|Provider|Role|Period|Status|Enable/i.test(name)) return false;
  if (/kms(master)?(key)?(id|arn|identifier)?$/i.test(name)) return true;
  return /key(id|arn|identifier)?$/i.test(name) && /\bKMS\b|Key Management Service/.test(documentation);
}

/** What services mostly ask for where a call names a key, and the reference doesn't say what. */
export const USUAL_KEY_ACTIONS = ['kms:CreateGrant', 'kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'] as const;
