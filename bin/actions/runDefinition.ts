import { printable } from '../../compiler/diagnostics/index.ts';
import { createCloud, enforceRole, isObject, localServices, roleOf, runMachine } from '../../local/index.ts';
import { noInput } from '../batch/options.ts';
import { UsageError } from '../cli/command.ts';
import { machineNameOf } from '../cli/definitionFile.ts';
import { openDocument } from '../cli/files.ts';
import { clockFor, httpSettings, readCredentials } from '../cli/httpSettings.ts';
import type { Io } from '../cli/io.ts';
import { readLocalSettings } from '../cli/localSettings.ts';
import { readEnforcement } from '../cli/readEnforcement.ts';
import { readInput } from '../cli/readInput.ts';
import { progressAs, showEnd } from '../cli/showExecution.ts';
import { mocked } from './mocked.ts';
import type { RunOptions } from './run.ts';

/** Runs a definition that stands in a file, whoever wrote it. Returns the exit code. */
export async function runDefinition(path: string, options: RunOptions, io: Io): Promise<number> {
  refuseOptions(path, options);
  const { format, case: testCase } = options;
  const { text } = openDocument(path, options);
  if (!(await isValid(path, text, io))) return 1;
  const input = readInput(options.input ?? noInput(), io);
  if (input === undefined) return 1;

  const name = machineNameOf(path);
  const settings = readLocalSettings(options);
  const time = clockFor(settings.clock, options);
  // Which API a connection is for isn't known of a definition.
  const known = { apis: [], named: new Map() };
  const http = httpSettings(
    options,
    readCredentials(options),
    () => known,
    () => time.now(),
  );
  const { services, clock } = localServices({ ...settings, clock: time, http });
  const { mocks } = settings;
  const answering = mocked(services, mocks, name, testCase);
  const role = roleOf({ workflowId: name, permissions: [], connections: [] }, readEnforcement(options.enforceIam));
  const definition = JSON.parse(text);
  if (format === 'text') io.stderr.write(`${printable(name)}\n`);
  const started = clock.now();
  const { status, output, error, cause, failedState, calls } = await runMachine(definition, input, {
    services: enforceRole(answering, role),
    clock,
    machineName: name,
    onProgress: progressAs(format, Object.keys(definition.States), io),
  });
  const milliseconds = clock.now() - started;
  const ended = { status, outputs: output, state: failedState, error, cause, milliseconds, calls: calls.length };
  return showEnd(ended, format, io);
}

/** Options that say something of a document, or need what the compiler knows of it. */
function refuseOptions(path: string, { workflow, options, each, record, verbose, enforceIam }: RunOptions): void {
  const derived = enforceIam === true ? enforceIam : undefined;
  const given = { workflow, options, each, record, verbose, 'enforce-iam': derived };
  const [first] = Object.entries(given).filter(([, value]) => value !== undefined);
  if (first === undefined) return;
  const help = first[0] === 'enforce-iam' ? 'Give the file of a policy.' : undefined;
  throw new UsageError(`${path} is a definition, and --${first[0]} is for documents`, help);
}

/** Whether Step Functions would take a definition; why not is shown. */
async function isValid(path: string, definition: string, { stderr }: Io): Promise<boolean> {
  const { diagnostics } = await createCloud().call('sfn', 'ValidateStateMachineDefinition', { definition });
  const wrong = (Array.isArray(diagnostics) ? diagnostics : []).filter(isObject);
  const errors = wrong.filter(({ severity }) => severity === 'ERROR');
  for (const { location, message, code } of errors)
    stderr.write(`${printable(`${path}: ${String(location ?? '/')}: ${String(message)} [${String(code)}]`)}\n`);
  return errors.length === 0;
}
