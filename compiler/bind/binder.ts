import type { Condition } from '../expressions/index.ts';
import type { Context, Frame } from '../frames/index.ts';
import type { Node } from '../source/index.ts';
import type { Test, Value } from '../values/index.ts';
import type { ConditionScope } from './bindCondition.ts';
import type { BoundWorkflow } from './bound.ts';
import type { Scope } from './scope.ts';

/**
 * What every function that binds names to values needs. The productions that contain themselves by way of others are
 * reached through it, so that no file imports one that imports it.
 */
export interface Binder extends Context {
  /** Binds a value of the document, which may hold expressions that lead to other values. */
  node(node: Node, scope: Scope): Value | undefined;
  /** Binds a condition, whose queries may have filters that are conditions. */
  condition(condition: Condition, scope: ConditionScope): Test | undefined;
  /** The bound workflow of a frame. */
  workflow(frame: Frame): BoundWorkflow;
  /** The same, but reports nothing: for what is bound a second time. */
  readonly silent: Binder;
  /** The values that `$request` and `$components` are being followed to, and how often one led to another. */
  readonly following: { readonly open: Set<Node>; count: number };
}
