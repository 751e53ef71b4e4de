import { optionalText, refusal, textIn } from '../services/index.ts';
import { executionOf, machineOf } from './arns.ts';
import { inputOf, outcome, redriveStatus, summary } from './describeExecution.ts';
import { listPage, nowOf } from './paging.ts';
import { follow, startExecution } from './startExecution.ts';
import type { SfnHandlers } from './store.ts';

/** Executions: start, watch, stop and redrive them. */
export const executions: SfnHandlers = {
  StartExecution(call) {
    const machine = machineOf(call);
    const record = startExecution(call, machine, textIn(call, 'name') || call.context.newId());
    return { executionArn: record.execution.arn, startDate: record.execution.startDate.toISOString() };
  },

  async StartSyncExecution(call) {
    const machine = machineOf(call);
    if (machine.type !== 'EXPRESS') {
      throw refusal(
        call,
        'StateMachineTypeNotSupported',
        'This operation is not supported by this type of state machine',
      );
    }
    const record = startExecution(call, machine, textIn(call, 'name') || call.context.newId());
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
    const machine = machineOf(call);
    const status = optionalText(call, 'statusFilter');
    const redrive = optionalText(call, 'redriveFilter');
    const all = [...call.context.executions.values()]
      .filter(
        (record) =>
          record.machine === machine &&
          (status === undefined || record.status === status) &&
          (redrive === undefined || record.execution.redriveCount > 0 === (redrive === 'REDRIVEN')),
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
    const { redriveStatus: status, redriveStatusReason: reason } = redriveStatus(record);
    if (status !== 'REDRIVABLE')
      throw refusal(call, 'ExecutionNotRedrivable', `Execution is not redrivable: ${String(reason)}`);
    record.redriveDate = nowOf(call);
    follow(call.context, record, record.execution.redrive());
    return { redriveDate: record.redriveDate };
  },
};
