import { optionalText, refusal, textIn } from '../services/index.ts';
import { executionOf, targetOf } from './arns.ts';
import { inputOf, outcome, redriveStatus, summary, whyNotRedrivable } from './describeExecution.ts';
import { mapRunOf } from './mapRuns.ts';
import { listPage, nowOf } from './paging.ts';
import { follow } from './records.ts';
import { startExecution } from './startExecution.ts';
import type { SfnCall, SfnHandlers } from './store.ts';

/** Executions: start, watch, stop and redrive them. */
export const executions: SfnHandlers = {
  StartExecution(call) {
    const record = startExecution(call, targetOf(call), textIn(call, 'name') || call.context.newId());
    return { executionArn: record.execution.arn, startDate: record.execution.startDate.toISOString() };
  },

  async StartSyncExecution(call) {
    const target = targetOf(call);
    const { machine } = target;
    if (machine.type !== 'EXPRESS') {
      throw refusal(
        call,
        'StateMachineTypeNotSupported',
        'This operation is not supported by this type of state machine',
      );
    }
    const record = startExecution(call, target, textIn(call, 'name') || call.context.newId());
    await record.ended;
    return {
      ...outcome(record, true),
      ...inputOf(record, true),
      executionArn: record.execution.arn,
      stateMachineArn: machine.arn,
      name: record.execution.name,
      startDate: record.execution.startDate.toISOString(),
      billingDetails: { billedMemoryUsedInMB: 64, billedDurationInMilliseconds: 100 },
    };
  },

  DescribeExecution(call) {
    const record = executionOf(call);
    const included = optionalText(call, 'includedData') !== 'METADATA_ONLY';
    return {
      ...summary(record),
      ...outcome(record, included),
      ...inputOf(record, included),
      ...redriveStatus(record),
    };
  },

  ListExecutions(call) {
    if (optionalText(call, 'mapRunArn') !== undefined) return listChildren(call);
    const { machine, version, alias } = targetOf(call);
    const status = optionalText(call, 'statusFilter');
    if (optionalText(call, 'redriveFilter') !== undefined) {
      throw refusal(call, 'ValidationException', 'The redriveFilter is for the executions of a Map Run');
    }
    const all = [...call.context.executions.values()]
      .filter(
        ({ started, status: own }) =>
          started.machine === machine &&
          (alias === undefined ? version === undefined || started.version === version : started.alias === alias) &&
          (status === undefined || own === status),
      )
      .reverse();
    return listPage(call, all, 'executions', summary);
  },

  StopExecution(call) {
    const record = executionOf(call);
    record.execution.stop(optionalText(call, 'error'), optionalText(call, 'cause'));
    return { stopDate: record.stopDate ?? nowOf(call) };
  },

  RedriveExecution(call) {
    const record = executionOf(call);
    const { arn } = record.execution;
    if (record.child !== undefined) {
      throw refusal(call, 'ValidationException', 'Labeled Execution ARNs are not supported for this API');
    }
    if (record.started.machine.type === 'EXPRESS') {
      throw refusal(call, 'InvalidArn', "Invalid Arn: 'Resource type not valid in this context: express'");
    }
    const token = optionalText(call, 'clientToken');
    // The same request again is answered as it was, whatever has become of the execution since.
    const earlier = token === undefined ? undefined : record.redrives.get(token);
    if (earlier !== undefined) return { redriveDate: earlier };
    const reason = whyNotRedrivable(record);
    if (reason !== undefined) {
      throw refusal(call, 'ExecutionNotRedrivable', `Execution ${arn} invalid for redrive as: ${reason}`);
    }
    const redriveDate = nowOf(call);
    record.redriveDate = redriveDate;
    if (token !== undefined) record.redrives.set(token, redriveDate);
    follow(call.context, record, record.execution.redrive());
    return { redriveDate };
  },
};

/** The child executions of a map run, the newest first. */
function listChildren(call: SfnCall) {
  const mapRun = mapRunOf(call);
  const status = optionalText(call, 'statusFilter');
  const redriven = optionalText(call, 'redriveFilter');
  const all = (mapRun.children ?? [])
    .flatMap(({ execution }) => call.context.children.get(execution?.arn ?? '') ?? [])
    .filter(
      (record) =>
        (status === undefined || record.status === status) &&
        (redriven === undefined || (redriven === 'REDRIVEN') === record.execution.redriveCount > 0),
    )
    .reverse();
  return listPage(call, all, 'executions', summary);
}
