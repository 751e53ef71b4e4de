import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  ListStateMachinesCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, test } from '@jest/globals';
import { builtProgram } from '../support/builtPackage.ts';
import { until } from '../support/until.ts';
import { folderWith, run } from './support.ts';

const root = join(__dirname, '..', '..');
const program = builtProgram();
const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill();
});

/** Starts the server on a free port, and gives its address and a client. */
async function serve(...args: readonly string[]) {
  const child = spawn(process.execPath, [program, 'serve', '--port', '0', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  const { value: url } = await createInterface(child.stdout)[Symbol.asyncIterator]().next();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const sfn = new SFNClient({ endpoint: url, region: 'us-east-1', credentials });
  return { child, url, sfn };
}

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
const document = 'workflows/amazon-connect-provision-user.yml';
const input = {
  instanceId: '2f1c9a3e-6b7d-4c58-9e21-0a4d8f3b7c61',
  username: 'served',
  password: 'S3cret!Pa55',
  firstName: 'Robin',
  lastName: 'Example',
  securityProfileId: '3a9d5e74-80b6-4c1f-a7e3-9d2b64f8c105',
  routingProfileId: '7e4b1f90-c2d5-4836-b7a9-3f8e6d1c0a52',
};

describe('serve', () => {
  test('answers with the machines that it was started with, under the faults that it was given', async () => {
    const folder = folderWith({
      'faults.yml': "- { operation: 'connect:createUser', error: InternalServiceException }",
    });
    const { url, sfn, child } = await serve('--machine', `hire=${document}`, '--faults', join(folder, 'faults.yml'));
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const { stateMachines } = await sfn.send(new ListStateMachinesCommand({}));
    expect(stateMachines?.map(({ name }) => name)).toEqual(['hire']);
    const ends: (string | undefined)[] = [];
    for (let at = 0; at < 2; at++) {
      const { executionArn } = await sfn.send(
        new StartExecutionCommand({
          stateMachineArn: stateMachines?.[0]?.stateMachineArn,
          input: JSON.stringify(input),
        }),
      );
      let execution = await sfn.send(new DescribeExecutionCommand({ executionArn }));
      while (execution.status === 'RUNNING') execution = await sfn.send(new DescribeExecutionCommand({ executionArn }));
      ends.push(execution.error ?? execution.status);
    }
    expect(ends).toEqual(['Connect.InternalServiceException', 'SUCCEEDED']);
    sfn.destroy();
    const exit = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGINT');
    expect(await exit).toBe(0);
  });

  test('shows the input beside a document as its example, whose secrets it keeps', async () => {
    const { url } = await serve('--machine', `hire=${document}`);
    const machine = 'arn:aws:states:us-east-1:123456789012:stateMachine:hire';
    const response = await fetch(`${url}/page/machine?machine=${machine}`);
    const { example } = JSON.parse(await response.text());
    expect(example).toMatchObject({ username: 'robin.example', password: '(secret)' });
  });

  test('says where the input beside a document can be no example, and serves it all the same', async () => {
    const folder = folderWith({ 'hire.yml': readFileSync(join(root, document), 'utf8'), 'hire.input.json': '[' });
    const { url } = await serve(join(folder, 'hire.yml'));
    const machine = 'arn:aws:states:us-east-1:123456789012:stateMachine:provision-user';
    const response = await fetch(`${url}/page/machine?machine=${machine}`);
    expect(JSON.parse(await response.text())).not.toHaveProperty('example');
  });

  test('takes definitions of machines, by the names of their files or others', async () => {
    const definition = { QueryLanguage: 'JSONata', StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };
    const folder = folderWith({ 'greet.asl.json': JSON.stringify(definition) });
    const file = join(folder, 'greet.asl.json');
    const { sfn } = await serve(file, '--machine', `other=${file}`);
    const { stateMachines } = await sfn.send(new ListStateMachinesCommand({}));
    expect(stateMachines?.map(({ name }) => name).sort()).toEqual(['greet', 'other']);
    sfn.destroy();
  });

  test('a port that is taken: exit 2, and which option helps', async () => {
    const { url, sfn } = await serve();
    sfn.destroy();
    const { status, stderr } = run(['serve', '--port', new URL(url).port]);
    expect(status).toBe(2);
    expect(stderr).toContain('the port is taken; choose another one by --port');
  });

  test.each([
    [['--machine', 'hire'], 2, "option '-m, --machine <NAME=DOC>' argument 'hire' is invalid. Write NAME=VALUE."],
    [['--port', 'x'], 2, 'It must be a whole number of at most 65535.'],
    [['--port', '99999'], 2, 'It must be a whole number of at most 65535.'],
    [['document.yml'], 2, "can't read document.yml: there is no such file or folder"],
    [['--app', 'nowhere'], 1, 'nowhere is no synthesised app: run `npx cdk synth` first'],
    [
      ['--machine', 'a=workflows/amazon-connect-ensure-user.yml'],
      2,
      'Choose one, for example --machine a=workflows/amazon-connect-ensure-user.yml#ensure-user.',
    ],
    [['--faults', 'package.json'], 1, 'package.json:1:1: error: this must be an array, not an object'],
    [['--mocks', document], 1, 'a mock configuration has no field `arazzo`'],
    [['--connect', 'nowhere'], 2, "can't read nowhere: there is no such file or folder"],
  ])('%j: exit %d, %s', (args, status, message) => {
    const result = run(['serve', ...args]);
    expect(result.status).toBe(status);
    expect(result.stderr).toContain(message);
  });
});

describe('run', () => {
  test('takes answers from mocks, and faults', () => {
    const folder = folderWith({
      'input.json': JSON.stringify(input),
      'mocks.json': JSON.stringify({
        StateMachines: { 'provision-user': { TestCases: { Taken: { createAgent: 'Taken' } } } },
        MockedResponses: { Taken: { '0': { Throw: { Error: 'Connect.DuplicateResourceException', Cause: 'taken' } } } },
      }),
      'faults.json': '[{"operation":"connect:describeUser","lost":"silence"}]',
    });
    const given = ['run', document, '--input', join(folder, 'input.json')];
    const mocked = run([...given, '--mocks', join(folder, 'mocks.json'), '--case', 'Taken']);
    expect(mocked.status).toBe(1);
    expect(mocked.stderr).toContain('error: Connect.DuplicateResourceException\ncause: taken');
    expect(run([...given, '--mocks', join(folder, 'mocks.json')]).stderr).toContain('--mocks and --case go together');
    const lost = run([...given, '--faults', join(folder, 'faults.json')]);
    expect(lost.status).toBe(0);
    expect(lost.stderr).toContain('States.Timeout');
  });

  test('takes documents by themselves, says what to open, logs executions, and --watch takes what they become', async () => {
    const text = readFileSync(join(root, document), 'utf8');
    const folder = folderWith({ 'onboarding.yml': text });
    const child = spawn(process.execPath, [program, 'serve', '--port', '0', 'onboarding.yml', '--watch'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    started.push(child);
    let told = '';
    child.stderr.on('data', (data) => {
      told += String(data);
    });
    const until = async (pattern: RegExp) => {
      while (!pattern.test(told)) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    const { value: endpoint } = await createInterface(child.stdout)[Symbol.asyncIterator]().next();
    await until(/Open the address in a browser.*Ctrl-C ends it; nothing is kept/);
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const sfn = new SFNClient({ endpoint, region: 'us-east-1', credentials });
    const stateMachineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:provision-user';
    const start = (name: string) =>
      sfn.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
    await start('first');
    await until(/^provision-user first succeeded after .*$/m);
    await start('second');
    await until(/^provision-user second failed after .*: Connect\.DuplicateResourceException$/m);
    expect(told).not.toContain(input.password);
    told = '';
    writeFileSync(
      join(folder, 'onboarding.yml'),
      text.replace('stepId: createAgent', 'stepId: makeAgent').replaceAll('steps.createAgent', 'steps.makeAgent'),
    );
    await until(/stateMachine:provision-user\n/);
    const { definition } = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
    expect(definition).toContain('makeAgent');
  });

  test.each([
    [['--app', 'nowhere'], 1, 'nowhere is no synthesised app: run `npx cdk synth` first'],
    [['--port', '99999'], 2, 'It must be a whole number of at most 65535'],
    [['nothing.yml'], 2, "can't read nothing.yml"],
    [
      ['--machine', 'a=workflows/amazon-connect-ensure-user.yml'],
      2,
      'Choose one, for example --machine a=workflows/amazon-connect-ensure-user.yml#ensure-user.',
    ],
  ])('%j is told plainly', (args, status, message) => {
    const result = run(['serve', ...args]);
    expect(result).toMatchObject({ status, stderr: expect.stringContaining(message) });
  });
});

describe('serve --watch', () => {
  const small = (id: string, file: string) => `arazzo: 1.0.1
info: { title: t, version: 1.0.0 }
sourceDescriptions: [{ name: shop, url: ${file}, type: openapi }]
workflows: [{ workflowId: ${id}, steps: [{ stepId: ask, operationId: getThing }] }]
`;
  const description = (path: string) => `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
servers: [{ url: https://shop.example.com }]
paths: { ${path}: { get: { operationId: getThing, responses: { '200': { description: fine } } } } }
`;

  /** Starts the server in a folder, and tells what it writes. */
  async function watching(folder: string, ...args: readonly string[]) {
    const child = spawn(process.execPath, [program, 'serve', '--port', '0', '--watch', ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    started.push(child);
    const told = { text: '' };
    child.stderr.on('data', (data) => {
      told.text += String(data);
    });
    const { value: url } = await createInterface(child.stdout)[Symbol.asyncIterator]().next();
    const heard = (pattern: RegExp) =>
      until(
        async () => told.text,
        (text) => pattern.test(text),
      );
    await heard(/Open the address/);
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    return { url, told, heard, sfn: new SFNClient({ endpoint: url, region: 'us-east-1', credentials }) };
  }

  const arn = (name: string) => `arn:aws:states:us-east-1:123456789012:stateMachine:${name}`;

  test('takes a change of a file that a document names, by whichever name the machine goes, and leaves the others', async () => {
    const folder = folderWith({
      'a.yml': small('first', 'shop.yml'),
      'b.yml': small('second', 'other.yml'),
      'shop.yml': description('/things'),
      'other.yml': description('/things'),
    });
    const { sfn, told } = await watching(folder, 'a.yml', 'b.yml', '--machine', 'named=a.yml');
    const definitionOf = async (name: string) => {
      const { definition = '' } = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn: arn(name) }));
      return definition;
    };
    told.text = '';
    writeFileSync(join(folder, 'shop.yml'), description('/goods'));
    for (const name of ['first', 'named']) {
      await until(
        () => definitionOf(name),
        (definition) => definition.includes('/goods'),
      );
    }
    expect(await definitionOf('second')).toContain('/things');
    expect(told.text).not.toContain(':second');
    sfn.destroy();
  });

  test('goes on with what a machine was while its document has errors, and shows the example after a change', async () => {
    const text = readFileSync(join(root, document), 'utf8');
    const folder = folderWith({ 'hire.yml': text, 'hire.input.json': JSON.stringify(input) });
    const { url, sfn, told, heard } = await watching(folder, '--machine', 'hire=hire.yml');
    const example = async () => {
      const response = await fetch(`${url}/page/machine?machine=${arn('hire')}`);
      return JSON.parse(await response.text()).example;
    };
    const { definition: before } = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn: arn('hire') }));
    writeFileSync(join(folder, 'hire.yml'), text.replace('operationId: createUser', 'operationId: creatUser'));
    await heard(/Did you mean `createUser`/);
    const { definition: still } = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn: arn('hire') }));
    expect(still).toBe(before);
    expect(await example()).toMatchObject({ username: 'served' });
    told.text = '';
    writeFileSync(join(folder, 'hire.yml'), text.replaceAll('createAgent', 'makeAgent'));
    await heard(/:hire\n/);
    expect(await example()).toMatchObject({ username: 'served', password: '(secret)' });
    sfn.destroy();
  });
});

describe('serve with several machines of one name', () => {
  test('is refused: which documents they are of, and the way out', () => {
    const text = readFileSync(join(root, document), 'utf8');
    const cwd = folderWith({ 'a.yml': text, 'b.yml': text });
    const { status, stderr } = run(['serve', 'a.yml', 'b.yml', '--port', '0'], { cwd });
    expect(status).toBe(2);
    expect(stderr).toContain(
      'a.yml and b.yml both have a machine provision-user. Give one another name, for example --machine other=b.yml.',
    );
  });
});

describe('serve --app', () => {
  const definition = { QueryLanguage: 'JSONata', StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };
  const app = () =>
    folderWith({
      'manifest.json': JSON.stringify({
        artifacts: { S: { type: 'aws:cloudformation:stack', properties: { templateFile: 's.json' } } },
      }),
      's.json': JSON.stringify({
        Parameters: {
          Stage: { Type: 'String', Default: 'test', AllowedValues: ['test', 'live'], Description: 'Where it runs' },
          Key: { Type: 'String', NoEcho: true, Default: 'hidden-key' },
          Unused: { Type: 'String' },
        },
        Resources: {
          M: {
            Type: 'AWS::StepFunctions::StateMachine',
            Properties: {
              StateMachineName: { 'Fn::Join': ['-', ['greet', { Ref: 'Stage' }]] },
              DefinitionString: JSON.stringify(definition),
              RoleArn: { 'Fn::Join': ['', ['arn:aws:iam::123456789012:role/', { Ref: 'Key' }]] },
            },
          },
        },
      }),
    });

  /** What it writes until it is stopped behind the last line. */
  async function serveApp(...args: readonly string[]): Promise<string> {
    const child = spawn(process.execPath, [program, 'serve', '--port', '0', '--app', app(), ...args]);
    started.push(child);
    let told = '';
    for await (const data of child.stderr) {
      told += String(data);
      if (told.includes('Open the address')) child.kill('SIGINT');
    }
    return told;
  }

  test('shows the parameters of the stack as its template has them', async () => {
    const told = await serveApp();
    expect(told).toContain('stateMachine:greet-test\n');
    expect(told).toContain('\nparameter Stage=test (default; one of test, live): Where it runs\n');
    expect(told).toContain('\nparameter Key=**** (default)\n');
    expect(told).not.toContain('Unused');
    expect(told).not.toContain('hidden-key');
  });

  test('uses those that are given', async () => {
    const told = await serveApp('--parameter', 'Stage=live');
    expect(told).toContain('stateMachine:greet-live\n');
    expect(told).toContain('\nparameter Stage=live (one of test, live): Where it runs\n');
  });

  test.each([
    ['Stage=lve', '--parameter Stage: `lve` is none of test, live. Did you mean `live`?'],
    ['Stag=live', 'The app has no parameter Stag. Did you mean `Stage`?'],
  ])('tells what is wrong: %s', (parameter, message) => {
    const { status, stderr } = run(['serve', '--app', app(), '--parameter', parameter, '--port', '0']);
    expect(status).toBe(1);
    expect(stderr).toBe(`arazzo-sfn: ${message}\n`);
  });
});

describe('serve with HTTP APIs', () => {
  const example = join('examples', 'hr-to-connect');
  const document = join(example, 'workflow.yml');
  const hire = readFileSync(join(root, example, 'input.json'), 'utf8');

  /** How an execution of the example ends. */
  async function onboard(sfn: SFNClient) {
    const stateMachineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:hr-to-connect';
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn, input: hire }));
    const { status, error, output } = await until(
      () => sfn.send(new DescribeExecutionCommand({ executionArn })),
      (described) => described.status !== 'RUNNING',
    );
    sfn.destroy();
    return { status, error, output: JSON.parse(output ?? '{}') };
  }

  test('answers with values of the descriptions', async () => {
    const { sfn } = await serve(document);
    expect(await onboard(sfn)).toMatchObject({ status: 'SUCCEEDED', output: { messageId: 'm-1' } });
  });

  test('calls servers that are named, with the credentials of a file', async () => {
    const environment = { HR_CLIENT_SECRET: 's', CHAT_TOKEN: 't' };
    const apis = spawn(process.execPath, [join(root, example, 'servers.mjs')], {
      env: { ...environment, PORT: '0' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    started.push(apis);
    const { value: url } = await createInterface(apis.stdout)[Symbol.asyncIterator]().next();
    const servers = ['--server', `hr=${url}/hr/v1`, '--server', `https://acme.chat.example.com/api=${url}/chat/api`];
    const given = (chat: string) => {
      const hr = 'hr: { clientCredentials: { clientId: onboarding, clientSecret: s } }';
      return ['--connections', join(folderWith({ 'c.yml': `${hr}\nchat: { bearer: ${chat} }` }), 'c.yml')];
    };
    expect(await onboard((await serve(document, ...servers, ...given('t'))).sfn)).toMatchObject({
      status: 'SUCCEEDED',
    });
    expect(await onboard((await serve(document, ...servers, ...given('x'))).sfn)).toMatchObject({
      status: 'FAILED',
      error: 'States.Http.StatusCode.401',
    });
  });

  test('knows the APIs that can be named', () => {
    const { status, stderr } = run(['serve', document, '--server', 'crm=http://127.0.0.1:9', '--port', '0']);
    expect(status).toBe(2);
    expect(stderr).toContain('calls no HTTP API `crm`');
  });
});
