import { diagnostic, didYouMean, nearest, type Place } from '../diagnostics/index.ts';
import type { Value } from '../values/index.ts';
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
