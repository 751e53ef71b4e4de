import type { Text } from '../arazzo/index.ts';
import { diagnostic, type Place } from '../diagnostics/index.ts';
import { parseRegex } from '../expressions/index.ts';
import { carryIRegexp, carryRegex } from '../jsonata/index.ts';
import { placeOf } from '../source/index.ts';
import type { Test, Value } from '../values/index.ts';
import type { Binder } from './binder.ts';
import { reportText } from './reportText.ts';

/** A criterion of type `regex`: the context, as text, matches the pattern somewhere. */
export function bindRegex(condition: Text, subject: Value, binder: Binder): Test | undefined {
  const parsed = parseRegex(condition.value);
  if (!parsed.ok) return reportText(parsed.error, condition.node, binder);
  if (parsed.value.source.some((part) => typeof part !== 'string')) {
    const help = 'Compare with `==`, or with `contains` under `type: jsonpath`.';
    const message = 'a pattern with expressions in it is not supported: JSONata has patterns only as literals';
    return binder.report(diagnostic('not-supported', placeOf(condition.node), message, help));
  }
  return patternTest(condition.value, subject, 'regex', placeOf(condition.node), binder);
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
