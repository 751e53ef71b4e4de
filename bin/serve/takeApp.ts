import { printable } from '../../compiler/diagnostics/index.ts';
import { type Cloud, type Deployed, deployAssembly, isObject, type TakenParameter } from '../../local/index.ts';
import type { Io } from '../cli/io.ts';

/** The app that is to be there, and how. */
export interface AppOptions {
  readonly app?: string | undefined;
  readonly parameter: readonly (readonly [name: string, value: string])[];
  readonly enforceIam: boolean;
}

/**
 * Takes an app as deployed, and shows what of it is there; gives the names that its connections go by.
 * @throws AssemblyError where there is none, or it can't be taken
 */
export async function takeApp(
  cloud: Cloud,
  { app, parameter, enforceIam }: AppOptions,
  { stderr }: Io,
): Promise<Deployed['connections']> {
  if (app === undefined) return new Map();
  const usual = await usualParameters(cloud);
  const deployed = await deployAssembly(cloud, app, new Map(parameter), { enforceIam, usual });
  const { machines, rules, buckets, openRoles, parameters, connections } = deployed;
  for (const arn of machines) stderr.write(`${arn}\n`);
  for (const name of rules) stderr.write(`rule ${name}\n`);
  for (const name of buckets) stderr.write(`s3://${name}\n`);
  for (const line of new Set(parameters.map(shown))) stderr.write(printable(line).concat('\n'));
  for (const id of openRoles)
    stderr.write(`${id}: calls aren't held against this role, not all of its policies are known\n`);
  return connections;
}

const origins: Readonly<Record<TakenParameter['from'], string>> = {
  given: '',
  usual: 'of the local Amazon Connect',
  default: 'default',
};

/** A parameter in one line: its value, where that comes from, what else it may be, what it is for. */
function shown({ name, value, from, allowed, description, isSecret }: TakenParameter): string {
  const choice = allowed.length === 0 ? '' : `one of ${allowed.join(', ')}`;
  const notes = [origins[from], choice].filter((note) => note !== '').join('; ');
  const about = description === undefined ? '' : `: ${description}`;
  return `parameter ${name}=${isSecret ? '****' : value}${notes === '' ? '' : ` (${notes})`}${about}`;
}

/** What the stacks of this project ask for, as far as this machine knows it: the instance that agents are onboarded into. */
async function usualParameters(cloud: Cloud): Promise<ReadonlyMap<string, string>> {
  const { InstanceSummaryList: instances } = await cloud.call('connect', 'ListInstances', {});
  const [instance] = Array.isArray(instances) ? instances.filter(isObject) : [];
  return new Map(instance === undefined ? [] : [['ConnectInstanceId', String(instance['Id'])]]);
}
