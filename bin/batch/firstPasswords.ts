import { randomInt } from 'node:crypto';
import type { FirstPasswords } from '../../batch/index.ts';
import type { Machine } from '../../compiler/index.ts';
import { UsageError } from '../cli/command.ts';
import type { EachOptions } from './options.ts';

/** AWS Secrets Manager, as far as first passwords need it. Promises reject with errors that `exception` knows the names of. */
export interface Secrets {
  create(request: SecretRequest): Promise<unknown>;
  /** The name of the exception that an error is, or an empty text. */
  exception(error: unknown): string;
}

type SecretRequest = { readonly Name: string; readonly SecretString: string; readonly Description: string };

/** First passwords of a workflow, and the member of the secret's JSON object that holds one, where it is such. */
export interface PasswordSecrets extends FirstPasswords {
  readonly key: string | undefined;
}

/**
 * What `--first-passwords` asks for; undefined where it isn't given.
 * @param compiled undefined: nothing is known of the inputs
 * @throws UsageError where the workflow takes no secret by reference, or several
 */
export function passwordSecrets(
  { firstPasswords, secretsPrefix: prefix }: EachOptions,
  compiled: Machine | undefined,
): PasswordSecrets | undefined {
  if (firstPasswords === undefined) return undefined;
  if (compiled === undefined) throw new UsageError('--first-passwords needs the document, which says what is secret');
  const [only, ...others] = compiled.secretAlternatives;
  if (only === undefined) {
    const input = compiled.secretInputs[0] ?? 'password';
    throw new UsageError(
      `${compiled.workflowId} takes no secret by reference: deploy and start it with the option secretInputs: { ${input}: secrets-manager }`,
    );
  }
  if (others.length > 0) {
    const names = compiled.secretAlternatives.map(({ secret }) => secret);
    throw new UsageError(
      `${compiled.workflowId} takes several secrets by reference (${names.join(', ')}): give their ids`,
    );
  }
  return { secret: only.secret, reference: only.reference, key: only.key, prefix };
}

/** Makes a password and stores it under this id, unless one is there. It is written nowhere else. */
export async function storePassword(id: string, { key }: PasswordSecrets, secrets: Secrets): Promise<void> {
  const password = newPassword();
  const SecretString = key === undefined ? password : JSON.stringify({ [key]: password });
  try {
    await secrets.create({ Name: id, SecretString, Description: 'A first password, made by arazzo-sfn' });
  } catch (error) {
    if (secrets.exception(error) !== 'ResourceExistsException') throw error;
  }
}

/** Without characters that look like others: people type them. */
const CHARACTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
/** More than 110 bits. */
const LENGTH = 20;
/** What Amazon Connect asks of a password (CreateUser). */
const TAKEN = /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)\S{8,64}$/;

/** A random password that Amazon Connect takes. */
export function newPassword(): string {
  for (;;) {
    const password = Array.from({ length: LENGTH }, () => CHARACTERS[randomInt(CHARACTERS.length)]).join('');
    if (TAKEN.test(password)) return password;
  }
}
