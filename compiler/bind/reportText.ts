import { diagnostic } from '../diagnostics/index.ts';
import type { ExpressionError } from '../expressions/index.ts';
import type { Context } from '../frames/index.ts';
import { placeOf, type ScalarNode } from '../source/index.ts';

/** Reports what is wrong with a text, at the place inside it. */
export function reportText(error: ExpressionError, node: ScalarNode, context: Context): undefined {
  return context.report(diagnostic(error.code, placeOf(node, error.range), error.message, error.help));
}
