import { RuntimeError } from '../errors.ts';
import type { ChoiceProgram } from '../program.ts';
import { bindingsOf, type Exit, type Visit, yieldOf } from '../run.ts';
import { evaluateTyped } from '../template.ts';

/** The first rule whose condition is true decides, with its own Assign and Output; the state's own serve the default. */
export async function runChoice(visit: Visit, state: ChoiceProgram): Promise<Exit> {
  const bindings = bindingsOf(visit, undefined);
  for (const rule of state.choices) {
    if (await evaluateTyped(rule.condition, `${rule.location}Condition`, bindings, 'boolean')) {
      return yieldOf(visit, rule, undefined, visit.input, rule.next);
    }
  }
  if (state.default === undefined) {
    throw new RuntimeError(
      'States.Runtime',
      'Failed to transition out of the state. The state does not point to a next state.',
    );
  }
  return yieldOf(visit, state, undefined, visit.input, state.default);
}
