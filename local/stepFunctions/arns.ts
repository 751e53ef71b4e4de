import { refusal, textIn } from '../services/index.ts';
import type { ExecutionRecord, MachineRecord, SfnCall, StepFunctionsContext } from './store.ts';

export function arnOf({ region, account }: StepFunctionsContext, type: string, path: string): string {
  return `arn:aws:states:${region}:${account}:${type}:${path}`;
}

/** Refuses what is no ARN of Step Functions. */
export function checkArn(call: SfnCall, arn: string): void {
  if (/^arn:aws[a-z-]*:states:[^:]*:[^:]*:[a-zA-Z]+:.+$/.test(arn)) return;
  throw refusal(call, 'InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${arn.slice(0, 100)}'`);
}

/** The state machine that the request names. A test case of mocks (`#Case`) and a version or alias (`:1`) are cut off. */
export function machineOf(call: SfnCall): MachineRecord {
  const arn = textIn(call, 'stateMachineArn');
  checkArn(call, arn);
  const { machines } = call.context;
  const bare = arn.replace(/#.*$/, '');
  const machine = machines.get(bare) ?? machines.get(bare.split(':').slice(0, 7).join(':'));
  if (machine === undefined) {
    throw refusal(call, 'StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  }
  return machine;
}

/** The execution that the request names. */
export function executionOf(call: SfnCall): ExecutionRecord {
  const arn = textIn(call, 'executionArn');
  checkArn(call, arn);
  const record = call.context.executions.get(arn);
  if (record === undefined) throw refusal(call, 'ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  return record;
}

/** Refuses a name that no state machine or execution can have. */
export function checkName(call: SfnCall, name: string): void {
  if (/^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u.test(name)) return;
  throw refusal(call, 'InvalidName', `Invalid Name: '${name.slice(0, 100)}'`);
}
