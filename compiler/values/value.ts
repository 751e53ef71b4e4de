import type { Operation, Shape } from '../apis/index.ts';
import type { Place } from '../diagnostics/index.ts';
import type { Comparison } from '../expressions/index.ts';
import { isObject, type Json, jsonObject } from '../source/index.ts';
import type { Conversion } from './conversion.ts';

/**
 * A value that the machine knows when it runs: what a runtime expression, a payload or a parameter comes to. Names of
 * members are those of Step Functions.
 *
 * `O` says where the values that are read stand: in the document's words while names are bound (`Slot`), in the
 * machine's variables once it is planned.
 */
export type Value<O = Slot> =
  | { readonly kind: 'literal'; readonly value: Json }
  | { readonly kind: 'array'; readonly items: readonly Value<O>[] }
  | { readonly kind: 'object'; readonly members: readonly ObjectMember<O>[] }
  | Read<O>
  /** Strings and values joined: scalars as strings, structures as JSON. Nothing where a part is nothing. */
  | { readonly kind: 'template'; readonly parts: readonly Value<O>[] }
  /** The nodes that a JSONPath query finds, as an array. */
  | NodesValue<O>
  /** The one node of such an array; nothing where there are none or several. */
  | { readonly kind: 'single'; readonly of: Value<O> }
  /** RFC 9535's `length` of a string, array or object, or nothing. */
  | { readonly kind: 'length'; readonly of: Value<O> }
  /** How many nodes a `nodes` value has. */
  | { readonly kind: 'count'; readonly of: Value<O> }
  | FailureValue
  /** An idempotency token: a UUID that is the same each time a call is repeated, and another each time its state is entered. */
  | { readonly kind: 'token' }
  /** The number that a text is; the state fails where it is none. */
  | { readonly kind: 'number'; readonly of: Value<O> }
  /** What stands inside a string that holds JSON. */
  | { readonly kind: 'parsed'; readonly of: Value<O>; readonly path: readonly (string | number)[] }
  /** What a function of HTTP's makes of a value. Nothing where that is nothing. */
  | { readonly kind: 'converted'; readonly of: Value<O>; readonly by: Conversion }
  /** The members of several objects in one. */
  | { readonly kind: 'merged'; readonly parts: readonly Value<O>[] }
  | ChangedValue<O>
  /** What is never there, such as the headers of a failed call. */
  | { readonly kind: 'nothing' };

/** What is known of a call that failed; nothing where it had no answer, as after a timeout. */
export interface FailureValue {
  readonly kind: 'failure';
  /**
   * `status`: the number in its cause, else the model's for the error's name. `name`: the error's, without that of the
   * service. `message`: the cause as the service wrote it.
   */
  readonly part: 'status' | 'name' | 'message';
  readonly operation: Operation;
}

/**
 * An object or array in which another value takes the place at the end of a path, which may be a new member of what is
 * there. The state fails where the path leads through nothing.
 */
export interface ChangedValue<O = Slot> {
  readonly kind: 'changed';
  readonly of: Value<O>;
  /** Not empty. */
  readonly path: readonly string[];
  readonly to: Value<O>;
}

export interface NodesValue<O = Slot> {
  readonly kind: 'nodes';
  readonly of: Value<O>;
  readonly segments: readonly PathSegment<O>[];
  /** Arrays of objects all the way, as the shapes say: a plain JSONata path finds the same nodes. */
  readonly flat: boolean;
  /**
   * A filter at the root of an object looks at the object itself, too: the specification's own example of a criterion
   * means that, and RFC 9535 does not.
   */
  readonly itself: boolean;
}

export interface ObjectMember<O = Slot> {
  readonly name: string;
  readonly value: Value<O>;
  /** A required member of a call: where its value is nothing, the state fails and names it. */
  readonly required: boolean;
}

/** What a call sends. */
export interface CallArguments<O = Slot> {
  readonly members: readonly ObjectMember<O>[];
  /** A payload that is one expression: its members go beside those above. */
  readonly merged?: Value<O>;
  /** Parameters that the connection of an HTTP call sends, as the document writes their values. */
  readonly lifted?: readonly LiftedParameter[];
}

/** A parameter that carries credentials. */
export interface LiftedParameter {
  readonly name: string;
  readonly in: 'header' | 'query' | 'cookie';
  /** As the document writes it, such as `Bearer {$inputs.token}`; absent where the document doesn't give it. */
  readonly written?: string;
}

/** A value read from where it stands, along member names and array positions. */
export interface Read<O = Slot> {
  readonly kind: 'read';
  readonly from: O;
  readonly path: readonly (string | number)[];
  /**
   * From this step of the path on nothing says what stands there: it is looked at before it is gone into. A name that is
   * all digits may be a position, too.
   */
  readonly free?: number;
  /** Whether the value is surely there. */
  readonly certain: boolean;
  /** Whether the model marks it sensitive: such a value is never shown in a cause. */
  readonly sensitive: boolean;
  /** Where the document reads it. */
  readonly place: Place;
  /** What it is known to be, if anything. */
  readonly type: ValueType;
  /** The shape in the service model, where it came from a response: pointers into it are read by the shape's names. */
  readonly shape?: Shape;
  /** It is the whole body of a response of this operation: pointers into it may have wrappers too many or too few. */
  readonly body?: Operation;
}

/** Where a value stands, in the words of one workflow, whichever machines that becomes a part of. */
export type Slot =
  /** An input of the workflow; of one that it runs, where `via` says which. */
  | { readonly kind: 'input'; readonly via: Via; readonly name: string }
  /** What a step put out. */
  | { readonly kind: 'output'; readonly via: Via; readonly step: string; readonly name: string }
  | Here;

/** The same in every workflow and every machine. */
export type Here =
  /** The result of the call just made. */
  | { readonly kind: 'response' }
  /** The node that a JSONPath filter looks at. */
  | { readonly kind: 'item' };

/** The way into a workflow that is run inside another one, from the outermost; empty for the workflow itself. */
export type Via = readonly Run[];

/** Where a workflow runs another one: a step that calls it, or a place in its `dependsOn`. */
export type Run = { readonly step: string } | { readonly before: number };

export type ValueType = 'string' | 'number' | 'boolean' | 'array' | 'object' | 'unknown';

/** A segment of a JSONPath query, its names those of Step Functions. */
export type PathSegment<O = Slot> = { readonly descendant: boolean; readonly selectors: readonly PathSelector<O>[] };

export type PathSelector<O = Slot> =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'slice'; readonly start?: number; readonly end?: number; readonly step: number }
  | { readonly kind: 'filter'; readonly test: Test<O> };

/**
 * How two values compare. `folded`: simple conditions (strings without regard to case, a string that is a number as one).
 * `exact`: what people write under `type: jsonpath` (letter case counts). In both a missing value equals null only.
 * `strict`: RFC 9535, where it equals only another missing one.
 */
export type CompareMode = 'folded' | 'exact' | 'strict';

/** What a criterion comes to, once its operands are values. */
export type Test<O = Slot> =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'and' | 'or'; readonly tests: readonly Test<O>[] }
  | { readonly kind: 'not'; readonly test: Test<O> }
  | {
      readonly kind: 'compare';
      readonly operator: Comparison;
      readonly left: Value<O>;
      readonly right: Value<O>;
      readonly mode: CompareMode;
    }
  /** The call failed with one of these errors. */
  | { readonly kind: 'failedWith'; readonly errors: readonly string[] }
  | { readonly kind: 'contains'; readonly left: Value<O>; readonly right: Value<O> }
  | { readonly kind: 'empty'; readonly value: Value<O>; readonly expected: boolean }
  /** There is such a value (for a `nodes` value: at least one). */
  | { readonly kind: 'exists'; readonly value: Value<O> }
  /** A simple condition that is one operand: true as JSON `true`, a non-empty string, a number that isn't 0. */
  | { readonly kind: 'truth'; readonly value: Value<O> }
  /** The value, as a string, matches the pattern (as JSONata has it). Doesn't hold where there is no value. */
  | {
      readonly kind: 'matches';
      readonly value: Value<O>;
      readonly source: string;
      readonly ignoreCase: boolean;
      /** Nothing but a string can match. */
      readonly stringsOnly: boolean;
    };

/** A value that is known now. */
export function literal(value: Json): { readonly kind: 'literal'; readonly value: Json } {
  return { kind: 'literal', value };
}

/** Whether a test is known to hold, or known not to. */
export function isAlways<O>(test: Test<O>): boolean {
  return test.kind === 'constant' && test.value;
}

export function isNever<O>(test: Test<O>): boolean {
  return test.kind === 'constant' && !test.value;
}

export function constant(value: boolean): { readonly kind: 'constant'; readonly value: boolean } {
  return { kind: 'constant', value };
}

/** Whether the value is surely there when it is read. */
export function isCertain<O>(value: Value<O>): boolean {
  switch (value.kind) {
    case 'literal':
    case 'array':
    case 'object':
    case 'nodes':
    case 'count':
    case 'token':
      return true;
    case 'merged':
    case 'changed':
      return true;
    case 'read':
      return value.certain;
    case 'converted':
      if (value.by.kind === 'cookies') return value.of.kind === 'array' && value.of.items.some(isCertain);
      return (value.by.kind === 'styled' || value.by.kind === 'query') && isCertain(value.of);
    case 'template':
      return value.parts.every(isCertain);
    case 'number':
      return isCertain(value.of);
    case 'length':
    case 'single':
    case 'parsed':
    case 'failure':
    case 'nothing':
      return false;
    default:
      return value satisfies never;
  }
}

/** An array; known now where all of its items are. */
export function arrayOf<O>(items: readonly Value<O>[]): Value<O> {
  const known = items.flatMap((item) => (item.kind === 'literal' ? [item.value] : []));
  return known.length === items.length ? literal(known) : { kind: 'array', items };
}

/** The members of an object whose names are known; undefined where that isn't so, or it is none. */
export function membersOf<O>(value: Value<O>): readonly ObjectMember<O>[] | undefined {
  if (value.kind === 'object') return value.members;
  if (value.kind !== 'literal' || !isObject(value.value)) return undefined;
  return Object.entries(value.value).map(([name, each]) => ({ name, value: literal(each), required: true }));
}

/** An object; known now where all of its members are. */
export function objectOf<O>(members: readonly ObjectMember<O>[]): Value<O> {
  const known = members.flatMap(({ name, value }) => (value.kind === 'literal' ? [[name, value.value] as const] : []));
  return known.length === members.length ? literal(jsonObject(known)) : { kind: 'object', members };
}
