import {
  createExecution,
  type ExecutionResult,
  type Json,
  type JsonObject,
  type Services,
} from '../interpreter/index.ts';
import {
  MocksError,
  mockedServices,
  optionalText,
  refusal,
  ServiceException,
  testCaseOf,
  textIn,
} from '../services/index.ts';
import { arnOf, checkName, executionOf, machineOf } from './arns.ts';
import { listPage, nowOf } from './paging.ts';
import type { ExecutionRecord, MachineRecord, SfnCall, SfnHandlers, StepFunctionsContext } from './store.ts';

/** Executions: start, watch, stop and redrive them. */
export const executions: SfnHandlers = {
  StartExecution(call) {
    const machine = machineOf(call);
    const record = start(call, machine, textIn(call, 'name') || call.context.newId());
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
    const record = start(call, machine, textIn(call, 'name') || call.context.newId());
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

/** Starts an execution, or tells of the one that runs already under this name with this input. */
function start(call: SfnCall, machine: MachineRecord, name: string): ExecutionRecord {
  const { context } = call;
  checkName(call, name);
  const inputText = textIn(call, 'input') || '{}';
  const input = readInput(call, inputText);
  const type = machine.type === 'EXPRESS' ? 'express' : 'execution';
  const path = machine.type === 'EXPRESS' ? `${machine.name}:${name}:${context.newId()}` : `${machine.name}:${name}`;
  const arn = arnOf(context, type, path);
  const known = context.executions.get(arn);
  if (known !== undefined) {
    if (known.status === 'RUNNING' && known.inputText === inputText) return known;
    throw refusal(call, 'ExecutionAlreadyExists', `Execution Already Exists: '${known.execution.arn}'`);
  }
  const execution = createExecution(machine.definition, input, {
    services: servicesFor(call, machine),
    tokens: context.tokens,
    clock: context.clock,
    machineName: machine.name,
    name,
    arn,
    region: context.region,
    account: context.account,
    roleArn: machine.roleArn,
    seed: Math.floor(context.random() * 2 ** 32),
    onEvent: () => context.changed(arn),
  });
  const record: ExecutionRecord = {
    execution,
    machine,
    definition: machine.definition,
    definitionText: machine.definitionText,
    inputText,
    status: 'RUNNING',
    output: undefined,
    error: undefined,
    cause: undefined,
    stopDate: undefined,
    redriveDate: undefined,
    ended: Promise.resolve(),
  };
  context.executions.set(execution.arn, record);
  follow(context, record, execution.run());
  return record;
}

function readInput(call: SfnCall, text: string): Json {
  if (Buffer.byteLength(text) > 262_144) throw refusal(call, 'InvalidExecutionInput', 'Input exceeds 262144 bytes');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refusal(
      call,
      'InvalidExecutionInput',
      `Invalid State Machine Execution Input: '${(error as Error).message}'`,
    );
  }
}

/** The services, or the answers of a test case where the machine's ARN names one (`...:stateMachine:hire#Case`). */
function servicesFor(call: SfnCall, machine: MachineRecord): Services {
  const { mocks, services } = call.context;
  const [, testCase] = textIn(call, 'stateMachineArn').split('#');
  if (!testCase) return services();
  try {
    if (mocks === undefined) throw new MocksError(`There is no mock configuration for the test case ${testCase}`);
    return mockedServices(services(), mocks, testCaseOf(mocks, machine.name, testCase));
  } catch (error) {
    throw error instanceof MocksError ? new ServiceException('ValidationException', error.message) : error;
  }
}

/** Waits for the end of a run and puts it on record. */
function follow(context: StepFunctionsContext, record: ExecutionRecord, run: Promise<ExecutionResult>): void {
  record.status = 'RUNNING';
  record.output = undefined;
  record.error = undefined;
  record.cause = undefined;
  record.stopDate = undefined;
  context.statusChanged(record);
  record.ended = run
    .catch(
      (fault: Error): Pick<ExecutionResult, 'status' | 'error' | 'cause'> => ({
        status: 'FAILED',
        error: 'States.Runtime',
        cause: `The interpreter failed: ${fault.message}`,
      }),
    )
    .then((result) => {
      record.status = result.status;
      record.output = 'output' in result ? JSON.stringify(result.output) : undefined;
      // An execution that timed out names its error in the history alone.
      record.error = result.status === 'TIMED_OUT' ? undefined : result.error;
      record.cause = result.status === 'TIMED_OUT' ? undefined : result.cause;
      record.stopDate = new Date(context.clock.now()).toISOString();
      context.statusChanged(record);
      context.changed(record.execution.arn);
      forget(context);
    });
}

/** Drops the oldest of the executions that have ended, beyond the number that is kept. */
function forget({ executions: all, keep }: StepFunctionsContext): void {
  for (const [arn, { status }] of all) {
    if (all.size <= keep) return;
    if (status !== 'RUNNING') all.delete(arn);
  }
}

function summary(record: ExecutionRecord): JsonObject {
  const { execution, machine, status, stopDate, redriveDate } = record;
  return {
    executionArn: execution.arn,
    stateMachineArn: machine.arn,
    name: execution.name,
    status,
    startDate: execution.startDate.toISOString(),
    ...(stopDate === undefined ? {} : { stopDate }),
    redriveCount: execution.redriveCount,
    ...(redriveDate === undefined ? {} : { redriveDate }),
  };
}

/** @param included whether input, output, error and cause are told, or only what is known about the execution */
function outcome({ status, output, error, cause, stopDate }: ExecutionRecord, included: boolean): JsonObject {
  const data = {
    ...(output === undefined ? {} : { output }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  };
  return {
    status,
    ...(stopDate === undefined ? {} : { stopDate }),
    ...(output === undefined ? {} : { outputDetails: { included } }),
    ...(included ? data : {}),
  };
}

function inputOf({ inputText }: ExecutionRecord, included: boolean): JsonObject {
  return { ...(included ? { input: inputText } : {}), inputDetails: { included } };
}

function redriveStatus({ status, machine }: ExecutionRecord): JsonObject {
  if (machine.type === 'STANDARD' && status !== 'RUNNING' && status !== 'SUCCEEDED') {
    return { redriveStatus: 'REDRIVABLE' };
  }
  return { redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason: `Execution is ${status} and cannot be redriven` };
}
