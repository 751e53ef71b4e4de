import { createExecution, type Json, parseJson, type Services } from '../interpreter/index.ts';
import { MocksError, mockedServices, refusal, ServiceException, testCaseOf, textIn } from '../services/index.ts';
import { arnOf, checkName } from './arns.ts';
import { roomFor } from './keeping.ts';
import { mapRunKeeper } from './mapRunKeeper.ts';
import { follow, recordOf } from './records.ts';
import type { ExecutionRecord, MachineRecord, SfnCall, Target } from './store.ts';

/** Starts an execution, or tells of the one that runs already under this name with this input. */
export function startExecution(call: SfnCall, started: Target, name: string): ExecutionRecord {
  const { context } = call;
  const { machine, revision } = started;
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
  const held = { characters: 0 };
  const execution = createExecution(revision.definition, input, {
    services: context.under(servicesFor(call, machine), revision.roleArn),
    tokens: context.tokens,
    clock: context.clock,
    machineName: machine.name,
    name,
    arn,
    region: context.region,
    account: context.account,
    roleArn: revision.roleArn,
    seed: Math.floor(context.random() * 2 ** 32),
    longestSeconds: longest[machine.type],
    historyRoom: roomFor(context, held),
    onEvent: () => context.changed(arn),
    mapRuns: mapRunKeeper(context, started),
  });
  const record = recordOf(execution, started, inputText, held);
  context.executions.set(execution.arn, record);
  follow(context, record, execution.run());
  return record;
}

/** How long an execution may run, in seconds: five minutes, and a year. */
const longest = { EXPRESS: 300, STANDARD: 31_536_000 } as const;

function readInput(call: SfnCall, text: string): Json {
  if (Buffer.byteLength(text) > 262_144) throw refusal(call, 'InvalidExecutionInput', 'Input exceeds 262144 bytes');
  try {
    return parseJson(text);
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
