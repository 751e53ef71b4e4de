import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  RedriveExecutionCommand,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { type Executions, executionsOf } from '../../batch/index.ts';

/**
 * The executions of a state machine on AWS.
 * @param stateMachineArn that of the machine, or of a version or an alias of it
 */
export function awsExecutions(client: SFNClient, stateMachineArn: string): Executions {
  return executionsOf(stateMachineArn, {
    start: (request) => client.send(new StartExecutionCommand(request)),
    describe: (request) => client.send(new DescribeExecutionCommand(request)),
    history: (request) => client.send(new GetExecutionHistoryCommand(request)),
    redrive: (request) => client.send(new RedriveExecutionCommand(request)),
    exception: (error) => (error instanceof Error ? error.name : ''),
  });
}
