import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { AwsOperation } from '../../compiler/apis/index.ts';
import { packageRoot, shippedModels } from '../../compiler/node/index.ts';
import { findTarget, projectFiles } from '../../discovery/index.ts';
import { readConnectData } from '../../local/index.ts';
import { ask, canAsk } from '../aws/askSecret.ts';
import { UsageError } from '../cli/command.ts';
import { makeFolder, readFile, writeFile } from '../cli/files.ts';
import type { Io } from '../cli/io.ts';

/** What `init` is told beside the folder. */
export interface InitOptions {
  readonly service?: string | undefined;
  readonly operations?: string | undefined;
}

/** Writes the beginning of a project. Returns the exit code. */
export async function init(folder: string | undefined, options: InitOptions, io: Io): Promise<number> {
  if (options.service !== undefined) checkService(options.service);
  const given = options.operations ?? (await askFor('what to call, such as connect:createUser; several with commas'));
  const operations = given
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map((each) => operationOf(each, options.service));
  if (operations.length === 0) throw new UsageError('no operation is named');
  const target = folder ?? '.';
  const name = nameOf(target);
  const files = projectFiles({ name, operations, examples: examples(), manifest: manifest(), models: shippedModels });
  const there = files.filter((file) => existsSync(join(target, file.name))).map((file) => file.name);
  if (there.length > 0) throw new UsageError(`${there.join(', ')} in ${target} would be overwritten`);
  makeFolder(target);
  for (const file of files) {
    writeFile(join(target, file.name), file.text);
    io.stderr.write(`${join(target, file.name)}\n`);
  }
  io.stderr.write(
    `\nNext:\n${nextSteps(name, folder)
      .map((line) => `  ${line}\n`)
      .join('')}`,
  );
  return 0;
}

function checkService(name: string): void {
  const target = findTarget(name, shippedModels);
  if (target.kind === 'none') throw new UsageError(target.message, target.help);
  if (target.kind === 'operation') throw new UsageError(`${name} is an operation`, `Give it by --operations ${name}.`);
}

function operationOf(text: string, service: string | undefined): AwsOperation {
  const target = findTarget(text.includes(':') || service === undefined ? text : `${service}:${text}`, shippedModels);
  switch (target.kind) {
    case 'operation':
      if (target.operation.supported) return target.operation;
      throw new UsageError(`Step Functions can't call ${text}`);
    case 'service':
      throw new UsageError(`${text} is a service`, `Name an operation of it: ${target.service.resource}:...`);
    case 'none':
      throw new UsageError(target.message, target.help);
    default:
      return target satisfies never;
  }
}

/** @throws UsageError where nobody can be asked */
async function askFor(what: string): Promise<string> {
  if (canAsk()) return ask(what);
  throw new UsageError('no operation is named', 'Give --operations, for example --operations connect:createUser.');
}

/** The folder's name as a workflow, a stack and a package can have it. */
function nameOf(folder: string): string {
  const name = basename(resolve(folder))
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '');
  return name === '' ? 'workflow' : name.slice(0, 80);
}

/** Ids that the Amazon Connect on this machine knows, so that a run goes through. */
function examples(): ReadonlyMap<string, string> {
  const { instances: [instance] = [] } = readConnectData(
    readFile(join(packageRoot(), 'local', 'connect', 'default.yml')),
  );
  if (instance === undefined) return new Map();
  const ids: readonly (readonly [string, string | undefined])[] = [
    ['InstanceId', instance.Id],
    ['RoutingProfileId', instance.routingProfiles?.[0]?.Id],
    ['SecurityProfileIds', instance.securityProfiles?.[0]?.Id],
    ['QueueId', instance.queues?.[0]?.Id],
    ['HoursOfOperationId', instance.hoursOfOperation?.[0]?.Id],
    ['ContactFlowId', instance.contactFlows?.[0]?.Id],
  ];
  return new Map(ids.flatMap(([member, id]) => (id === undefined ? [] : [[`connect:${member}`, id] as const])));
}

function manifest() {
  return JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'));
}

function nextSteps(name: string, folder: string | undefined): readonly string[] {
  return [
    ...(folder === undefined ? [] : [`cd ${folder}`]),
    'npm install',
    'npx arazzo-sfn check',
    `npx arazzo-sfn run ${name}.yml --input ${name}.input.json`,
    'npm test',
    'npm run synth',
  ];
}
