import { type Expression, jsonata } from '../jsonata/index.ts';
import type { NodesValue, PathSegment, PathSelector, Test } from '../plan.ts';
import type { StateScope } from './values.ts';

const {
  and,
  array,
  binary,
  block,
  call,
  conditional,
  context,
  each,
  equal,
  exists,
  isOf,
  field,
  filter,
  index,
  lambda,
  literal,
  object,
  variable,
} = jsonata;

/*
 * JSONPath queries (RFC 9535) as JSONata. Where the shapes say that there are lists of structures all the way, a JSONata
 * path finds the same nodes. Else every node is carried in an object of its own, `{'v': node}`: JSONata would flatten
 * arrays and drop the difference between one node and an array of one.
 *
 * `of` is the expression of what is queried.
 */

/** The values of the nodes that a query finds, as a list. */
export function nodesList(value: NodesValue, of: Expression, scope: StateScope): Expression {
  if (value.flat) return array([flatPath(value, of, scope)]);
  const [all, node] = [variable('all'), variable('n')];
  const item = field(node, 'v');
  const asItem = conditional(isOf(item, 'array'), array([array([item])]), array([item]));
  return call('reduce', wrapped(value, of, scope), lambda(['all', 'n'], call('append', all, asItem)), array([]));
}

/** How many nodes a query finds. */
export function nodesCount(value: NodesValue, of: Expression, scope: StateScope): Expression {
  return call('count', value.flat ? array([flatPath(value, of, scope)]) : wrapped(value, of, scope));
}

/** The one node that a query finds; nothing where there are none or several. */
export function nodesSingle(value: NodesValue, of: Expression, scope: StateScope): Expression {
  const found = variable('found');
  const nodes = value.flat ? array([flatPath(value, of, scope)]) : wrapped(value, of, scope);
  const first = index(found, 0);
  return block(
    [['found', nodes]],
    conditional(equal(call('count', found), literal(1)), value.flat ? first : field(first, 'v')),
  );
}

/** Whether one of the nodes equals a value. */
export function nodesContain(value: NodesValue, of: Expression, wanted: Expression, scope: StateScope): Expression {
  if (value.flat) return binary('in', wanted, array([flatPath(value, of, scope)]));
  const same = lambda(['n'], equal(field(variable('n'), 'v'), wanted));
  return exists(call('filter', wrapped(value, of, scope), same));
}

function flatPath(value: NodesValue, of: Expression, scope: StateScope): Expression {
  return value.segments.reduce((from, segment) => flatStep(from, segment, scope), of);
}

/** A step from structure to member, or from a list to those of its items that a filter chooses. */
function flatStep(from: Expression, { selectors }: PathSegment, { test }: StateScope): Expression {
  const [selector] = selectors;
  if (selector?.kind === 'name') return field(from, selector.name);
  if (selector?.kind === 'filter') return filter(from, test(selector.test, { response: 'input', item: context, test }));
  return from;
}

/** The nodes, each in an object of its own, in a list. */
function wrapped(value: NodesValue, of: Expression, scope: StateScope): Expression {
  const start = array([conditional(exists(of), wrap(of))]);
  if (value.segments.length === 0) return start;
  return array([
    value.segments.reduce(
      (from, segment, at) => each(from, stepFrom(segment, at, at === 0 && value.itself, scope)),
      start,
    ),
  ]);
}

/** From one wrapped node, the context, to those that a segment leads to. */
function stepFrom(segment: PathSegment, depth: number, itself: boolean, scope: StateScope): Expression {
  const name = `n${depth}`;
  const node = field(variable(name), 'v');
  if (!segment.descendant) return block([[name, context]], selectAll(segment.selectors, node, depth, itself, scope));
  // RFC 9535, section 2.5.2: the node itself and everything below it, in turn.
  const below = lambda(
    ['at'],
    call(
      'append',
      array([variable('at')]),
      each(array([children(field(variable('at'), 'v'))]), call('below', context)),
    ),
  );
  const inner = block([[name, context]], selectAll(segment.selectors, node, depth, false, scope));
  return block(
    [
      ['below', below],
      [name, context],
    ],
    each(array([call('below', variable(name))]), inner),
  );
}

function selectAll(
  selectors: readonly PathSelector[],
  node: Expression,
  depth: number,
  itself: boolean,
  scope: StateScope,
): Expression {
  const found = selectors.map((selector) => select(selector, node, depth, itself, scope));
  const [only] = found;
  return only !== undefined && found.length === 1 ? only : array(found);
}

function select(
  selector: PathSelector,
  node: Expression,
  depth: number,
  itself: boolean,
  scope: StateScope,
): Expression {
  switch (selector.kind) {
    case 'name': {
      const member = field(node, selector.name);
      return conditional(and([isOf(node, 'object'), exists(member)]), wrap(member));
    }
    case 'wildcard':
      return children(node);
    case 'index': {
      const item = index(node, selector.index);
      return conditional(and([isOf(node, 'array'), exists(item)]), wrap(item));
    }
    case 'slice':
      return slice(selector, node);
    case 'filter':
      return filtered(selector.test, node, depth, itself, scope);
    default:
      return selector satisfies never;
  }
}

/**
 * The children for which a test holds. On an object at the root the specification's own example means the object itself,
 * so it is looked at, too.
 */
function filtered(test: Test, node: Expression, depth: number, itself: boolean, scope: StateScope): Expression {
  const item = `m${depth}`;
  const chosen = lambda([item], scope.test(test, { ...scope, item: field(variable(item), 'v') }));
  const candidates = itself
    ? conditional(isOf(node, 'object'), call('append', array([children(node)]), wrap(node)), children(node))
    : children(node);
  return call('filter', array([candidates]), chosen);
}

/** RFC 9535, section 2.3.4; positions count from the end where they are negative. */
function slice({ start, end, step }: PathSelector & { kind: 'slice' }, node: Expression): Expression {
  const [size, at] = [variable('size'), variable('at')];
  const counted = (position: number) => (position < 0 ? binary('+', size, literal(position)) : literal(position));
  const forward = step > 0;
  const from = start === undefined ? (forward ? literal(0) : binary('-', size, literal(1))) : counted(start);
  const to = end === undefined ? (forward ? size : literal(-1)) : counted(end);
  const first = forward
    ? call('max', array([literal(0), from]))
    : call('min', array([binary('-', size, literal(1)), from]));
  const inside = forward
    ? [binary('>=', at, variable('first')), binary('<', at, variable('last'))]
    : [binary('<=', at, variable('first')), binary('>', at, variable('last'))];
  const distance = forward ? binary('-', at, variable('first')) : binary('-', variable('first'), at);
  const even = equal(binary('%', distance, literal(Math.abs(step))), literal(0));
  const chosen = call('filter', array([children(node)]), lambda(['item', 'at'], and([...inside, even])));
  const ordered = forward ? chosen : call('reverse', array([chosen]));
  const bound = block(
    [
      ['size', call('count', node)],
      ['first', first],
      ['last', to],
    ],
    ordered,
  );
  return conditional(and([isOf(node, 'array'), literal(step !== 0)]), bound);
}

/** What stands in a list or an object, each in an object of its own. */
function children(node: Expression): Expression {
  const carry = lambda(['i'], wrap(variable('i')));
  const members = conditional(isOf(node, 'object'), call('each', node, carry));
  return conditional(isOf(node, 'array'), call('map', node, carry), members);
}

function wrap(node: Expression): Expression {
  return object([['v', node]]);
}
