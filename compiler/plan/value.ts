import type { Operation, Shape } from '../apis/index.ts';
import type { Place } from '../diagnostics/index.ts';
import type { Comparison } from '../expressions/index.ts';
import type { Json } from '../source/index.ts';
import type { Frame, StepScope } from './frame.ts';

/**
 * A value that the machine knows when it runs: what a runtime expression, a payload or a parameter comes to. Names are
 * already those of Step Functions; where the value stands at that moment is left to the asl room.
 */
export type Value =
  | { readonly kind: 'literal'; readonly value: Json }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'map'; readonly members: readonly MapMember[] }
  | Read
  /** Texts joined: scalars as text, structures as JSON. Nothing where a part is nothing. */
  | { readonly kind: 'text'; readonly parts: readonly Value[] }
  /** The nodes that a JSONPath query finds, as a list. */
  | NodesValue
  /** The one node of such a list; nothing where there are none or several. */
  | { readonly kind: 'single'; readonly of: Value }
  /** RFC 9535's `length` of a text, list or map, or nothing. */
  | { readonly kind: 'length'; readonly of: Value }
  /** How many nodes a `nodes` value has. */
  | { readonly kind: 'count'; readonly of: Value }
  /** The HTTP status of the call that failed: the number in its cause, else the model's for the error's name. */
  | { readonly kind: 'failureStatus'; readonly operation: Operation }
  /** What stands inside a text that holds JSON. */
  | { readonly kind: 'parsed'; readonly of: Value; readonly path: readonly (string | number)[] }
  /** What is never there, such as the body of a failed call. */
  | { readonly kind: 'nothing' };

export interface NodesValue {
  readonly kind: 'nodes';
  readonly of: Value;
  readonly segments: readonly PathSegment[];
  /** Lists of structures all the way, as the shapes say: a plain JSONata path finds the same nodes. */
  readonly flat: boolean;
  /**
   * A filter at the root of an object looks at the object itself, too: the specification's own example of a criterion
   * means that, and RFC 9535 does not.
   */
  readonly itself: boolean;
}

export interface MapMember {
  readonly name: string;
  readonly value: Value;
  /** A required member of a call: where its value is nothing, the state fails and names it. */
  readonly required: boolean;
}

/** A value read from where it stands, along member names and list positions. */
export interface Read {
  readonly kind: 'read';
  readonly from: Origin;
  readonly path: readonly (string | number)[];
  /** From this step of the path on nothing says what stands there: it is looked at before it is gone into. */
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

/** Where a value stands. */
export type Origin =
  /** An input of the workflow, or of one that a step calls. */
  | { readonly kind: 'input'; readonly frame: Frame; readonly name: string }
  /** What a step put out. */
  | { readonly kind: 'output'; readonly step: StepScope; readonly name: string }
  /** The result of the call just made. */
  | { readonly kind: 'response' }
  /** The node that a JSONPath filter looks at. */
  | { readonly kind: 'item' };

export type ValueType = 'text' | 'number' | 'boolean' | 'list' | 'map' | 'unknown';

/** A segment of a JSONPath query, its names those of Step Functions. */
export type PathSegment = { readonly descendant: boolean; readonly selectors: readonly PathSelector[] };

export type PathSelector =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'slice'; readonly start?: number; readonly end?: number; readonly step: number }
  | { readonly kind: 'filter'; readonly test: Test };

/**
 * How two values compare. `folded`: simple conditions (text without regard to case, text that is a number as one).
 * `exact`: what people write under `type: jsonpath` (letter case counts). In both a value that isn't there equals null
 * only. `strict`: RFC 9535, where it equals only another one that isn't there.
 */
export type CompareMode = 'folded' | 'exact' | 'strict';

/** What a criterion comes to, once its operands are values. */
export type Test =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'and' | 'or'; readonly tests: readonly Test[] }
  | { readonly kind: 'not'; readonly test: Test }
  | {
      readonly kind: 'compare';
      readonly operator: Comparison;
      readonly left: Value;
      readonly right: Value;
      readonly mode: CompareMode;
    }
  /** The call failed with one of these errors. */
  | { readonly kind: 'failedWith'; readonly errors: readonly string[] }
  | { readonly kind: 'contains'; readonly left: Value; readonly right: Value }
  | { readonly kind: 'empty'; readonly value: Value; readonly expected: boolean }
  /** There is such a value (for a `nodes` value: at least one). */
  | { readonly kind: 'exists'; readonly value: Value }
  /** A simple condition that is one operand: true as JSON `true`, a non-empty text, a number that isn't 0. */
  | { readonly kind: 'truth'; readonly value: Value }
  /** The value, as text, matches the pattern (as JSONata has it). Doesn't hold where there is no value. */
  | {
      readonly kind: 'matches';
      readonly value: Value;
      readonly source: string;
      readonly ignoreCase: boolean;
      /** Nothing but a text can match. */
      readonly textOnly: boolean;
    };

/** A value that is known now. */
export function literal(value: Json): Value {
  return { kind: 'literal', value };
}

export function constant(value: boolean): Test {
  return { kind: 'constant', value };
}

/** Whether the value is surely there when it is read. */
export function isCertain(value: Value): boolean {
  switch (value.kind) {
    case 'literal':
    case 'list':
    case 'map':
    case 'nodes':
    case 'count':
      return true;
    case 'read':
      return value.certain;
    case 'text':
      return value.parts.every(isCertain);
    case 'length':
    case 'single':
    case 'parsed':
    case 'failureStatus':
    case 'nothing':
      return false;
    default:
      return value satisfies never;
  }
}
