import type { Machine } from '../compiler/index.ts';
import { createSecrets, type Json, learnCredentials, learnSecretInputs } from '../local/index.ts';
import type { MadeCall } from './services.ts';
import { callingStates } from './steps.ts';

/**
 * A function that takes secrets out of a text, so that they don't end up in a log of tests: the values of secret inputs,
 * and what was sent in members that hold credentials, wherever it came from.
 */
export function redactor(machine: Machine, input: Json, calls: readonly MadeCall[]): (text: string) => string {
  const secrets = createSecrets();
  learnSecretInputs(secrets, machine, input);
  const operations = callingStates(machine);
  for (const { state, arguments: sent } of calls) learnCredentials(secrets, operations.get(state)?.input, sent);
  return secrets.maskText;
}
