import type { Machine } from '../../compiler/index.ts';
import {
  AssemblyError,
  type Cloud,
  createCloud,
  deployAssembly,
  isObject,
  ServiceException,
  serve,
} from '../../local/index.ts';
import { createPage } from '../../page/index.ts';
import { type Command, UsageError } from '../cli/command.ts';
import { compileDocument } from '../cli/compileDocument.ts';
import { compileOptions } from '../cli/compileOptions.ts';
import type { Io } from '../cli/io.ts';
import { isLocalFault, localOptions, readLocalSettings } from '../cli/localOptions.ts';
import type { Parsed } from '../cli/parseArguments.ts';

/** `arazzo-sfn serve`: Step Functions, EventBridge and Amazon Connect on this machine, for AWS clients. */
export const command: Command = {
  name: 'serve',
  operands: '',
  least: 0,
  most: 0,
  summary: 'Answer AWS clients on this machine as Step Functions, EventBridge and Amazon Connect do.',
  options: {
    port: { value: 'NUMBER', short: 'p', text: 'the port to listen on (8083; 0: one that is free)' },
    host: { value: 'ADDRESS', text: 'the address to listen on (127.0.0.1: this machine alone)' },
    machine: {
      value: 'NAME=DOC',
      short: 'm',
      many: true,
      text: 'a state machine that is there, compiled from a document (DOC#WORKFLOW, where it has several)',
    },
    options: compileOptions,
    app: { value: 'FOLDER', text: 'a synthesised CDK app (cdk.out): its machines, rules and targets are there' },
    parameter: { value: 'NAME=VALUE', many: true, text: "a parameter of the app's stacks" },
    ...localOptions,
    keep: { value: 'NUMBER', text: 'how many ended executions are kept (1000)' },
  },
  notes: `
Open the address that is shown in a browser to start, watch, stop and redrive executions, or point a client at it:
  aws --endpoint-url http://127.0.0.1:8083 stepfunctions list-state-machines
Any credentials do. A test case of the mocks is chosen behind the machine's ARN: STATE_MACHINE_ARN#CASE. Ends on Ctrl-C.`,

  async run(parsed, io) {
    try {
      const cloud = cloudOf(parsed);
      const machines = await createMachines(cloud, parsed, io);
      if (machines === undefined) return 1;
      await takeApp(cloud, parsed, io);
      await listen(cloud, machines, parsed, io);
      return 0;
    } catch (error) {
      if (!isInputFault(error)) throw error;
      io.stderr.write(`arazzo-sfn: ${error.message}\n`);
      return 1;
    }
  },
};

function isInputFault(error: unknown): error is Error {
  return isLocalFault(error) || error instanceof AssemblyError || error instanceof ServiceException;
}

function cloudOf(parsed: Parsed): Cloud {
  const keep = wholeNumber(parsed.value('keep'), '--keep');
  return createCloud({ ...readLocalSettings(parsed), ...(keep === undefined ? {} : { keep }) });
}

/** The workflows that became machines; undefined where a document has errors. */
async function createMachines(cloud: Cloud, { all, value }: Parsed, io: Io): Promise<readonly Machine[] | undefined> {
  const machines: Machine[] = [];
  for (const [name, path] of pairs(all('machine'), '--machine')) {
    const [, file = path, workflow] = /^(.*\.(?:ya?ml|json))#([^#]+)$/.exec(path) ?? [];
    const machine = await compileDocument(file, workflow, io, value('options'));
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

async function takeApp(cloud: Cloud, { value, all }: Parsed, io: Io): Promise<void> {
  const folder = value('app');
  if (folder === undefined) return;
  const parameters = [...(await usualParameters(cloud)), ...pairs(all('parameter'), '--parameter')];
  const { machines, rules } = await deployAssembly(cloud, folder, new Map(parameters));
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
async function listen(cloud: Cloud, machines: readonly Machine[], { value, has }: Parsed, io: Io): Promise<void> {
  const port = wholeNumber(value('port'), '--port') ?? 8083;
  const host = value('host') ?? '127.0.0.1';
  const browser = createPage({ cloud, machines, time: has('real-time') ? 'real' : 'virtual' });
  const endpoint = await serve({ backend: cloud.backend, port, host, browser }).catch(
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

function pairs(given: readonly string[], option: string): readonly (readonly [name: string, value: string])[] {
  return given.map((text) => {
    const at = text.indexOf('=');
    if (at < 1 || at === text.length - 1)
      throw new UsageError(`${option} takes NAME=VALUE, not ${JSON.stringify(text)}`);
    return [text.slice(0, at), text.slice(at + 1)] as const;
  });
}

function wholeNumber(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,6}$/.test(text)) throw new UsageError(`${option} takes a whole number, not ${JSON.stringify(text)}`);
  return Number(text);
}
