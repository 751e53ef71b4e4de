import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { App } from 'aws-cdk-lib';
import { executionName } from '../../batch/index.ts';
import { ProvisionUserStack } from '../../lib/index.ts';
import { builtProgram } from '../support/builtPackage.ts';
import { until } from '../support/until.ts';

/*
 * The batch on AWS as its user has it: the synthesised stack in a server of its own, a file that a client of AWS puts into
 * the bucket, EventBridge that starts the machine, and the results that are read from the bucket.
 */
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const instanceId = '2f1c9a3e-6b7d-4c58-9e21-0a4d8f3b7c61';
const profiles = {
  securityProfileId: '3a9d5e74-80b6-4c1f-a7e3-9d2b64f8c105',
  routingProfileId: 'd05a83c7-9e1b-4f72-86d4-b2c7f5093e18',
};
const passwordSecretId = 'onboarding/first';

function isInstalled(): boolean {
  try {
    execFileSync('aws', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

let server: ChildProcess;
let url: string;
let bucket: string;
let s3: S3Client;

beforeAll(async () => {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'batch-app-')) });
  new ProvisionUserStack(app, 'ProvisionUser', { batch: true });
  const { directory } = app.synth();
  server = spawn(process.execPath, [builtProgram(), 'serve', '--port', '0', '--app', directory], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { stdout, stderr } = server;
  if (stdout === null || stderr === null) throw new Error('The server says nothing');
  const told = createInterface(stderr);
  const named = new Promise<string>((resolve) => {
    told.on('line', (line) => {
      if (line.startsWith('s3://')) resolve(line.slice('s3://'.length));
    });
  });
  const { value } = await createInterface(stdout)[Symbol.asyncIterator]().next();
  [url, bucket] = [String(value), await named];
  const client = { endpoint: url, region: 'us-east-1', credentials };
  s3 = new S3Client({ ...client, forcePathStyle: true });
  const secrets = new SecretsManagerClient(client);
  await secrets.send(new CreateSecretCommand({ Name: passwordSecretId, SecretString: 'Change-Me-1st' }));
  secrets.destroy();
});

afterAll(() => {
  s3.destroy();
  server.kill();
});

/** A client of AWS, as far as files go. */
interface Client {
  put(key: string, text: string): Promise<void>;
  keys(): Promise<readonly string[]>;
  get(key: string): Promise<string>;
}

const sdk: Client = {
  put: async (Key, Body) => {
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
  },
  keys: async () => {
    const { Contents: contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
    return contents.map(({ Key: key = '' }) => key);
  },
  get: async (Key) => {
    const { Body: body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
    return (await body?.transformToString()) ?? '';
  },
};

const folder = mkdtempSync(join(tmpdir(), 'batch-files-'));
const file = join(folder, 'file');
const aws = async (...args: readonly string[]): Promise<string> => {
  const env = {
    PATH: process.env['PATH'],
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_PAGER: '',
    AWS_ENDPOINT_URL: url,
  };
  return (await promisify(execFile)('aws', ['s3', ...args], { env })).stdout;
};
const commandLine: Client = {
  put: async (key, text) => {
    writeFileSync(file, text);
    await aws('cp', file, `s3://${bucket}/${key}`);
  },
  keys: async () => {
    const lines = (await aws('ls', '--recursive', `s3://${bucket}/`)).split('\n');
    return lines.flatMap((line) => line.split(/\s+/)[3] ?? []);
  },
  get: async (key) => {
    await aws('cp', `s3://${bucket}/${key}`, file);
    return readFileSync(file, 'utf8');
  },
};

/** Onboards a class, one of whom has a profile that isn't there, by a file in the bucket. */
async function onboards({ put, keys, get }: Client, folderName: string): Promise<void> {
  const header = 'username;firstName;lastName;passwordSecretId;securityProfileId;routingProfileId;Standort';
  const row = (name: string, profile = profiles.routingProfileId) =>
    `${name};Robin;"Example; R.";${passwordSecretId};${profiles.securityProfileId};${profile};Berlin`;
  const [ann, bob] = [`ann.${folderName}`, `bob.${folderName}`];
  const text = [header, row(ann), row(bob, '00000000-9e1b-4f72-86d4-b2c7f5093e18')].join('\r\n');
  await put(`${folderName}/hires.csv`, `\ufeff${text}\r\n`);
  const found = await until(keys, (all) =>
    all.some((key) => key.startsWith(folderName) && key.endsWith('manifest.json')),
  );
  const linesOf = async (kind: string) => {
    const key = found.find(
      (each) => each.startsWith(`${folderName}/hires.results/`) && each.endsWith(`/${kind}_0.jsonl`),
    );
    return (await get(key ?? kind))
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  };
  const input = {
    instanceId,
    username: ann,
    firstName: 'Robin',
    lastName: 'Example; R.',
    passwordSecretId,
    ...profiles,
  };
  expect(await linesOf('SUCCEEDED')).toMatchObject([
    { row: 1, execution: executionName(ann, input, ['password']), status: 'SUCCEEDED' },
  ]);
  expect(await linesOf('FAILED')).toMatchObject([
    { Error: 'Connect.ResourceNotFoundException', Cause: expect.stringContaining(`${bob}-`) },
  ]);
}

test('a file that the SDK puts into the bucket of the served stack is onboarded, results beside it', () =>
  onboards(sdk, 'by-sdk'));

(isInstalled() ? test : test.skip)(
  'a file that `aws s3 cp` puts into the bucket of the served stack is onboarded, results beside it (needs aws)',
  () => onboards(commandLine, 'by-aws'),
);
