import type { FileBounds, Machine } from '../../compiler/index.ts';
import {
  AssemblyError,
  type Cloud,
  createCloud,
  deployAssembly,
  isObject,
  ServiceException,
  serve as serveCloud,
} from '../../local/index.ts';
import { createPage } from '../../page/index.ts';
import { UsageError } from '../cli/command.ts';
import { compileDocument } from '../cli/compileDocument.ts';
import type { Io } from '../cli/io.ts';
import { readLocalSettings, showLocalFault } from '../cli/localSettings.ts';
import type { LocalOptions } from '../cli/options.ts';

/** What `serve` is told. */
export interface ServeOptions extends LocalOptions, FileBounds {
  readonly port: number;
  readonly host: string;
  readonly machine: readonly (readonly [name: string, document: string])[];
  readonly options?: string | undefined;
  readonly app?: string | undefined;
  readonly parameter: readonly (readonly [name: string, value: string])[];
  readonly keep: number;
}

/** Answers AWS clients until the program is told to end. Returns the exit code. */
export async function serve(options: ServeOptions, io: Io): Promise<number> {
  try {
    const cloud = createCloud({ ...readLocalSettings(options), keep: options.keep });
    const machines = await createMachines(cloud, options, io);
    if (machines === undefined) return 1;
    await takeApp(cloud, options, io);
    await listen(cloud, machines, options, io);
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

/** The workflows that became machines; undefined where a document has errors. */
async function createMachines(cloud: Cloud, options: ServeOptions, io: Io): Promise<readonly Machine[] | undefined> {
  const machines: Machine[] = [];
  for (const [name, path] of options.machine) {
    const [, file = path, workflow] = /^(.*\.(?:ya?ml|json))#([^#]+)$/.exec(path) ?? [];
    const machine = await compileDocument(file, { ...options, workflow }, io);
    if (machine === undefined) return undefined;
    machines.push(machine);
    const roleArn = `arn:aws:iam::${cloud.account}:role/${machine.workflowId}`;
    const { stateMachineArn } = await cloud.call('sfn', 'CreateStateMachine', {
      name,
      definition: machine.text,
      roleArn,
    });
    io.stderr.write(`${String(stateMachineArn)}\n`);
  }
  return machines;
}

async function takeApp(cloud: Cloud, { app, parameter }: ServeOptions, io: Io): Promise<void> {
  if (app === undefined) return;
  const parameters = [...(await usualParameters(cloud)), ...parameter];
  const { machines, rules } = await deployAssembly(cloud, app, new Map(parameters));
  for (const arn of machines) io.stderr.write(`${arn}\n`);
  for (const name of rules) io.stderr.write(`rule ${name}\n`);
}

/** What the stacks of this project ask for, as far as this machine knows it: the instance that agents are onboarded into. */
async function usualParameters(cloud: Cloud): Promise<readonly (readonly [name: string, value: string])[]> {
  const { InstanceSummaryList: instances } = await cloud.call('connect', 'ListInstances', {});
  const [instance] = Array.isArray(instances) ? instances.filter(isObject) : [];
  return instance === undefined ? [] : [['ConnectInstanceId', String(instance['Id'])]];
}

/** Listens until the program is told to end. */
async function listen(cloud: Cloud, machines: readonly Machine[], options: ServeOptions, io: Io): Promise<void> {
  const { port, host, realTime } = options;
  const browser = createPage({ cloud, machines, time: realTime ? 'real' : 'virtual' });
  const endpoint = await serveCloud({ backend: cloud.backend, port, host, browser }).catch(
    (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'the port is taken; choose another one by --port' : error.message;
      throw new UsageError(`can't listen on ${host}, port ${port}: ${reason}`);
    },
  );
  io.stdout.write(`${endpoint.url}\n`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  await endpoint.close();
}
