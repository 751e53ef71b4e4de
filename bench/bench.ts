/*
 * `npm run bench`: how long things take on this machine. Prints a table; nothing fails on a figure.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '../compiler/index.ts';
import { packageRoot, shippedModels } from '../compiler/node/index.ts';
import { localServices, runMachine } from '../local/index.ts';
import { benchEditor } from './editor.ts';
import { median, milliseconds, timed, times } from './figures.ts';
import { hostileFamilies } from './hostileFamilies.ts';
import { largeDocument } from './largeDocument.ts';
import { benchLocal } from './local.ts';
import { benchProcesses } from './processes.ts';

const root = packageRoot();
const path = join(root, 'workflows', 'amazon-connect-provision-user.yml');
const input = join(root, 'workflows', 'amazon-connect-provision-user.input.json');
const program = join(root, 'dist', 'bin', 'arazzo-sfn.js');
const source = { name: path, text: readFileSync(path, 'utf8') };

function row(name: string, figure: string, aim: string): void {
  process.stdout.write(`${name.padEnd(44)}${figure.padStart(22)}   ${aim}\n`);
}

/** Compiling in a process that is warm, and documents of many steps. */
function benchCompile(): void {
  times(100, () => timed(() => compile(source)));
  row('warm compile', milliseconds(median(times(300, () => timed(() => compile(source))))), 'at most 1.5 ms');
  const large = (steps: number) => {
    const text = largeDocument(steps);
    return median(times(3, () => timed(() => compile({ name: 'large.yml', text }))));
  };
  const thousand = large(1000);
  const tenThousand = large(10_000);
  row('1,000 steps', milliseconds(thousand), 'under 1 s');
  row(
    '10,000 steps',
    `${milliseconds(tenThousand)}, ${(tenThousand / thousand).toFixed(1)} times`,
    'at most 12 times 1,000 steps',
  );
}

/** Documents that were made to take long: four times as much of it is to take about four times as long, or be refused. */
function benchHostile(): void {
  for (const [name, family] of Object.entries(hostileFamilies)) {
    const took = (count: number) => {
      const text = family(count);
      return median(times(3, () => timed(() => compile({ name: 'hostile.yml', text }))));
    };
    const [small, large] = [took(1000), took(4000)];
    row(`1,000 ${name}`, `${milliseconds(small)}, ${(large / small).toFixed(1)} times`, 'at most 5 times for 4,000');
  }
}

/** Reading an operation of models that have not been read. */
function benchModels(): void {
  const figures = ['ec2', 'sagemaker', 'iam', 's3', 'dynamodb', 'rds'].map((resource) => ({
    resource,
    time: timed(() => {
      const service = shippedModels.service(resource);
      service?.operation(service.operationNames[0] ?? '');
    }),
  }));
  const [slowest] = [...figures].sort((a, b) => b.time - a.time);
  row(
    'an operation of a new model, median of six',
    milliseconds(median(figures.map(({ time }) => time))),
    'at most 15 ms',
  );
  row(`the slowest, ${slowest?.resource}`, milliseconds(slowest?.time ?? Number.NaN), '');
}

/** Executions one after the other, each of a user of its own. */
async function benchExecutions(): Promise<void> {
  const [machine] = compile(source).machines;
  if (machine === undefined) throw new Error('the shipped workflow does not compile');
  const definition = JSON.parse(machine.text);
  const given = JSON.parse(readFileSync(input, 'utf8'));
  const { services, clock } = localServices();
  let count = 0;
  const execute = async () => {
    count += 1;
    const { status } = await runMachine(definition, { ...given, username: `user.${count}` }, { services, clock });
    if (status !== 'SUCCEEDED') throw new Error(`the execution ended with ${status}`);
  };
  for (let at = 0; at < 100; at += 1) await execute();
  const before = count;
  const start = performance.now();
  while (performance.now() - start < 3000) await execute();
  const perSecond = ((count - before) * 1000) / (performance.now() - start);
  row('local executions on one core', `${perSecond.toFixed(0)} per second`, 'at least 300 per second');
}

async function main(): Promise<void> {
  row(`node ${process.version}`, '', '');
  benchProcesses(program, path, row);
  benchModels();
  benchCompile();
  benchEditor(row);
  benchHostile();
  await benchExecutions();
  await benchLocal(row);
}

void main();
