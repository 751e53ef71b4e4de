import { printTaskResource } from '../../compiler/apis/index.ts';
import {
  emptyObject,
  isObject,
  type Json,
  type JsonObject,
  type ServiceCall,
  type Services,
  TaskFailure,
} from '../interpreter/index.ts';
import type { StepFunctions } from './createStepFunctions.ts';

/**
 * The optimised integration that starts executions and may wait for their end (`states:startExecution.sync`, `.sync:2`).
 * Every other call goes to the services beneath, and so do the start itself and the look at how it ended.
 */
export function nestedExecutions(services: Services, stepFunctions: Pick<StepFunctions, 'ended'>): Services {
  return {
    ...services,
    async call(call) {
      const waits = call.pattern === 'sync' || call.pattern === 'sync:2';
      if (call.resourceType !== 'states' || call.action !== 'startExecution' || !waits) return services.call(call);
      const started = await services.call(call);
      const arn = isObject(started) ? String(started['ExecutionArn']) : '';
      call.submitted(started);
      await stepFunctions.ended(arn);
      return result(await services.call(describe(call, arn)), call.pattern === 'sync:2');
    },
  };
}

function describe(call: ServiceCall, arn: string): ServiceCall {
  return {
    ...call,
    action: 'describeExecution',
    resource: printTaskResource({ kind: 'optimised', service: 'states', action: 'describeExecution', pattern: 'call' }),
    params: { ExecutionArn: arn },
  };
}

/** What the calling Task makes of the end: the description of the execution, its output read where `.sync:2` asks for it. */
function result(described: Json, parsed: boolean): Json {
  const description: JsonObject = isObject(described) ? described : {};
  if (description['Status'] !== 'SUCCEEDED') throw new TaskFailure('States.TaskFailed', JSON.stringify(description));
  if (!parsed) return description;
  const copy = emptyObject();
  for (const [key, value] of Object.entries(description)) {
    copy[key] = (key === 'Input' || key === 'Output') && typeof value === 'string' ? JSON.parse(value) : value;
  }
  return copy;
}
