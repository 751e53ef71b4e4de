import type { Report } from './subject.ts';

/**
 * The errors that Retriers or Catchers name: each names one at least, and `States.ALL` stands alone and in the last.
 * @param list the field, `Retry` or `Catch`
 */
export function checkErrorNames(
  state: string,
  list: string,
  rules: readonly { readonly ErrorEquals: readonly string[] }[],
  report: Report,
): void {
  for (const [at, { ErrorEquals }] of rules.entries()) {
    const field = `${list}[${at}]/ErrorEquals`;
    if (ErrorEquals.length === 0) report({ state, field, message: 'there is no error name' });
    if (!ErrorEquals.includes('States.ALL')) continue;
    if (ErrorEquals.length > 1) report({ state, field, message: 'States.ALL must stand alone' });
    if (at < rules.length - 1) report({ state, field, message: `States.ALL must stand in the last entry of ${list}` });
  }
}
