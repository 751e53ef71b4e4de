import { sourceOf } from '../../compiler/statesLanguage/index.ts';
import type { Clock } from './clock.ts';
import { evaluateApart } from './expressions/apart.ts';
import { compileEvaluator, type Evaluator, type Outcome } from './expressions/evaluator.ts';
import { smallBudget } from './expressions/session.ts';
import type { Json, JsonObject } from './json.ts';

/** A compiled JSONata expression. It may be evaluated by many executions at once. */
export interface Expression {
  /** The text between `{%` and `%}`, trimmed, as AWS's messages quote it. */
  readonly source: string;
  /**
   * Its value on these variables; undefined where it yields nothing. Throws an `EvaluationFailure`.
   */
  evaluate(bindings: Bindings): Promise<Json | undefined>;
}

/** What the expressions of a state are evaluated on: those of one moment have one time. */
export interface Bindings {
  /** `states` among them. */
  readonly variables: JsonObject;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Numbers in [0, 1). */
  readonly random: () => number;
  readonly clock: Clock;
}

/** Why an expression has no value. */
export class EvaluationFailure extends Error {
  /** What AWS's sentence says of the expression: `threw an error during evaluation...`. */
  readonly predicate: string;

  constructor(predicate: string, message: string) {
    super(message);
    this.predicate = predicate;
  }
}

/** Compiles the text of a field (`{% ... %}`). Throws an `EvaluationFailure` where it is no JSONata. */
export function compileExpression(text: string): Expression {
  const source = sourceOf(text).trim();
  const evaluator = compiled(source);
  return {
    source,
    async evaluate({ variables, now, random, clock }) {
      const seed = evaluator.drawsNumbers ? Math.floor(random() * 2 ** 32) : 0;
      const evaluation = { variables, now, seed };
      const outcome = await evaluator.evaluate(evaluation, smallBudget);
      if (outcome.kind !== 'tooMuch') return resultOf(outcome);
      const release = clock.hold();
      try {
        return resultOf(await evaluateApart(source, evaluation));
      } finally {
        release();
      }
    },
  };
}

function compiled(source: string): Evaluator {
  try {
    return compileEvaluator(source);
  } catch (error) {
    throw new EvaluationFailure('', String((error as { readonly message?: unknown }).message ?? error));
  }
}

function resultOf(outcome: Outcome): Json | undefined {
  switch (outcome.kind) {
    case 'value':
      return outcome.value;
    case 'nothing':
      return undefined;
    case 'function':
      throw new EvaluationFailure('returned an unsupported result type.', 'a function');
    case 'failed': {
      const { code, message } = outcome;
      const tail = code === undefined ? `: ${message}` : `. ${code}: ${message}`;
      throw new EvaluationFailure(`threw an error during evaluation${tail}`, message);
    }
    case 'tooMuch':
      throw new Error('An evaluation with the large budget is never too much');
  }
}
