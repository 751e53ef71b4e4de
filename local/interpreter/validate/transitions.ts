import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Report } from './diagnostic.ts';

/** Checks that every transition has a target, every state can be reached, and an end too. */
export function checkTransitions(startAt: string, states: JsonObject, location: string, report: Report): void {
  const known = (name: string): boolean => Object.hasOwn(states, name);
  if (!known(startAt)) {
    report('MISSING_TRANSITION_TARGET', `Missing 'Next' target: ${startAt}`, `${location}/StartAt`);
    return;
  }
  const reached = new Set([startAt]);
  let ends = false;
  for (const name of reached) {
    const state = states[name];
    if (!isObject(state)) continue;
    if (state['End'] === true || state['Type'] === 'Succeed' || state['Type'] === 'Fail') ends = true;
    for (const [field, target] of targetsOf(state)) {
      if (known(target)) reached.add(target);
      else {
        report('MISSING_TRANSITION_TARGET', `Missing 'Next' target: ${target}`, `${location}/States/${name}/${field}`);
      }
    }
  }
  for (const name of Object.keys(states)) {
    if (!reached.has(name)) {
      report('MISSING_TRANSITION_TARGET', `State "${name}" is not reachable.`, `${location}/States/${name}`);
    }
  }
  if (!ends) report('MISSING_END_STATE', 'No state leads to an end', `${location}/States`);
}

/** Where a state can go on to, by the field that says so. */
function targetsOf(state: JsonObject): readonly (readonly [field: string, target: string])[] {
  const targets: (readonly [string, Json | undefined])[] = [
    ['Next', state['Next']],
    ['Default', state['Default']],
  ];
  for (const field of ['Choices', 'Catch']) {
    const rules = state[field];
    if (!Array.isArray(rules)) continue;
    for (const [at, rule] of rules.entries()) {
      if (isObject(rule)) targets.push([`${field}[${at}]/Next`, rule['Next']]);
    }
  }
  return targets.flatMap(([field, target]) => (typeof target === 'string' ? [[field, target] as const] : []));
}
