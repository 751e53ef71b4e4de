import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createProgram } from '../../bin/cli/program.ts';
import { example } from '../../compiler/diagnostics/catalogue/example.ts';
import { builtProgram } from '../support/builtPackage.ts';
import { folderWith, recordingIo, run, runHere } from './support.ts';

const root = join(__dirname, '..', '..');
const workflow = join('workflows', 'amazon-connect-provision-user.yml');
const input = join('workflows', 'amazon-connect-provision-user.input.json');
const text = readFileSync(join(root, workflow), 'utf8');
const program = builtProgram();
const newProgram = () => createProgram({ io: recordingIo().io, exit: () => {} });
const commands = newProgram().commands.filter((command) => command.name() !== 'completion-server');

/** The second workflow of a document, to be put at its end. */
const second = `- workflowId: look-up
  inputs: { type: object, required: [id], properties: { id: { type: string } } }
  steps:
  - stepId: look
    operationId: describeUser
    parameters:
    - { name: InstanceId, in: path, value: $inputs.id }
    - { name: UserId, in: path, value: $inputs.id }
`;

describe('the program', () => {
  test('--help tells the commands and the exit codes', () => {
    const { status, stdout, stderr } = run(['--help']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const each of ['compile', 'check', 'run', 'Exit codes']) expect(stdout).toContain(each);
  });

  test.each(['--version', '-v'])('%s is that of package.json', (option) => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(run([option])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  test.each(commands.map((command) => [command.name()]))('%s --help has examples and no long line', async (name) => {
    const { status, stdout, stderr } = await runHere([name, '--help']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^Usage: arazzo-sfn ${name} `));
    expect(stdout).toContain('-h, --help');
    expect(stdout).toContain(`Examples:\n  $ arazzo-sfn ${name} `);
    expect(stdout.split('\n').filter((line) => line.length >= 100)).toEqual([]);
    expect(await runHere(['help', name])).toEqual({ status, stdout, stderr });
  });

  test('every example in a help is one that the command takes', async () => {
    const helps = await Promise.all(commands.map((command) => runHere([command.name(), '--help'])));
    const examples = helps.flatMap(({ stdout }) => {
      return [...stdout.matchAll(/^ {2}\$ arazzo-sfn (.*)$/gm)].map(([, line = '']) => line.replace(/ > .*/, ''));
    });
    expect(examples.length).toBeGreaterThan(commands.length);
    for (const example of examples) {
      const [name, ...words] = example.match(/"[^"]*"|\S+/g) ?? [];
      const command = newProgram().commands.find((each) => each.name() === name);
      expect({ example, unknown: command?.parseOptions(words).unknown }).toEqual({ example, unknown: [] });
    }
  });

  test('a letter stands for the same option in every command', () => {
    const pairs = commands.flatMap(({ options }) => options.map(({ short, long }) => `${short} ${long}`));
    const letters = [...new Set(pairs.filter((pair) => pair.startsWith('-')))].map((pair) => pair.split(' ')[0]);
    expect(letters).toEqual([...new Set(letters)]);
    expect(pairs.filter((pair) => pair.endsWith(' --json'))).toEqual([]);
  });

  test.each<[string, string[], string]>([
    ['a misspelt command', ['chekc'], "unknown command 'chekc'. Did you mean `check`?"],
    ['an unknown option', ['--versoin'], "unknown option '--versoin'. Did you mean `--version`?"],
    [
      'a misspelt option of a command',
      ['compile', workflow, '--workflw=x'],
      "unknown option '--workflw=x'. Did you mean `--workflow`?",
    ],
    ['a value left out', ['compile', workflow, '--out'], "option '-o, --out <FILE>' argument missing"],
    [
      'an option in the place of a value',
      ['compile', workflow, '--out', '--workflow', 'x'],
      "option '-o, --out <FILE>' needs a value",
    ],
    ['an empty value', ['compile', workflow, '--out='], "option '-o, --out <FILE>' needs a value"],
    ['an option given twice', ['compile', workflow, '-o', 'a', '-o', 'b'], "option '-o, --out <FILE>' is given twice"],
    ['no document', ['compile'], "missing required argument 'DOC'"],
    [
      'two documents where one is meant',
      ['compile', workflow, 'more.yml'],
      "too many arguments for 'compile'. Expected 1 argument but got 2.",
    ],
    [
      'a file that is not there',
      ['check', workflow, 'missing.yml'],
      "can't read missing.yml: there is no such file or folder",
    ],
    ['a folder', ['compile', 'workflows'], "can't read workflows: it is a folder"],
    [
      'a format that there is not',
      ['check', workflow, '--format', 'xml'],
      "option '-f, --format <FORMAT>' argument 'xml' is invalid. Allowed choices are text, json, jsonl, sarif, github.",
    ],
    ['a run without an input', ['run', workflow], "give the execution's input by --input, or those of many by --each"],
    [
      'an input file that is not there',
      ['run', workflow, '--input', 'none.json'],
      "can't read none.json: there is no such file or folder",
    ],
    [
      'a workflow that is not there',
      ['compile', workflow, '--workflow', 'provision-usr'],
      `${workflow} has no workflow provision-usr. Did you mean \`provision-user\`?`,
    ],
    ['an empty document', ['compile', ''], "argument 'DOC' is empty"],
    ['an empty one among several', ['check', workflow, ''], "argument 'DOC' is empty"],
    ['an empty execution', ['redrive', ''], "argument 'EXECUTION_ARN' is empty"],
    ['the help of a misspelt command', ['help', 'chekc'], "unknown command 'chekc'. Did you mean `check`?"],
    [
      'a shell that there is not',
      ['completion', 'tcsh'],
      "'tcsh' is invalid for argument 'SHELL'. Allowed choices are bash, zsh, fish, powershell.",
    ],
    [
      'a document to compare with that is not there',
      ['diff', workflow, 'none.yml'],
      "can't read none.yml: there is no such file or folder",
    ],
    [
      'a project of a misspelt service',
      ['init', '--service', 'conect'],
      'there is no service conect. Did you mean `connect`?',
    ],
    [
      'a project of an operation as its service',
      ['init', '--service', 'connect:createUser'],
      'connect:createUser is an operation. Give it by --operations connect:createUser.',
    ],
    [
      'a scenario that could not be recorded, which is told before the run',
      [
        'run',
        workflow,
        '--input',
        'workflows/amazon-connect-provision-user.input.json',
        '--record',
        'no/such/file.yml',
      ],
      "can't write no/such/file.yml: there is no such file or folder",
    ],
    [
      'a report that could not be written, which is told before the tests',
      [
        'test',
        'workflows/amazon-connect-provision-user.scenarios.yml',
        '--format',
        'junit',
        '--out',
        'no/such/file.xml',
      ],
      "can't write no/such/file.xml: there is no such file or folder",
    ],
    [
      'a folder to write to that is not there',
      ['compile', workflow, '--out', 'no/such/file'],
      "can't write no/such/file: there is no such file or folder",
    ],
  ])('%s: exit 2, a message and where to find help', async (_name, args, message) => {
    const { status, stdout, stderr } = await runHere(args);
    expect(stderr.split('\n').slice(-3)).toEqual([
      `arazzo-sfn: ${message}`,
      expect.stringMatching(/^Try: arazzo-sfn .*--help$/),
      '',
    ]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    if (_name.includes('told before')) expect(stderr.split('\n')).toHaveLength(3);
  });

  test('without a command: exit 2, and the help', () => {
    const { status, stdout, stderr } = run([]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^Usage: arazzo-sfn COMMAND/);
  });

  (existsSync('/dev/full') ? test : test.skip)('a disk that is full: a message and exit 74 (needs /dev/full)', () => {
    const full = openSync('/dev/full', 'w');
    for (const args of [['--version'], ['--help'], ['compile', workflow]]) {
      const { status, stderr } = spawnSync(process.execPath, [program, ...args], {
        cwd: root,
        encoding: 'utf8',
        stdio: ['ignore', full, 'pipe'],
      });
      expect({ status, stderr }).toEqual({
        status: 74,
        stderr: "arazzo-sfn: can't write to stdout: no space left on the device\n",
      });
    }
    closeSync(full);
  });

  test('a reader that goes away ends it quietly', () => {
    const command = `"${process.execPath}" "${program}" compile "${workflow}" | head -c 1`;
    const { stdout, stderr } = spawnSync('bash', ['-c', command], { cwd: root, encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: '{', stderr: '' });
  });
});

describe('compile', () => {
  test('prints the definition and nothing else', () => {
    const { status, stdout, stderr } = run(['compile', workflow]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ QueryLanguage: 'JSONata' });
    expect(stdout.endsWith('}\n')).toBe(true);
  });

  test('--out writes the same bytes to a file', async () => {
    const folder = folderWith({});
    const out = join(folder, 'machine.json');
    expect(await runHere(['compile', workflow, '--out', out])).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(readFileSync(out, 'utf8')).toBe((await runHere(['compile', workflow])).stdout);
    expect(readdirSync(folder)).toEqual(['machine.json']);
  });

  test('errors go to stderr, nothing is written, and a file that was there stays', async () => {
    const folder = folderWith({
      'bad.yml': text.replace('operationId: createUser', 'operationId: creatUser'),
      'out.json': 'mine',
    });
    const { status, stdout, stderr } = await runHere(['compile', 'bad.yml', '--out', 'out.json'], { cwd: folder });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^bad\.yml:\d+:18: error: .*creatUser/);
    expect(readFileSync(join(folder, 'out.json'), 'utf8')).toBe('mine');
    expect(readdirSync(folder).sort()).toEqual(['bad.yml', 'out.json']);
  });

  test('--connection says by which connections HTTP APIs are called', async () => {
    const folder = join(__dirname, '..', '..', 'examples', 'hr-to-connect');
    const arn = 'arn:aws:events:eu-west-1:111122223333:connection/chat/1';
    const compiled = (...args: string[]) =>
      runHere(['compile', 'workflow.yml', '--workflow', 'hr-to-connect', ...args], { cwd: folder });
    const { status, stdout } = await compiled('--connection', `chat=${arn}`, '--connection', `hr=\${hrOfThisStack}`);
    expect({ status, places: stdout.match(/"ConnectionArn": "[^"]*"/g) }).toEqual({
      status: 0,
      places: expect.arrayContaining([`"ConnectionArn": "${arn}"`, `"ConnectionArn": "\${hrOfThisStack}"`]),
    });
    expect((await compiled()).stdout).toContain(`"ConnectionArn": "\${chatConnectionArn}"`);
    expect(await compiled('--connection', `chatt=${arn}`)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('Did you mean `chat`?'),
    });
    expect(await compiled('--connection', 'chat=chat-1')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('It must be NAME=ARN'),
    });
  });

  test('of several workflows one has to be chosen', async () => {
    const folder = folderWith({ 'two.yml': `${text.trimEnd()}\n${second}` });
    const { status, stderr } = await runHere(['compile', 'two.yml'], { cwd: folder });
    expect(status).toBe(2);
    expect(stderr).toContain('two.yml has several workflows: provision-user, look-up; choose one by --workflow');
    const chosen = await runHere(['compile', 'two.yml', '--workflow', 'look-up'], { cwd: folder });
    expect(chosen.status).toBe(0);
    expect(JSON.stringify(JSON.parse(chosen.stdout))).toContain('describeUser');
  });
});

describe('check', () => {
  test('a good document has nothing to tell', async () => {
    const folder = folderWith({ 'good.yml': example('Steps') });
    const stdout = '1 document checked: nothing found\n';
    expect(await runHere(['check', 'good.yml'], { cwd: folder })).toEqual({ status: 0, stdout, stderr: '' });
  });

  test('an info is told and is no reason to fail', async () => {
    const { status, stdout } = await runHere(['check', workflow]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/: info: .* \[condition-not-jsonpath\]\n/);
    expect(stdout).toMatch(/\n1 document checked: 1 info\n$/);
  });

  const mistakes: [string, string, string, string, string][] = [
    ['an operation misspelt', 'operationId: createUser', 'operationId: creatUser', 'creatUser', 'createUser'],
    ['an input misspelt', 'Username: $inputs.username', 'Username: $inputs.usrname', 'usrname', 'username'],
    [
      'a step misspelt',
      'value: $steps.createAgent.outputs.userId',
      'value: $steps.createAgnt.outputs.userId',
      'createAgnt',
      'createAgent',
    ],
  ];
  test.each(mistakes)('%s: one diagnostic at the name, with the nearest', async (_name, from, to, name, nearest) => {
    const bad = text.replace(from, to);
    const folder = folderWith({ 'bad.yml': bad });
    const { status, stdout } = await runHere(['check', 'bad.yml', '--format', 'json'], { cwd: folder });
    expect(status).toBe(1);
    const found = JSON.parse(stdout);
    expect(found).toHaveLength(1);
    const before = bad.slice(0, bad.indexOf(name)).split('\n');
    expect(found[0]).toMatchObject({ severity: 'error', file: 'bad.yml', line: before.length });
    expect(found[0].column).toBeLessThanOrEqual((before.at(-1) ?? '').length + 1);
    expect(found[0].endColumn).toBe((before.at(-1) ?? '').length + name.length + 1);
    expect(found[0].help).toContain(nearest);
  });

  test('a required member left out: one diagnostic that names it', async () => {
    const folder = folderWith({ 'bad.yml': text.replace(/ +SecurityProfileIds:\n.*\n/, '') });
    const { status, stdout } = await runHere(['check', 'bad.yml', '--format', 'json'], { cwd: folder });
    expect({ status, found: JSON.parse(stdout) }).toEqual({
      status: 1,
      found: [expect.objectContaining({ severity: 'error', message: expect.stringContaining('SecurityProfileIds') })],
    });
  });

  test('broken YAML: one diagnostic where it breaks', async () => {
    const folder = folderWith({ 'bad.yml': text.replace('summary: Create', 'summary: "Create') });
    const { status, stdout } = await runHere(['check', 'bad.yml'], { cwd: folder });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^bad\.yml:4:12: error: this quote is never closed \[yaml-syntax\]\n/);
    expect(stdout.trimEnd().endsWith('1 document checked: 1 error')).toBe(true);
  });

  test('many documents, the errors of all', async () => {
    const folder = folderWith({ 'a.yml': 'a: [\n', 'b.yml': '', 'c.yml': example('Steps') });
    const { status, stdout } = await runHere(['check', 'a.yml', 'b.yml', 'c.yml', '-f', 'json'], { cwd: folder });
    expect(status).toBe(1);
    expect(JSON.parse(stdout).map(({ file, code }: { file: string; code: string }) => `${file} ${code}`)).toEqual([
      'a.yml yaml-syntax',
      'b.yml document-empty',
    ]);
  });

  test('as SARIF and as GitHub commands', async () => {
    const folder = folderWith({ 'a.yml': 'a: "\n' });
    expect(
      JSON.parse((await runHere(['check', 'a.yml', '--format=sarif'], { cwd: folder })).stdout).runs[0].results,
    ).toHaveLength(1);
    const { stdout: lines } = await runHere(['check', 'a.yml', '--format', 'jsonl'], { cwd: folder });
    expect(
      lines
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).code),
    ).toEqual(['yaml-syntax']);
    expect((await runHere(['check', 'a.yml', '--format=github'], { cwd: folder })).stdout).toMatch(
      /^::error file=a\.yml,line=1,endLine=1,col=4,endColumn=4,title=yaml-syntax::this quote is never closed/,
    );
  });
});

describe('run', () => {
  test('shows the states as it goes, and prints the outputs', () => {
    const { status, stdout, stderr } = run(['run', workflow, '--input', input]);
    expect(status).toBe(0);
    expect(Object.keys(JSON.parse(stdout))).toEqual(['userId', 'userArn', 'assignedRoutingProfile']);
    for (const each of ['connect:createUser', 'connect:updateUserRoutingProfile', 'connect:describeUser']) {
      expect(stderr).toMatch(new RegExp(`  ${each}  \\d+ ms\n`));
    }
    expect(stderr).toMatch(/\nsucceeded after .*, 3 calls\n$/);
  });

  test('the password is shown nowhere', () => {
    const { stdout, stderr } = run(['run', workflow, '--input', input]);
    const { password } = JSON.parse(readFileSync(join(root, input), 'utf8'));
    expect(`${stdout}${stderr}`).not.toContain(password);
  });

  test('JSON on the command line, and a failure with error and cause', async () => {
    const given = { ...JSON.parse(readFileSync(join(root, input), 'utf8')), username: 'existing.agent' };
    const { status, stdout, stderr } = await runHere(['run', workflow, '--input', JSON.stringify(given)]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(
      /\nfailed in createAgent after .*, 1 call\nerror: Connect\.DuplicateResourceException\ncause: /,
    );
  });

  test('an input that the workflow refuses: no call, and the cause names it', async () => {
    const { status, stderr } = await runHere(['run', workflow, '--input', '{"instanceId": 7}']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/0 calls\nerror: Arazzo\.InputsRejected\ncause: .*instanceId/);
  });

  test('an input that is no JSON is shown with its place', async () => {
    const { status, stderr } = await runHere(['run', workflow, '--input', '{"instanceId": }x']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^--input:1:\d+: error: /);
  });

  test('an input in YAML is taken too', async () => {
    const given = JSON.parse(readFileSync(join(root, input), 'utf8'));
    const yaml = Object.entries(given).map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`);
    const folder = folderWith({ 'input.yml': yaml.join('') });
    expect((await runHere(['run', workflow, '--input', join(folder, 'input.yml')])).status).toBe(0);
  });
});

describe('describe', () => {
  test('shows an operation, and as JSON all of it', async () => {
    const { status, stdout } = await runHere(['describe', 'connect:createUser']);
    expect({ status, first: stdout.split('\n')[0] }).toEqual({
      status: 0,
      first: 'connect:createUser  Connect CreateUser',
    });
    const json = await runHere(['describe', 'connect:createUser', '--format', 'json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ service: 'connect', operation: 'CreateUser', status: 200 });
  });

  test('lists services, operations of one, and operations of all', async () => {
    expect((await runHere(['describe'])).stdout).toMatch(/^ {2}connect +Connect$/m);
    expect((await runHere(['describe', 'sqs'])).stdout).toContain('sqs:sendMessage\n');
    const { stdout } = await runHere(['describe', '--search', 'create user', '--format', 'json']);
    expect(JSON.parse(stdout).operations).toContainEqual({ service: 'iam', operation: 'CreateUser' });
  });

  test('what there is none of is told, with the way out', async () => {
    const { status, stderr } = await runHere(['describe', 'conect']);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'arazzo-sfn: there is no service conect. Did you mean `connect`?\nTry: arazzo-sfn describe --help\n',
    });
    expect(await runHere(['describe', 'sqs', '--search', 'fly'])).toMatchObject({
      status: 1,
      stderr: 'arazzo-sfn: nothing has fly in its name\n',
    });
  });
});

describe('input', () => {
  test('writes an input that the machine takes', async () => {
    const folder = folderWith({});
    const file = join(folder, 'input.json');
    expect(await runHere(['input', workflow, '--out', file])).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')))).toEqual([
      'instanceId',
      'username',
      'password',
      'securityProfileId',
      'routingProfileId',
    ]);
  });

  test('says what it could not fill in', async () => {
    const inputs = '{ type: object, required: [id], properties: { id: { type: string, not: { const: id } } } }';
    const document = `${text.split('workflows:')[0]}workflows:\n${second.replace(/inputs: .*/, `inputs: ${inputs}`)}`;
    const { status, stderr } = await runHere(['input', 'document.yml'], {
      cwd: folderWith({ 'document.yml': document }),
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringMatching(/^to be filled in: .*id/) });
  });
});
