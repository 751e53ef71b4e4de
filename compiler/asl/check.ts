import type { Models } from '../apis/index.ts';
import { allChecks } from './checks/allChecks.ts';
import type { Problem } from './checks/problem.ts';
import { checkShape } from './checks/shape.ts';
import { subjectOf } from './checks/subject.ts';
import type { StateMachineDefinition } from './definition.ts';

export type { Problem } from './checks/problem.ts';

/**
 * Everything in a definition that AWS would refuse when the state machine is created, and what could only fail when it
 * runs: unknown actions and members, undefined variables. The last line of defence: a problem is a defect of the compiler.
 * Never throws. A definition that hasn't the shape of one is not looked at further.
 * @returns the problems, check by check, each in the order of the states; empty: it is good
 */
export function checkDefinition(definition: StateMachineDefinition, models: Models): readonly Problem[] {
  const problems: Problem[] = [];
  const report = (problem: Problem): void => {
    problems.push(problem);
  };
  checkShape(definition, report);
  if (problems.length > 0) return problems;
  const subject = subjectOf(definition, models);
  for (const check of allChecks) check(subject, report);
  return problems;
}
