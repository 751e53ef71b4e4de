import type { Text } from '../arazzo/index.ts';
import { diagnostic, type Place } from '../diagnostics/index.ts';
import { parseRegex, type RuntimeExpression } from '../expressions/index.ts';
import { carryIRegexp, carryRegex } from '../jsonata/index.ts';
import { placeOf } from '../source/index.ts';
import type { Test, Value } from '../values/index.ts';
import { bindExpression } from './bindExpression.ts';
import type { Binder } from './binder.ts';
import { reportText } from './reportText.ts';
import type { Scope } from './scope.ts';

/**
 * A criterion of type `regex`: the context, as text, matches the pattern somewhere. Expressions in the pattern (1.1) have to
 * be known when compiling.
 */
export function bindRegex(condition: Text, subject: Value, scope: Scope, binder: Binder): Test | undefined {
  const parsed = parseRegex(condition.value);
  if (!parsed.ok) return reportText(parsed.error, condition.node, binder);
  const parts = parsed.value.source.map((part) =>
    typeof part === 'string' ? part : knownText(part, condition, scope, binder),
  );
  if (parts.some((part) => part === undefined)) return undefined;
  return patternTest(parts.join(''), subject, 'regex', placeOf(condition.node), binder);
}

/** The text that an expression comes to, whenever the machine runs. */
function knownText(part: RuntimeExpression, { node }: Text, scope: Scope, binder: Binder): string | undefined {
  const value = bindExpression(part, node, scope, binder);
  if (value === undefined) return undefined;
  if (value.kind === 'literal' && (typeof value.value !== 'object' || value.value === null)) return String(value.value);
  return binder.report(
    diagnostic(
      'not-supported',
      placeOf(node, part.range),
      'this pattern is only known when the machine runs: JSONata, in which Step Functions evaluates it, has patterns only as literals',
      'Write the pattern out, or compare with `==`, or with `contains` under `type: jsonpath`.',
    ),
  );
}

/**
 * The test that a value matches a pattern.
 * @param use of a criterion of type `regex`, or by a function of RFC 9535 (sections 2.4.6 and 2.4.7): those know texts
 * only, and `match` means the text from end to end
 */
export function patternTest(
  pattern: string,
  value: Value,
  use: 'regex' | 'match' | 'search',
  place: Place,
  binder: Binder,
): Test | undefined {
  const translated = use === 'regex' ? undefined : carryIRegexp(pattern);
  const carried =
    translated === undefined
      ? carryRegex(pattern)
      : ({ ok: true, source: translated === '' ? '(?:)' : translated, ignoreCase: false } as const);
  if (!carried.ok) {
    return binder.report(diagnostic('pattern-not-supported', place, `this pattern can't be used: ${carried.reason}`));
  }
  const source = use === 'match' ? `^(?:${carried.source})$` : carried.source;
  return { kind: 'matches', value, source, ignoreCase: carried.ignoreCase, stringsOnly: use !== 'regex' };
}
