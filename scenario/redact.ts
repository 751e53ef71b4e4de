import type { Shape } from '../compiler/apis/index.ts';
import type { Machine } from '../compiler/index.ts';
import { isObject, type Json } from '../local/index.ts';
import type { MadeCall } from './services.ts';
import { callingStates } from './steps.ts';

/**
 * A function that takes secrets out of a text, so that they don't end up in a log of tests: the values of secret inputs,
 * and what was sent in members that hold credentials, wherever it came from.
 */
export function redactor(machine: Machine, input: Json, calls: readonly MadeCall[]): (text: string) => string {
  const given = Object.entries(isObject(input) ? input : {}).flatMap(([name, value]) =>
    machine.secretInputs.includes(name) ? [value] : [],
  );
  const operations = callingStates(machine);
  const sent = calls.flatMap(({ state, arguments: params }) => {
    const operation = operations.get(state);
    return operation === undefined ? [] : credentialsIn(operation.input, params);
  });
  const secrets = [...given, ...sent].filter((value) => typeof value === 'string' && value !== '');
  // Also as they stand in JSON, with quotes and backslashes escaped.
  const texts = [...new Set(secrets)].flatMap((secret) => [JSON.stringify(secret).slice(1, -1), String(secret)]);
  return (text) => texts.reduce((shown, secret) => shown.replaceAll(secret, '(secret)'), text);
}

/** The values of members that hold credentials, at every depth; names are those of Step Functions. */
function credentialsIn(shape: Shape, value: Json): readonly Json[] {
  switch (shape.type) {
    case 'structure':
      if (!isObject(value)) return [];
      return shape.members.flatMap((member) => {
        const found = Object.hasOwn(value, member.sfnName) ? value[member.sfnName] : undefined;
        if (found === undefined) return [];
        return member.credential ? [found] : credentialsIn(member.shape, found);
      });
    case 'list':
      return Array.isArray(value) ? value.flatMap((item) => credentialsIn(shape.member.shape, item)) : [];
    case 'map':
      return isObject(value) ? Object.values(value).flatMap((item) => credentialsIn(shape.value.shape, item)) : [];
    default:
      return [];
  }
}
