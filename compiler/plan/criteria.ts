import type { StepScope } from './frame.ts';
import type { FailReason } from './plan.ts';
import { mayBeShown } from './shown.ts';
import { constant, type Test } from './value.ts';

/** All success criteria of a step that the call itself does not decide; constant where there are none. */
export function criteriaTest(step: StepScope): Test {
  const criteria = step.decisions?.criteria ?? [];
  const [first] = criteria;
  if (first === undefined) return constant(true);
  return criteria.length === 1 ? first.test : { kind: 'and', tests: criteria.map(({ test }) => test) };
}

/** Why a step fails whose criteria are not met: which ones, and what was compared as far as it may be shown. */
export function unmetCriteria(step: StepScope): FailReason {
  const criteria = (step.decisions?.criteria ?? []).map(({ text, test, operands }) => ({
    text,
    test,
    shown: operands.filter(({ value }) => value.kind === 'read' && mayBeShown(value)),
  }));
  return { kind: 'criteriaNotMet', step: step.state, criteria };
}
