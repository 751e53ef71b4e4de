import type { Member, Shape } from '../aws/index.ts';

/** What a member is beside its value. */
interface Marks {
  readonly credential?: boolean;
  readonly idempotencyToken?: boolean;
}

/**
 * A member of a body, of a request or of its answer: its name is the same wherever it stands.
 * @param shape asked for when it is looked at, as schemas may contain themselves
 */
export function member(
  name: string,
  shape: () => Shape,
  required: boolean,
  { credential = false, idempotencyToken = false }: Marks = {},
): Member {
  return {
    name,
    sfnName: name,
    place: 'body',
    wireName: name,
    queryName: name,
    required,
    sensitive: credential,
    credential,
    idempotencyToken,
    stream: false,
    get shape() {
      return shape();
    },
  };
}
