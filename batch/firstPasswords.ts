import type { Json } from '../compiler/source/index.ts';
import type { FirstPasswords } from './inputs/mapping.ts';
import type { Executions } from './run/executions.ts';

/** What names of secrets can't have (CreateSecret of AWS Secrets Manager). */
const REFUSED = /[^\w/+=.@-]/g;

/**
 * The input that says where the first password of a row is stored. It is no part of what the execution's name is made of,
 * so that a hire has the same name with and without.
 * @param execution the name of the row's execution
 */
export function firstPasswordOf(
  execution: string,
  passwords: FirstPasswords | undefined,
): { readonly [input: string]: Json } {
  if (passwords === undefined) return {};
  return { [passwords.reference]: `${passwords.prefix}${execution.replace(REFUSED, '-')}` };
}

/**
 * The same executions, each started after its first password was stored.
 * @param store makes a password and stores it under this id; does nothing where there is one already
 */
export function withFirstPasswords(
  executions: Executions,
  { reference }: FirstPasswords,
  store: (secretId: string) => Promise<void>,
): Executions {
  return {
    ...executions,
    async start(name, input) {
      await store(String(input[reference]));
      return executions.start(name, input);
    },
  };
}
