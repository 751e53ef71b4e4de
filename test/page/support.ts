import { readFileSync } from 'node:fs';
import { type CompileOptions, type CompileSource, compile } from '../../compiler/index.ts';
import { type CloudOptions, createCloud, type JsonObject, serve } from '../../local/index.ts';
import { createPage, knownWorkflows } from '../../page/index.ts';

/** The workflow that is shipped, and an input that it takes. */
export const provisionUser: CompileSource = source('workflows/amazon-connect-provision-user.yml');
export const agent: JsonObject = JSON.parse(readFileSync('workflows/amazon-connect-provision-user.input.json', 'utf8'));
export const password = String(agent['password']);

function source(name: string): CompileSource {
  return { name, text: readFileSync(name, 'utf8') };
}

const role = 'arn:aws:iam::123456789012:role/test';

export interface PageOptions extends CloudOptions {
  readonly documents?: readonly CompileSource[];
  readonly compiled?: CompileOptions;
  /** Machines of which only the definition is known, by their names. */
  readonly definitions?: Readonly<Record<string, JsonObject>>;
  readonly time?: 'real' | 'virtual';
  /** The input that is kept beside the documents. */
  readonly example?: JsonObject;
}

/** An endpoint with the page on a free port, its machines named after their workflows. */
export async function startPage({
  documents = [],
  compiled = {},
  definitions = {},
  time = 'virtual',
  example,
  ...options
}: PageOptions) {
  const cloud = createCloud(options);
  const machines = documents.flatMap((document) => compile(document, compiled).machines);
  const create = async (name: string, definition: string) => {
    await cloud.call('sfn', 'CreateStateMachine', { name, definition, roleArn: role });
  };
  for (const { workflowId, text } of machines) await create(workflowId, text);
  for (const [name, definition] of Object.entries(definitions)) await create(name, JSON.stringify(definition));
  const started = new Set<string>();
  cloud.watch((arn) => {
    if (arn.includes(':execution:')) started.add(arn);
  });
  const workflows = knownWorkflows(
    machines.map((machine) => ({ machine, ...(example === undefined ? {} : { example: () => example }) })),
  );
  const browser = createPage({ cloud, workflows, time });
  const endpoint = await serve({ backend: cloud.backend, port: 0, browser });
  return {
    cloud,
    url: endpoint.url,
    /** Also stops what still runs, which would keep the tests from ending. */
    async close() {
      for (const arn of started) await cloud.call('sfn', 'StopExecution', { executionArn: arn });
      await endpoint.close();
    },
  };
}

export const machineArn = (name: string) => `arn:aws:states:us-east-1:123456789012:stateMachine:${name}`;
export const executionArn = (machine: string, name: string) =>
  `arn:aws:states:us-east-1:123456789012:execution:${machine}:${name}`;
