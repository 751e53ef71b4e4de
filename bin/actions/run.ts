import { dirname } from 'node:path';
import { executionsOf } from '../../batch/index.ts';
import { printable } from '../../compiler/diagnostics/index.ts';
import type { Machine } from '../../compiler/index.ts';
import { inputSkeleton } from '../../discovery/index.ts';
import {
  type Clock,
  createCloud,
  enforceRole,
  isObject,
  type Json,
  localServices,
  roleOf,
  runMachine,
  stepFunctionsClient,
} from '../../local/index.ts';
import { type ObservedCall, observedServices, recordedScenario } from '../../scenario/index.ts';
import { placeOfFailure } from '../aws/endOf.ts';
import { eachRow } from '../batch/eachRow.ts';
import { localSecrets } from '../batch/localSecrets.ts';
import { type EachOptions, noInput } from '../batch/options.ts';
import { UsageError } from '../cli/command.ts';
import { compileDocument } from '../cli/compileDocument.ts';
import { isDefinitionFile } from '../cli/definitionFile.ts';
import { checkTarget, writeFile } from '../cli/files.ts';
import { checkHttp, clockFor, httpSettings, readCredentials } from '../cli/httpSettings.ts';
import type { Io } from '../cli/io.ts';
import { lastCall } from '../cli/lastCall.ts';
import { readLocalSettings, showLocalFault } from '../cli/localSettings.ts';
import type { DocumentOptions, HttpOptions, LocalOptions } from '../cli/options.ts';
import { readEnforcement } from '../cli/readEnforcement.ts';
import { readInput } from '../cli/readInput.ts';
import { type ExecutionFormat, progressAs, showEnd } from '../cli/showExecution.ts';
import { mocked } from './mocked.ts';
import { runDefinition } from './runDefinition.ts';

/** What `run` is told beside the document. */
export interface RunOptions extends DocumentOptions, LocalOptions, HttpOptions, EachOptions {
  readonly input?: string | undefined;
  readonly case?: string | undefined;
  readonly record?: string | undefined;
  readonly verbose?: true | undefined;
  readonly format: ExecutionFormat;
  readonly enforceIam?: string | true | undefined;
}

/** Runs a workflow, or a definition, on this machine. Returns the exit code. */
export async function run(document: string, options: RunOptions, io: Io): Promise<number> {
  if (options.verbose && options.format !== 'text') throw new UsageError('--verbose shows text for people');
  try {
    return await (isDefinitionFile(document) ? runDefinition : execute)(document, options, io);
  } catch (error) {
    if (!showLocalFault(error, io)) throw error;
    return 1;
  }
}

async function execute(document: string, options: RunOptions, io: Io): Promise<number> {
  const { format, record } = options;
  if (record !== undefined) checkTarget(record);
  const machine = await compileDocument(document, options, io);
  if (machine === undefined) return 1;
  if (options.each !== undefined) return runEach(options.each, machine, options, io);
  const input = readInput(options.input ?? noInput(), io);
  if (input === undefined) return 1;

  const settings = readLocalSettings(options);
  const madeUp = new Set<string>();
  const { services, clock } = localServices({
    ...settings,
    ...httpOf(machine, options, settings.clock, io),
    onMadeUp: (operation) => madeUp.add(operation),
  });
  const calls: ObservedCall[] = [];
  const answering = mocked(services, settings.mocks, machine.workflowId, options.case);
  const role = roleOf(machine, readEnforcement(options.enforceIam));
  const observed = observedServices(enforceRole(answering, role), (call) => calls.push(call));
  if (format === 'text') io.stderr.write(`${printable(machine.workflowId)}\n`);
  const detailOf = options.verbose ? lastCall(machine, input, calls) : undefined;
  const started = clock.now();
  const result = await runMachine(JSON.parse(machine.text), input, {
    services: observed,
    clock,
    machineName: machine.workflowId,
    onProgress: progressAs(format, Object.keys(machine.definition.States), io, { detailOf }),
  });
  if (format === 'text' && madeUp.size > 0) {
    const names = [...madeUp].join(', ');
    io.stderr.write(`made-up answers from the models: ${names} (say in scenarios or --mocks what they answer)\n`);
  }
  if (record !== undefined) {
    const folder = dirname(record);
    const shown = withoutSecrets(input, machine);
    writeFile(record, recordedScenario({ machine, document, folder, input: shown, secretInput: input, calls, result }));
  }
  const { status, output, error, cause, failedState } = result;
  const milliseconds = clock.now() - started;
  const at = placeOfFailure(failedState, cause, machine);
  const ended = {
    status,
    outputs: output,
    state: failedState,
    error,
    cause,
    milliseconds,
    calls: result.calls.length,
    at,
  };
  return showEnd(ended, format, io);
}

/** How the machine's HTTP APIs are called, and the clock. */
function httpOf({ connections: apis }: Machine, options: RunOptions, given: Clock | undefined, io: Io) {
  const known = { apis, named: new Map() };
  const file = readCredentials(options);
  checkHttp(options, file, known, io);
  const clock = clockFor(given, options);
  return {
    clock,
    http: httpSettings(
      options,
      file,
      () => known,
      () => clock.now(),
    ),
  };
}

/** Runs an execution for each row of a file, all of them against the same services. */
async function runEach(file: string, compiled: Machine, options: RunOptions, io: Io): Promise<number> {
  const settings = readLocalSettings(options);
  const { clock, http } = httpOf(compiled, options, settings.clock, io);
  const cloud = createCloud({ ...settings, clock, http, keep: Number.POSITIVE_INFINITY });
  const { workflowId: name, text } = compiled;
  const roleArn = `arn:aws:iam::${cloud.account}:role/${name}`;
  const { stateMachineArn } = await cloud.call('sfn', 'CreateStateMachine', { name, definition: text, roleArn });
  const role = roleOf(compiled, readEnforcement(options.enforceIam), cloud);
  if (role !== undefined) cloud.enforce(roleArn, role.statements);
  const executions = executionsOf(String(stateMachineArn), stepFunctionsClient(cloud));
  return eachRow(
    file,
    { compiled, definition: JSON.parse(text), executions, secrets: localSecrets(cloud), pace: clock },
    options,
    io,
  );
}

/** The input with a stand-in for each secret in it that the workflow takes as well. */
function withoutSecrets(input: Json, { inputsSchema, secretInputs: secrets }: Machine): Json {
  const standIns = inputSkeleton(inputsSchema, { all: true, secrets });
  if (!isObject(input) || !isObject(standIns)) return input;
  const given = secrets.filter((name) => Object.hasOwn(input, name));
  return { ...input, ...Object.fromEntries(given.map((name) => [name, standIns[name] ?? '(secret)'])) };
}
