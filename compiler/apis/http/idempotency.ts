import type { HttpOperation, HttpParameter } from './model.ts';

/** Whether a header or a member is called an idempotency key: `Idempotency-Key`, `X-Idempotency-Key`, `idempotency_token`. */
export function isIdempotencyName(name: string): boolean {
  return /idempoten(?:cy|t)[-_ ]?(?:key|token|id)$/i.test(name);
}

/** Whether a parameter is a header that is called so. */
export function isIdempotencyHeader({ name, in: place }: HttpParameter): boolean {
  return place === 'header' && isIdempotencyName(name);
}

/**
 * Where in its Arguments a call has its idempotency key, by which the server knows a repetition for what it is: header
 * parameters and members of the body that the description names so.
 */
export function idempotencyKeys({ parameters, body }: HttpOperation): readonly (readonly [string, string])[] {
  const headers = parameters.filter(isIdempotencyHeader);
  const members = (body?.types ?? []).flatMap(({ shape }) =>
    shape.type === 'structure' ? shape.members.filter(({ idempotencyToken }) => idempotencyToken) : [],
  );
  return [
    ...headers.map(({ name }) => ['Headers', name] as const),
    ...members.map(({ name }) => ['RequestBody', name] as const),
  ];
}
