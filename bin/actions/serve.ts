import { type ApiConnection, documentReader, type FileBounds, type Machine } from '../../compiler/index.ts';
import {
  AssemblyError,
  type Cloud,
  createCloud,
  type Deployed,
  deployAssembly,
  isObject,
  ServiceException,
  serve as serveCloud,
} from '../../local/index.ts';
import { createPage } from '../../page/index.ts';
import { UsageError } from '../cli/command.ts';
import { compileSource } from '../cli/compileDocument.ts';
import { isDefinitionFile, machineNameOf } from '../cli/definitionFile.ts';
import { exampleInput } from '../cli/exampleInput.ts';
import { openDocument } from '../cli/files.ts';
import { callsServers, checkHttp, clockFor, httpSettings, readCredentials } from '../cli/httpSettings.ts';
import type { Io } from '../cli/io.ts';
import { readLocalSettings, showLocalFault } from '../cli/localSettings.ts';
import { logExecutions } from '../cli/logExecutions.ts';
import type { HttpOptions, LocalOptions } from '../cli/options.ts';
import { type FileWatcher, watchFiles } from '../cli/watchFiles.ts';

/** What `serve` is told. */
export interface ServeOptions extends LocalOptions, HttpOptions, FileBounds {
  readonly port: number;
  readonly host: string;
  readonly machine: readonly (readonly [name: string, document: string])[];
  readonly options?: string | undefined;
  readonly app?: string | undefined;
  readonly parameter: readonly (readonly [name: string, value: string])[];
  readonly keep: number;
  readonly watch?: true | undefined;
  readonly enforceIam: boolean;
}

/** Answers AWS clients until the program is told to end. Returns the exit code. */
export async function serve(documents: readonly string[], options: ServeOptions, io: Io): Promise<number> {
  try {
    const served: Served[] = [];
    const named = new Map<string, readonly string[]>();
    const known = () => ({ apis: apisOf(served), named });
    const settings = readLocalSettings(options);
    const clock = clockFor(settings.clock, options);
    const file = readCredentials(options);
    const http = httpSettings(options, file, known, () => clock.now());
    const cloud = createCloud({ ...settings, clock, http, keep: options.keep });
    for (const wanted of [...documents.map(fromDocument), ...options.machine.map(fromOption)]) {
      const made = await createMachines(cloud, wanted, options, io);
      if (made === undefined) return 1;
      served.push(made);
    }
    for (const [arn, names] of await takeApp(cloud, options, io)) named.set(arn, names);
    checkHttp(options, file, known(), io);
    await listen(cloud, served, options, io);
    return 0;
  } catch (error) {
    if (!showInputFault(error, io)) throw error;
    return 1;
  }
}

/** Shows an error that says that something given to the command is not what it should be; says whether it is one. */
function showInputFault(error: unknown, io: Io): boolean {
  if (showLocalFault(error, io)) return true;
  if (!(error instanceof AssemblyError || error instanceof ServiceException)) return false;
  io.stderr.write(`arazzo-sfn: ${error.message}\n`);
  return true;
}

/** A document whose workflows are to be machines, or a definition that is to be one. */
interface Wanted {
  readonly file: string;
  readonly workflow?: string | undefined;
  /** The machine's name; without it, each workflow's id. */
  readonly name?: string;
}

/** A document whose workflows are machines. */
interface Served {
  readonly wanted: Wanted;
  machines: readonly Machine[];
}

/** The HTTP APIs that machines of documents call. */
function apisOf(served: readonly Served[]): readonly ApiConnection[] {
  return served.flatMap(({ machines }) => machines.flatMap(({ connections }) => connections));
}

function fromDocument(path: string): Wanted {
  const [, file = path, workflow] = /^(.*\.(?:ya?ml|json))#([^#]+)$/.exec(path) ?? [];
  return { file, workflow };
}

function fromOption([name, path]: readonly [name: string, document: string]): Wanted {
  return { ...fromDocument(path), name };
}

/** Makes machines of a document's workflows, or of a definition, or sets them to what they are now; undefined where it has errors. */
async function createMachines(
  cloud: Cloud,
  wanted: Wanted,
  options: ServeOptions,
  io: Io,
): Promise<Served | undefined> {
  const { file, workflow, name } = wanted;
  const source = openDocument(file, options);
  if (isDefinitionFile(file)) {
    await setMachine(cloud, name ?? machineNameOf(file), source.text, io);
    return { wanted, machines: [] };
  }
  const compiled = await compileSource(source, documentReader(file, options), { ...options, workflow }, io);
  if (compiled === undefined) return undefined;
  const { machines, workflows } = compiled;
  if (name !== undefined && machines.length > 1) {
    const choice = `--machine ${name}=${file}#${workflows[0]}`;
    throw new UsageError(
      `${file} has several workflows: ${workflows.join(', ')}`,
      `Choose one, for example ${choice}.`,
    );
  }
  for (const machine of machines) {
    await setMachine(cloud, name ?? machine.workflowId, machine.text, io);
  }
  return { wanted, machines };
}

/** Makes a machine, or gives the one of that name another definition. */
async function setMachine(cloud: Cloud, name: string, definition: string, io: Io): Promise<void> {
  const roleArn = `arn:aws:iam::${cloud.account}:role/${name}`;
  const stateMachineArn = `arn:aws:states:${cloud.region}:${cloud.account}:stateMachine:${name}`;
  const { stateMachines } = await cloud.call('sfn', 'ListStateMachines', {});
  const isThere =
    Array.isArray(stateMachines) &&
    stateMachines.some((each) => isObject(each) && each['stateMachineArn'] === stateMachineArn);
  if (isThere) await cloud.call('sfn', 'UpdateStateMachine', { stateMachineArn, definition });
  else await cloud.call('sfn', 'CreateStateMachine', { name, definition, roleArn });
  io.stderr.write(`${stateMachineArn}\n`);
}

/** Takes an app as deployed; gives the names that its connections go by. */
async function takeApp(
  cloud: Cloud,
  { app, parameter, enforceIam }: ServeOptions,
  io: Io,
): Promise<Deployed['connections']> {
  if (app === undefined) return new Map();
  const parameters = [...(await usualParameters(cloud)), ...parameter];
  const deployed = await deployAssembly(cloud, app, new Map(parameters), { enforceIam });
  const { machines, rules, buckets, openRoles, connections } = deployed;
  for (const arn of machines) io.stderr.write(`${arn}\n`);
  for (const name of rules) io.stderr.write(`rule ${name}\n`);
  for (const name of buckets) io.stderr.write(`s3://${name}\n`);
  for (const id of openRoles)
    io.stderr.write(`${id}: calls aren't held against this role, not all of its policies are known\n`);
  return connections;
}

/** What the stacks of this project ask for, as far as this machine knows it: the instance that agents are onboarded into. */
async function usualParameters(cloud: Cloud): Promise<readonly (readonly [name: string, value: string])[]> {
  const { InstanceSummaryList: instances } = await cloud.call('connect', 'ListInstances', {});
  const [instance] = Array.isArray(instances) ? instances.filter(isObject) : [];
  return instance === undefined ? [] : [['ConnectInstanceId', String(instance['Id'])]];
}

/** Listens until the program is told to end. */
async function listen(cloud: Cloud, served: readonly Served[], options: ServeOptions, io: Io): Promise<void> {
  const { port, host } = options;
  const machines = served.flatMap((each) => each.machines);
  const browser = createPage({
    cloud,
    machines,
    time: options.realTime || callsServers(options) ? 'real' : 'virtual',
    example(machine) {
      const document = served.find((each) => each.machines.includes(machine))?.wanted.file;
      return document === undefined ? undefined : exampleInput(document, options, io);
    },
  });
  const endpoint = await serveCloud({ backend: cloud.backend, port, host, browser }).catch(
    (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'the port is taken; choose another one by --port' : error.message;
      throw new UsageError(`can't listen on ${host}, port ${port}: ${reason}`);
    },
  );
  io.stdout.write(`${endpoint.url}\n`);
  io.stderr.write('Open the address in a browser, or point an AWS client at it. Ctrl-C ends it; nothing is kept.\n');
  const endLog = logExecutions(cloud, io.stderr);
  const watcher = options.watch ? watchDocuments(cloud, served, machines, options, io) : undefined;
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  watcher?.close();
  endLog();
  await endpoint.close();
}

/**
 * Sets machines anew when their documents change; with errors they stay what they are.
 * @param machines takes what they become
 */
function watchDocuments(
  cloud: Cloud,
  served: readonly Served[],
  machines: Machine[],
  options: ServeOptions,
  io: Io,
): FileWatcher {
  const reload = async (): Promise<void> => {
    for (const each of served) {
      try {
        const made = await createMachines(cloud, each.wanted, options, io);
        each.machines = made?.machines ?? each.machines;
        machines.push(...(made?.machines ?? []));
      } catch (error) {
        // A document may be away for a moment.
        if (!(error instanceof UsageError || showInputFault(error, io))) throw error;
        if (error instanceof UsageError) io.stderr.write(`${error.message}\n`);
      }
    }
  };
  const watcher = watchFiles(() => void reload());
  watcher.watch(served.map(({ wanted }) => wanted.file));
  return watcher;
}
