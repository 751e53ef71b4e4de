import { refusal, textIn } from '../services/index.ts';
import type { Alias, ExecutionRecord, MachineRecord, SfnCall, StepFunctionsContext, Target, Version } from './store.ts';

export function arnOf({ region, account }: StepFunctionsContext, type: string, path: string): string {
  return `arn:aws:states:${region}:${account}:${type}:${path}`;
}

/** Refuses what is no ARN of Step Functions. */
export function checkArn(call: SfnCall, arn: string): void {
  if (/^arn:aws[a-z-]*:states:[^:]*:[^:]*:[a-zA-Z]+:.+$/.test(arn)) return;
  throw refusal(call, 'InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${arn.slice(0, 100)}'`);
}

/** The state machine that the request names by its own ARN. */
export function machineOf(call: SfnCall): MachineRecord {
  const arn = textIn(call, 'stateMachineArn');
  checkArn(call, arn);
  return call.context.machines.get(arn) ?? noMachine(call, arn);
}

/** The machine whose version or alias an ARN names, where it is there, and the ARN's last part: a number or a name. */
export function qualified(
  call: SfnCall,
  arn: string,
): { readonly machine: MachineRecord | undefined; readonly qualifier: string } {
  checkArn(call, arn);
  const at = arn.lastIndexOf(':');
  return { machine: call.context.machines.get(arn.slice(0, at)), qualifier: arn.slice(at + 1) };
}

/** What the request names by the ARN of a machine, a version or an alias; a test case of mocks (`#Case`) is cut off. */
export function targetOf(call: SfnCall): Target {
  const arn = textIn(call, 'stateMachineArn').replace(/#.*$/, '');
  const { machine, qualifier } = qualified(call, arn);
  const whole = call.context.machines.get(arn);
  if (whole !== undefined) return { machine: whole, revision: whole.revision, version: undefined, alias: undefined };
  const alias = machine?.aliases.get(qualifier);
  const version = alias === undefined ? machine?.versions.get(Number(qualifier)) : routed(call, alias);
  if (machine === undefined || version === undefined) return noMachine(call, arn);
  return { machine, revision: version.revision, version, alias };
}

/** One of an alias's versions, by their weights. */
function routed({ context }: SfnCall, { routes: [first, second] }: Alias): Version | undefined {
  if (first === undefined || second === undefined) return first?.version;
  return context.random() * 100 < first.weight ? first.version : second.version;
}

function noMachine(call: SfnCall, arn: string): never {
  throw refusal(call, 'StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
}

/** The execution that the request names. */
export function executionOf(call: SfnCall): ExecutionRecord {
  const arn = textIn(call, 'executionArn');
  checkArn(call, arn);
  const record = call.context.executions.get(arn) ?? call.context.children.get(arn);
  if (record === undefined) throw refusal(call, 'ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  return record;
}

/** Refuses a name that no state machine or execution can have. */
export function checkName(call: SfnCall, name: string): void {
  if (/^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u.test(name)) return;
  throw refusal(call, 'InvalidName', `Invalid Name: '${name.slice(0, 100)}'`);
}
