import { printable } from '../../compiler/diagnostics/index.ts';
import type { Machine } from '../../compiler/index.ts';
import { createSecrets, type Json, learnCredentials, learnSecretInputs } from '../../local/index.ts';
import { callingStates, type ObservedCall } from '../../scenario/index.ts';

/**
 * Shows what was sent and answered in the last call of a state, without secrets.
 * @param calls those that were made, to which others are added meanwhile
 */
export function lastCall(machine: Machine, input: Json, calls: readonly ObservedCall[]): (state: string) => string {
  const secrets = createSecrets();
  learnSecretInputs(secrets, machine, input);
  const operations = callingStates(machine);
  return (state) => {
    const call = calls.findLast((each) => each.state === state);
    if (call === undefined) return '';
    const { arguments: sent, outcome } = call;
    learnCredentials(secrets, operations.get(state)?.input, sent);
    if (!('answer' in outcome)) return `${shown('sent', secrets.mask(sent))}`;
    learnCredentials(secrets, operations.get(state)?.output, outcome.answer);
    return `${shown('sent', secrets.mask(sent))}${shown('answered', secrets.mask(outcome.answer))}`;
  };
}

function shown(what: string, value: Json): string {
  const lines = JSON.stringify(value, null, 2).split('\n').map(printable);
  return `    ${what} ${lines.join('\n    ')}\n`;
}
