import { callErrors, type Operation, TIMEOUT } from '../apis/index.ts';
import { type Expression, jsonata, jsonIn } from '../jsonata/index.ts';
import type { ObjectMember, Read, Test, Value } from '../plan.ts';
import { type Json, positionIn } from '../source/index.ts';
import { type FailureValue, isCertain, typeOfValue } from '../values/index.ts';
import { changedExpression } from './changed.ts';
import { convertedExpression } from './conversions.ts';
import { nodesCount, nodesList, nodesSingle } from './nodes.ts';

const {
  and,
  array,
  binary,
  block,
  call,
  concatenate,
  conditional,
  equal,
  exists,
  index,
  isOf,
  literal,
  not,
  object,
  path,
  regex,
  variable,
} = jsonata;

/** Where the response of a call, or its error, stands in the state that is written. */
export interface StateScope {
  /** In the Task itself it is its result or its error, in the Choice behind it the input. */
  readonly response: 'result' | 'errorOutput' | 'input';
  /** Inside a filter: the node that it looks at. */
  readonly item?: Expression;
  /** Writes a test: values may hold queries, whose filters are tests. */
  readonly test: (test: Test, scope: StateScope) => Expression;
}

/** The JSONata expression of a value; it gives nothing where there is no value. */
export function valueExpression(value: Value, scope: StateScope): Expression {
  switch (value.kind) {
    case 'literal':
      return literalExpression(value.value);
    case 'read':
      return readExpression(value, scope);
    case 'array':
      return array(value.items.map((item) => itemExpression(item, scope)));
    case 'object':
      return object(value.members.map((member) => [member.name, memberExpression(member, scope)]));
    case 'template':
      return templateExpression(value.parts, scope);
    case 'nodes':
      return nodesList(value, valueExpression(value.of, scope), scope);
    case 'single':
      return value.of.kind === 'nodes'
        ? nodesSingle(value.of, valueExpression(value.of.of, scope), scope)
        : valueExpression(value.of, scope);
    case 'length':
      return lengthExpression(value.of, scope);
    case 'count':
      return value.of.kind === 'nodes'
        ? nodesCount(value.of, valueExpression(value.of.of, scope), scope)
        : call('count', valueExpression(value.of, scope));
    case 'converted':
      return convertedExpression(value.by, valueExpression(value.of, scope), isCertain(value));
    case 'merged':
      return call('merge', array(value.parts.map((part) => valueExpression(part, scope))));
    case 'changed':
      return changedExpression(value, valueExpression(value.of, scope), itemExpression(value.to, scope));
    case 'number':
      return call('number', valueExpression(value.of, scope));
    case 'parsed':
      return freePath(jsonIn(valueExpression(value.of, scope)), value.path);
    case 'failure':
      return failureExpression(value, scope);
    case 'token':
      return token();
    case 'nothing':
      return nothing;
    default:
      return value satisfies never;
  }
}

/**
 * What a repetition and a redrive leave as it was, hashed, in the form of a UUID as SDKs send it: Step Functions evaluates
 * arguments anew for each attempt.
 */
function token(): Expression {
  const context = path(variable('states'), 'context');
  const [execution, state] = [path(context, 'Execution', 'Id'), path(context, 'State')];
  const entered = concatenate([execution, path(state, 'Name'), path(state, 'EnteredTime')]);
  const hash = call('hash', entered, literal('MD5'));
  return call('replace', hash, regex('^(.{8})(.{4}).(.{3}).(.{3})'), literal('$1-$2-4$3-a$4-'));
}

/** An expression that gives nothing. */
export const nothing: Expression = index(array([]), 0);

/** JSONata's constructors can't make a member named `__proto__`; AWS's `$parse` can. */
export function literalExpression(value: Json): Expression {
  return hasProtoMember(value) ? call('parse', literal(JSON.stringify(value))) : literal(value);
}

/** Whether a member named `__proto__` stands anywhere in a value. */
function hasProtoMember(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, member]) => name === '__proto__' || hasProtoMember(member));
}

function readExpression(read: Read, scope: StateScope): Expression {
  const { free = read.path.length } = read;
  return freePath(path(originExpression(read, scope), ...read.path.slice(0, free)), read.path.slice(free));
}

/**
 * Goes into a value of which nothing is known: a name finds something in an object only, a position in an array only, and
 * a name that is all digits in either. JSONata by itself maps a name over an array, and takes a single value for an array
 * of one.
 */
function freePath(from: Expression, steps: readonly (string | number)[]): Expression {
  const last = steps.at(-1);
  if (last === undefined) return from;
  const bindings: (readonly [string, Expression])[] = [];
  let here = from;
  for (const [at, step] of steps.slice(0, -1).entries()) {
    bindings.push([`in${at}`, freeStep(here, step)]);
    here = variable(`in${at}`);
  }
  return block(bindings, freeStep(here, last));
}

function freeStep(from: Expression, step: string | number): Expression {
  const position = typeof step === 'number' ? step : positionIn(step);
  const item = position === undefined ? undefined : conditional(isOf(from, 'array'), path(from, position));
  if (typeof step === 'number' && item !== undefined) return item;
  return conditional(isOf(from, 'object'), path(from, step), item);
}

/** Where a value stands: the variable, the response, the item. */
function originExpression(read: Read, scope: StateScope): Expression {
  const { from } = read;
  switch (from.kind) {
    case 'input':
    case 'output':
      return path(variable(from.variable), from.name);
    case 'secret': {
      const here = path(variable('states'), 'context', 'Execution', 'Input', from.name);
      return from.reference === undefined ? here : conditional(exists(here), here, variable(from.reference));
    }
    case 'expression':
      return valueExpression(from.value, scope);
    case 'own':
      return variable(from.variable);
    case 'response':
      return path(variable('states'), scope.response);
    case 'item':
      return scope.item ?? jsonata.context;
    default:
      return from satisfies never;
  }
}

/** A required member that turns out to be nothing ends the state, naming itself; any other is left out. */
function memberExpression(member: ObjectMember, scope: StateScope): Expression {
  const value = valueExpression(member.value, scope);
  if (!member.required || isCertain(member.value)) return value;
  return conditional(exists(value), value, call('error', literal(`${member.name} is required and has no value`)));
}

/** JSONata flattens arrays inside `[...]` unless they are written as arrays themselves. */
function itemExpression(item: Value, scope: StateScope): Expression {
  const value = valueExpression(item, scope);
  if (value.kind === 'array' || value.kind === 'literal') return value;
  const type = typeOfValue(item);
  if (type === 'unknown')
    return conditional(equal(call('type', value), literal('array')), array([array([value])]), value);
  return type === 'array' ? array([value]) : value;
}

/** Strings and values joined; nothing where one of them is nothing. */
function templateExpression(parts: readonly Value[], scope: StateScope): Expression {
  const joined = concatenate(parts.map((part) => asString(part, scope)));
  const text = parts.length === 1 ? call('string', joined) : joined;
  const uncertain = parts.filter((part) => !isCertain(part));
  if (uncertain.length === 0) return text;
  return conditional(and(uncertain.map((part) => exists(valueExpression(part, scope)))), text);
}

/** Scalars as strings, structures as JSON (Arazzo 1.0.1, section 4.7). */
function asString(value: Value, scope: StateScope): Expression {
  if (value.kind === 'literal')
    return literal(typeof value.value === 'string' ? value.value : JSON.stringify(value.value));
  const expression = valueExpression(value, scope);
  return typeOfValue(value) === 'string' ? expression : call('string', expression);
}

/** RFC 9535, section 2.4.4: characters of a string, items of an array, members of an object; nothing for anything else. */
function lengthExpression(of: Value, scope: StateScope): Expression {
  const value = valueExpression(of, scope);
  switch (typeOfValue(of)) {
    case 'string':
      return call('length', value);
    case 'array':
      return call('count', value);
    case 'object':
      return call('count', call('keys', value));
    case 'number':
    case 'boolean':
      return nothing;
    case 'unknown': {
      const it = variable('it');
      const is = (type: string) => equal(call('type', it), literal(type));
      const other = conditional(is('object'), call('count', call('keys', it)));
      return block(
        [['it', value]],
        conditional(is('array'), call('count', it), conditional(is('string'), call('length', it), other)),
      );
    }
  }
}

/** What is known of a failed call, of which Step Functions gives the error's name and a cause. */
function failureExpression({ part, operation }: FailureValue, { response }: StateScope): Expression {
  const failure = path(variable('states'), response);
  const [error, cause] = [path(failure, 'Error'), path(failure, 'Cause')];
  const { connection } = callErrors(operation);
  const answered = not(binary('in', error, literal([connection, TIMEOUT])));
  switch (part) {
    case 'status':
      return failureStatus(operation, error, cause);
    case 'name':
      return conditional(answered, failureName(operation, error));
    case 'message':
      return conditional(answered, call('substringBefore', cause, literal(' (Service: ')));
    default:
      return part satisfies never;
  }
}

/** As the service names the error: without the service's own name, and where that is another name, what it is. */
function failureName(operation: Operation, error: Expression): Expression {
  const plain = call('substringAfter', error, literal('.'));
  const others = callErrors(operation).named.flatMap(({ name, type }) =>
    type === undefined || name.slice(name.indexOf('.') + 1) === type ? [] : [{ name, type }],
  );
  if (others.length === 0) return plain;
  const other = call('lookup', object(others.map(({ name, type }) => [name, literal(type)])), error);
  return conditional(binary('in', error, literal(others.map(({ name }) => name))), other, plain);
}

/**
 * The status of the failed call: what the error's name says where the service model gives it none, the number in the
 * cause (`... Status Code: 404 ...`), or the model's for that name.
 */
function failureStatus(operation: Operation, error: Expression, cause: Expression): Expression {
  // An HTTP Task has it in the error's name.
  const found =
    operation.kind === 'http'
      ? call('match', error, regex('^States\\.Http\\.StatusCode\\.([0-9]+)$'))
      : call('match', cause, regex('Status Code: ([0-9]+)'));
  const { named } = callErrors(operation);
  const modelled = named.flatMap(({ name, status: known, known: from }) =>
    operation.kind === 'aws' && known !== undefined && from === 'model' ? [[name, literal(known)] as const] : [],
  );
  const fallback = modelled.length === 0 ? nothing : call('lookup', object(modelled), error);
  const told = conditional(
    exists(variable('told')),
    call('number', path(index(variable('told'), 0), 'groups', 0)),
    fallback,
  );
  const status = block([['told', found]], told);
  return [409, 404].reduce((otherwise, number) => {
    const said = named.filter(({ status: known, known: from }) => known === number && from === 'name');
    const names = [...new Set(said.map(({ name }) => name))].sort();
    return names.length === 0
      ? otherwise
      : conditional(binary('in', error, literal(names)), literal(number), otherwise);
  }, status);
}
