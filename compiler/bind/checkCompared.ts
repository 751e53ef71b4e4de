import { callErrors, type Operation } from '../apis/index.ts';
import { diagnostic, didYouMean, nearest, type Place } from '../diagnostics/index.ts';
import { failureCases, type Test, type Value } from '../values/index.ts';
import type { Binder } from './binder.ts';

/**
 * Warns of a comparison with a text that the service model doesn't list among the values of the member: most likely a
 * slip, though a service may have learnt a new value since the model was made.
 */
export function checkCompared(left: Value, right: Value, place: Place, binder: Binder): void {
  const [value, wanted] = left.kind === 'literal' ? [right, left] : [left, right];
  const shape = value.kind === 'read' ? value.shape : undefined;
  if (wanted.kind !== 'literal' || typeof wanted.value !== 'string' || shape?.type !== 'string') return;
  const text = wanted.value;
  if (shape.enum === undefined || shape.enum.some((known) => known.toLowerCase() === text.toLowerCase())) return;
  const close = nearest(text, shape.enum);
  const help =
    didYouMean(close) ??
    `The service model has ${shape.enum.slice(0, 8).join(', ')}${shape.enum.length > 8 ? ' and more' : ''}.`;
  binder.report(
    diagnostic(
      'value-unknown',
      place,
      `\`${text}\` is not among the values that \`${shape.name}\` has in the service model`,
      help,
    ),
  );
}

/** The same for the name of an error, of those that the service model gives the operation. */
export function checkErrorNames(test: Test, operation: Operation, place: Place, binder: Binder): void {
  switch (test.kind) {
    case 'and':
    case 'or':
      for (const each of test.tests) checkErrorNames(each, operation, place, binder);
      return;
    case 'not':
      checkErrorNames(test.test, operation, place, binder);
      return;
    case 'compare': {
      const [value, wanted] = test.left.kind === 'literal' ? [test.right, test.left] : [test.left, test.right];
      if (value.kind !== 'failure' || value.part !== 'name' || wanted.kind !== 'literal') return;
      if (typeof wanted.value === 'string') checkErrorName(wanted.value, operation, place, binder);
      return;
    }
    default:
      return;
  }
}

function checkErrorName(text: string, operation: Operation, place: Place, binder: Binder): void {
  const names = failureCases(operation).flatMap(({ name }) => (name === undefined || name === 'none' ? [] : [name]));
  if (names.some((name) => name.toLowerCase() === text.toLowerCase())) return;
  const known = callErrors(operation).named.flatMap(({ type }) => type ?? []);
  const help =
    didYouMean(nearest(text, names)) ??
    (known.length === 0
      ? 'The service model names none: look at `$statusCode`.'
      : `The service model has ${known.slice(0, 8).join(', ')}${known.length > 8 ? ' and more' : ''}.`);
  const message = `\`${text}\` is not among the errors that ${operation.name} has in the service model`;
  binder.report(diagnostic('value-unknown', place, message, help));
}
