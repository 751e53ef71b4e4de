import { type Expression, jsonata } from '../jsonata/index.ts';
import type { ChangedValue } from '../plan.ts';
import { positionIn } from '../source/index.ts';
import { isCertain } from '../values/index.ts';

const { and, array, binary, block, call, conditional, equal, exists, field, index, isOf, lambda, literal, object } =
  jsonata;
const { variable } = jsonata;

/**
 * An object or array with another value at the end of a path (`ChangedValue`): a new object around what was there, level
 * by level. The state fails where a name leads through no object, or a position through no array.
 * @param to the other value; without one the member is left out, or the item
 */
export function changedExpression({ path, to: value }: ChangedValue, of: Expression, to: Expression): Expression {
  const certain = isCertain(value);
  const missing = call('error', literal(`the payload has nothing at /${path.join('/')}`));
  const change = (at: Expression, depth: number): Expression => {
    const name = path[depth] ?? '';
    const whole = variable(`at${depth}`);
    const position = positionIn(name);
    const isLast = depth === path.length - 1;
    const there = position === undefined ? field(whole, name) : stepInto(whole, name, position);
    const put = variable(`put${depth}`);
    const inItem = conditional(
      and([isOf(whole, 'array'), exists(index(whole, position ?? 0))]),
      withItem(whole, position ?? 0, put),
      missing,
    );
    const inMember = conditional(
      isOf(whole, 'object'),
      withMember(whole, name, put, certain || !isLast),
      position === undefined ? missing : inItem,
    );
    const bindings: (readonly [string, Expression])[] = [[`at${depth}`, at]];
    return block([...bindings, [`put${depth}`, isLast ? to : change(there, depth + 1)]], inMember);
  };
  return change(of, 0);
}

function stepInto(whole: Expression, name: string, position: number): Expression {
  return conditional(isOf(whole, 'array'), index(whole, position), field(whole, name));
}

function withMember(whole: Expression, name: string, put: Expression, certain: boolean): Expression {
  const changed = (of: Expression) => call('merge', array([of, object([[name, put]])]));
  if (certain) return changed(whole);
  const others = lambda(['value', 'name'], binary('!=', variable('name'), literal(name)));
  return changed(call('sift', whole, others));
}

/** JSONata would take an array that is appended for its items. */
function withItem(whole: Expression, position: number, put: Expression): Expression {
  const [items, item, at] = [variable('items'), variable('item'), variable('at')];
  const asItem = (of: Expression) => conditional(isOf(of, 'array'), array([array([of])]), of);
  const next = conditional(equal(at, literal(position)), asItem(put), asItem(item));
  return call('reduce', whole, lambda(['items', 'item', 'at'], call('append', items, next)), array([]));
}
