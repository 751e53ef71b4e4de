import { DescribeStateMachineCommand, type SFNClient } from '@aws-sdk/client-sfn';
import type { MachineDefinition } from '../../local/index.ts';
import { unqualified } from './machineArn.ts';

/**
 * The definition of a deployed machine, of its latest revision where an alias is given. Undefined where the caller may start
 * the machine and not read it: then the input is checked by the machine alone.
 */
export async function deployedDefinition(client: SFNClient, arn: string): Promise<MachineDefinition | undefined> {
  try {
    const { definition } = await client.send(new DescribeStateMachineCommand({ stateMachineArn: unqualified(arn) }));
    return definition === undefined ? undefined : JSON.parse(definition);
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'AccessDeniedException' || name === 'KmsAccessDeniedException') return undefined;
    throw error;
  }
}
