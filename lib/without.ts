import { type Expression, jsonata } from '../compiler/jsonata/index.ts';

const { binary, call, lambda, literal, not, variable } = jsonata;

/** An object without the members of these names; nothing where it has no others. */
export function without(object: Expression, names: readonly string[]): Expression {
  return call('sift', object, lambda(['value', 'name'], not(binary('in', variable('name'), literal([...names])))));
}
