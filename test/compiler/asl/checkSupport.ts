import { checkDefinition, type Problem } from '../../../compiler/asl/check.ts';
import type { StateMachineDefinition } from '../../../compiler/asl/definition.ts';
import { shippedModels } from '../../../compiler/node/index.ts';

/** A definition of any JSON, whatever its type says: what is checked may be wrong in every way. */
export function definitionOf(json: unknown): StateMachineDefinition {
  const definition: StateMachineDefinition = JSON.parse(JSON.stringify(json));
  return definition;
}

/** A machine of these states that starts with the first. */
export function machineOf(states: Readonly<Record<string, unknown>>, rest: object = {}): StateMachineDefinition {
  return definitionOf({ QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], ...rest, States: states });
}

/** The problems of such a machine, each as `state field: message`. */
export function problemsOf(states: Readonly<Record<string, unknown>>, rest: object = {}): readonly string[] {
  return checkDefinition(machineOf(states, rest), shippedModels).map(shown);
}

export function shown({ state, field, message }: Problem): string {
  return `${[state, field].filter((part) => part !== undefined && part !== '').join(' ')}: ${message}`;
}

export const done = { Type: 'Succeed' };

/** A Task that calls Connect's DescribeUser as it should, then ends. */
export const describeUser = {
  Type: 'Task',
  Resource: 'arn:aws:states:::aws-sdk:connect:describeUser',
  Arguments: { InstanceId: 'i', UserId: 'u' },
  End: true,
};
