import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { example } from '../../compiler/diagnostics/catalogue/example.ts';
import { builtProgram } from '../support/builtPackage.ts';
import { folderWith, runHere } from './support.ts';

const document = (folder: string) => join(folder, 'one.yml');
const files = { 'one.yml': example('Steps') };

describe('--out', () => {
  test('follows symbolic links, also where there is nothing yet at their end', async () => {
    const folder = folderWith({ ...files, 'real.json': 'old' });
    symlinkSync('real.json', join(folder, 'link.json'));
    symlinkSync('new.json', join(folder, 'dangling.json'));
    for (const [link, target] of [
      ['link.json', 'real.json'],
      ['dangling.json', 'new.json'],
    ] as const) {
      expect(await runHere(['compile', document(folder), '--out', join(folder, link)])).toMatchObject({ status: 0 });
      expect(lstatSync(join(folder, link)).isSymbolicLink()).toBe(true);
      expect(JSON.parse(readFileSync(join(folder, target), 'utf8'))).toHaveProperty('States');
    }
    expect(readdirSync(folder).sort()).toEqual(['dangling.json', 'link.json', 'new.json', 'one.yml', 'real.json']);
  });

  test('keeps the permissions of the file that it replaces', async () => {
    const folder = folderWith({ ...files, 'out.json': 'old' });
    chmodSync(join(folder, 'out.json'), 0o640);
    await runHere(['compile', document(folder), '--out', join(folder, 'out.json')]);
    expect(statSync(join(folder, 'out.json')).mode & 0o777).toBe(0o640);
  });

  test('- is stdout', async () => {
    const folder = folderWith(files);
    const { stdout } = await runHere(['compile', document(folder), '--out', '-']);
    expect(JSON.parse(stdout)).toHaveProperty('States');
  });

  // A device of its own: the machine's would be lost to all where this fails.
  const devices = folderWith(files);
  const hasDevice = spawnSync('mknod', [join(devices, 'null'), 'c', '1', '3']).status === 0;
  (hasDevice ? test : test.skip)('writes to a device, which stays one (needs root and mknod)', async () => {
    symlinkSync('null', join(devices, 'link'));
    for (const out of ['null', 'link']) {
      expect(await runHere(['compile', document(devices), '--out', join(devices, out)])).toMatchObject({ status: 0 });
      expect(statSync(join(devices, 'null')).isCharacterDevice()).toBe(true);
    }
  });

  (existsSync('/dev/full') ? test : test.skip)('a disk that is full is no wrong usage (needs /dev/full)', async () => {
    const folder = folderWith(files);
    expect(await runHere(['compile', document(folder), '--out', '/dev/full'])).toEqual({
      status: 74,
      stdout: '',
      stderr: "arazzo-sfn: can't write /dev/full: no space left on the device\n",
    });
  });

  const program = builtProgram();
  const hasFifo = spawnSync('mkfifo', ['--version']).status === 0;
  (hasFifo ? test : test.skip)('waits for who reads a pipe, which stays one (needs mkfifo)', async () => {
    const folder = folderWith(files);
    spawnSync('mkfifo', [join(folder, 'pipe')]);
    const child = spawn(process.execPath, [program, 'compile', 'one.yml', '--out', 'pipe'], { cwd: folder });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    // Nobody reads yet.
    const early = await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 2000, 'waits'))]);
    expect(early).toBe('waits');
    const { stdout } = spawnSync('cat', ['pipe'], { cwd: folder, encoding: 'utf8' });
    expect(JSON.parse(stdout)).toHaveProperty('States');
    expect(await ended).toBe(0);
    expect(statSync(join(folder, 'pipe')).isFIFO()).toBe(true);
  });
});

describe('--root', () => {
  const folder = folderWith({ 'secret.yml': 'aws_secret_access_key: hunter2\n' });
  mkdirSync(join(folder, 'docs'));
  writeFileSync(join(folder, 'docs', 'one.yml'), example('Steps'));
  writeFileSync(
    join(folder, 'docs', 'input.scenarios.yml'),
    'document: one.yml\ninput: ../secret.yml\nscenarios: [{ name: a, expect: { status: SUCCEEDED } }]\n',
  );
  writeFileSync(
    join(folder, 'docs', 'document.scenarios.yml'),
    'document: ../secret.yml\nscenarios: [{ name: a, expect: { status: SUCCEEDED } }]\n',
  );
  symlinkSync('../secret.yml', join(folder, 'docs', 'link.yml'));

  test('bounds what may be checked; by default a link leads out of the folder of the document', async () => {
    const link = join(folder, 'docs', 'link.yml');
    const { status, stdout, stderr } = await runHere(['check', link]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(`can't read ${link}: it is not below ${join(folder, 'docs')}, the root folder\n`);
    expect(await runHere(['check', link, '--root', folder])).toMatchObject({ status: 1 });
  });

  test.each(['input', 'document'])('bounds what a scenario file names as its %s', async (name) => {
    const file = join(folder, 'docs', `${name}.scenarios.yml`);
    const { status, stdout } = await runHere(['test', file]);
    expect(status).toBe(1);
    expect(stdout).toContain("../secret.yml can't be read [document-unreadable]");
    expect(stdout).not.toContain('hunter2');
  });

  test('quotes nothing of an input that is neither JSON nor YAML', async () => {
    const broken = folderWith({
      ...files,
      'input.txt': 'user: [hunter2\n',
      'a.scenarios.yml':
        'document: one.yml\ninput: input.txt\nscenarios: [{ name: a, expect: { status: SUCCEEDED } }]\n',
    });
    const { stdout } = await runHere(['test', join(broken, 'a.scenarios.yml')]);
    expect(stdout).toContain('input.txt holds no object in JSON or YAML: see its line 1, column 7');
    expect(stdout).not.toContain('hunter2');
  });

  test('of a folder that is not there is wrong usage', async () => {
    const { status, stderr } = await runHere(['check', join(folder, 'docs', 'one.yml'), '--root', 'nowhere']);
    expect(status).toBe(2);
    expect(stderr).toContain('there is no folder nowhere, which --root names');
  });

  test('goes with a size that no file may be larger than', async () => {
    const one = join(folder, 'docs', 'one.yml');
    const { status, stderr } = await runHere(['check', one, '--max-file-size', '10']);
    expect(status).toBe(2);
    expect(stderr).toContain(`can't read ${one}: it is larger than 10 bytes`);
  });
});

test('an input may come out of a pipe', () => {
  const program = builtProgram();
  const folder = folderWith(files);
  const command = `"${process.execPath}" "${program}" run one.yml --input <(echo '{}')`;
  const { stderr } = spawnSync('bash', ['-c', command], { cwd: folder, encoding: 'utf8' });
  expect(stderr).not.toContain("can't read");
});

test('options hold for all documents that are checked: a name that one of them knows is none that names nothing', async () => {
  const folder = folderWith({ ...files, 'two.yml': example('Two').replaceAll('userId', 'agentId') });
  const both = [document(folder), join(folder, 'two.yml')];
  const found = async (options: object) => {
    const { stdout } = await runHere(['check', ...both, '--format', 'json', '--options', JSON.stringify(options)]);
    return JSON.parse(stdout).filter(({ code }: { code: string }) => code === 'option-unknown');
  };
  expect(await found({ secrets: ['agentId'] })).toEqual([]);
  expect(await found({ secrets: ['agnt'] })).toHaveLength(1);
});
