import { paginateListStateMachines, type SFNClient } from '@aws-sdk/client-sfn';
import { didYouMean, nearest } from '../../compiler/diagnostics/index.ts';
import { UsageError } from '../cli/command.ts';

/**
 * The ARN of a state machine that was named by its ARN or its name, a version or alias behind a colon (`provision-user:live`).
 * @throws UsageError where there is no machine of that name
 */
export async function machineArn(client: SFNClient, given: string): Promise<string> {
  if (given.startsWith('arn:')) return given;
  const [name = '', qualifier] = given.split(':');
  const names: string[] = [];
  for await (const { stateMachines = [] } of paginateListStateMachines({ client }, {})) {
    const found = stateMachines.find((machine) => machine.name === name);
    if (found?.stateMachineArn !== undefined) {
      return qualifier === undefined ? found.stateMachineArn : `${found.stateMachineArn}:${qualifier}`;
    }
    names.push(...stateMachines.flatMap((machine) => machine.name ?? []));
  }
  throw new UsageError(`there is no state machine ${name}`, didYouMean(nearest(name, names)));
}

/** The ARN without a version or alias. */
export function unqualified(arn: string): string {
  return arn.split(':').slice(0, 7).join(':');
}
