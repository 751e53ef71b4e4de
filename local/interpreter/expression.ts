import jsonata from 'jsonata';
import { sourceOf } from '../../compiler/statesLanguage/index.ts';
import { registerAwsFunctions } from './awsFunctions.ts';
import { freshGuard, guardEvaluation } from './guard.ts';
import { type Json, toData } from './json.ts';

/** A compiled JSONata expression. It may be evaluated by many executions at once. */
export interface Expression {
  /** The text between `{%` and `%}`, trimmed, as AWS's messages quote it. */
  readonly source: string;
  /**
   * Its value on these variables; undefined where it yields nothing. Throws an `EvaluationFailure`.
   */
  evaluate(bindings: Bindings): Promise<Json | undefined>;
}

/** The variables of an expression, `states` among them, and those of `functionSources`. */
export type Bindings = Record<string, unknown>;

/** Why an expression has no value. The message is JSONata's own, the code (`T2001`) before it where it has one. */
export class EvaluationFailure extends Error {
  /** The end of AWS's sentence `... threw an error during evaluation`. */
  readonly tail: string;

  constructor(code: string | undefined, message: string) {
    super(message);
    this.tail = code === undefined ? `: ${message}` : `. ${code}: ${message}`;
  }
}

/** Compiles the text of a field (`{% ... %}`). Throws an `EvaluationFailure` where it is no JSONata. */
export function compileExpression(text: string): Expression {
  const source = sourceOf(text).trim();
  let compiled: jsonata.Expression;
  try {
    compiled = jsonata(source);
  } catch (error) {
    throw failureOf(error);
  }
  registerAwsFunctions(compiled);
  const guarded = guardEvaluation(compiled, source);
  return {
    source,
    async evaluate(bindings) {
      try {
        return toData(await compiled.evaluate(undefined, guarded ? { ...bindings, ...freshGuard() } : bindings));
      } catch (error) {
        throw failureOf(error);
      }
    },
  };
}

function failureOf(error: unknown): EvaluationFailure {
  if (error instanceof EvaluationFailure) return error;
  // jsonata throws plain objects with a code and a message, and passes on whatever a regular expression or a function throws.
  const { code, message } = error as { code?: unknown; message?: unknown };
  return new EvaluationFailure(typeof code === 'string' ? code : undefined, String(message ?? error));
}
