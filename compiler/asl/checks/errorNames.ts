import type { Check, Report } from './subject.ts';

/** In Retriers and catchers `States.ALL` stands alone and in the last. */
export const errorNames: Check = ({ states }, report) => {
  for (const [name, state] of states) {
    if (state.Type !== 'Task') continue;
    checkList(name, 'Retry', state.Retry ?? [], report);
    checkList(name, 'Catch', state.Catch ?? [], report);
  }
};

function checkList(
  state: string,
  list: string,
  rules: readonly { readonly ErrorEquals: readonly string[] }[],
  report: Report,
): void {
  for (const [at, { ErrorEquals }] of rules.entries()) {
    const field = `${list}[${at}]/ErrorEquals`;
    if (!ErrorEquals.includes('States.ALL')) continue;
    if (ErrorEquals.length > 1) report({ state, field, message: 'States.ALL must appear alone' });
    if (at < rules.length - 1) report({ state, field, message: `States.ALL must be in the last entry of ${list}` });
  }
}
