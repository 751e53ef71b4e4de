import { StateError } from '../errors.ts';
import type { FailProgram } from '../program.ts';
import { bindingsOf, type Visit } from '../run.ts';
import { evaluateTyped } from '../template.ts';

/** Ends its branch with the error that it names; error and cause may be missing. */
export async function runFail(visit: Visit, { error, cause }: FailProgram): Promise<never> {
  const bindings = bindingsOf(visit, undefined);
  throw new StateError(
    error === undefined ? undefined : await evaluateTyped(error, 'Error', bindings, 'string'),
    cause === undefined ? undefined : await evaluateTyped(cause, 'Cause', bindings, 'string'),
  );
}
