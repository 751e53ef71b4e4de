import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { compile } from '../compiler/index.ts';
import { packageRoot } from '../compiler/node/index.ts';
import { createCloud, type JsonObject } from '../local/index.ts';
import type { Row } from './figures.ts';

const root = packageRoot();
const roleArn = 'arn:aws:iam::123456789012:role/bench';

/** The shipped workflow, compiled, and its example input. */
function provisionUser() {
  const path = join(root, 'workflows', 'amazon-connect-provision-user');
  const [machine] = compile({ name: `${path}.yml`, text: readFileSync(`${path}.yml`, 'utf8') }).machines;
  if (machine === undefined) throw new Error('the shipped workflow does not compile');
  const input: JsonObject = JSON.parse(readFileSync(`${path}.input.json`, 'utf8'));
  return { definition: machine.text, inputOf: (user: number) => ({ ...input, username: `user.${user}` }) };
}

/** Executions through the endpoint, and what they leave in memory. */
export async function benchLocal(row: Row): Promise<void> {
  await benchEndpoint(row);
  await benchMemory(row);
}

/** Fifty clients of a server in a process of its own: each starts an execution, waits for its end, starts the next. */
async function benchEndpoint(row: Row): Promise<void> {
  const server = spawn(process.execPath, [join(root, 'dist', 'bin', 'arazzo-sfn.js'), 'serve', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const call = client(await urlOf(server));
    const { definition, inputOf } = provisionUser();
    const { stateMachineArn } = await call('CreateStateMachine', { name: 'bench', definition, roleArn });
    let count = 0;
    let done = 0;
    const execute = async (): Promise<void> => {
      count += 1;
      const input = JSON.stringify(inputOf(count));
      const { executionArn } = await call('StartExecution', { stateMachineArn, input });
      for (;;) {
        const { status } = await call('DescribeExecution', { executionArn });
        if (status === 'SUCCEEDED') break;
        if (status !== 'RUNNING') throw new Error(`the execution ended with ${status}`);
      }
      done += 1;
    };
    for (let at = 0; at < 100; at += 1) await execute();
    const before = done;
    const start = performance.now();
    const worker = async (): Promise<void> => {
      while (performance.now() - start < 5000) await execute();
    };
    await Promise.all(Array.from({ length: 50 }, worker));
    const perSecond = ((done - before) * 1000) / (performance.now() - start);
    row('through the endpoint, 50 clients', `${perSecond.toFixed(0)} per second`, 'at least 200 per second');
  } finally {
    server.kill();
  }
}

async function urlOf({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('the server has no output');
  for await (const line of createInterface(stdout)) return line;
  throw new Error('the server ended before it listened');
}

function client(url: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 50 });
  const { hostname, port } = new URL(url);
  return (operation: string, body: object): Promise<Record<string, string>> =>
    new Promise((resolve, reject) => {
      const headers = { 'x-amz-target': `AWSStepFunctions.${operation}` };
      const sent = request({ hostname, port, method: 'POST', agent, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => {
          if (response.statusCode === 200) resolve(JSON.parse(text));
          else reject(new Error(`${operation}: ${text}`));
        });
      });
      sent.on('error', reject);
      sent.end(JSON.stringify(body));
    });
}

/** What is in memory after 20,000 executions against after 1,000, of which the last 500 are kept. */
async function benchMemory(row: Row): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const cloud = createCloud({ keep: 500 });
  const { definition, inputOf } = provisionUser();
  const { stateMachineArn } = await cloud.call('sfn', 'CreateStateMachine', {
    name: 'bench',
    definition,
    roleArn,
    type: 'EXPRESS',
  });
  let count = 0;
  const megabytesAfter = async (executions: number): Promise<number> => {
    for (; count < executions; count += 1) {
      const input = inputOf(count);
      const { output } = await cloud.call('sfn', 'StartSyncExecution', {
        stateMachineArn: String(stateMachineArn),
        input: JSON.stringify(input),
      });
      // The users are Connect's memory, not the executions'.
      const { userId } = JSON.parse(String(output));
      await cloud.call('connect', 'DeleteUser', {
        InstanceId: String(input['instanceId' as keyof typeof input]),
        UserId: userId,
      });
    }
    collect();
    return process.memoryUsage().heapUsed / 1024 / 1024;
  };
  const [first, last] = [await megabytesAfter(1000), await megabytesAfter(20_000)];
  row(
    'memory after 1,000 and 20,000 executions',
    `${first.toFixed(1)} and ${last.toFixed(1)} MB`,
    'no growth (500 are kept)',
  );
}
