import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { builtProgram } from '../support/builtPackage.ts';
import { Editor, folderWith } from './support.ts';

const root = join(__dirname, '..', '..');
const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill();
});

/** The server, started with these arguments, and an editor that has greeted it. */
async function startedWith(...args: string[]) {
  const child = spawn(process.execPath, [builtProgram(), 'lsp', ...args], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  started.push(child);
  const ended = new Promise((resolve) => child.on('exit', resolve));
  const editor = await Editor.on(
    createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin)),
  );
  return { editor, ended };
}

describe('arazzo-sfn lsp', () => {
  test.each([[], ['--stdio']])(
    'speaks the protocol over stdin and stdout, and ends when it is told to',
    async (...args) => {
      const { editor, ended } = await startedWith(...args);
      expect(editor.result.serverInfo).toEqual({
        name: 'arazzo-sfn',
        version: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
      });
      const path = join(root, 'workflows', 'amazon-connect-provision-user.yml');
      const document = await editor.open(
        path,
        readFileSync(path, 'utf8').replace('operationId: createUser', 'operationId: creteUser'),
      );
      const found = document.found.find(({ code }) => code === 'operation-unknown');
      if (found === undefined) throw new Error('nothing was found');
      const [fix] = await document.fixesFor(found);
      expect(document.with(fix?.edit?.changes?.[document.uri] ?? [])).toBe(readFileSync(path, 'utf8'));
      expect((await document.completion(document.at('creteUser|'))).map(({ label }) => label)).toContain('createUser');
      await editor.close();
      expect(await ended).toBe(0);
    },
  );

  test('reads no file outside of the folder that --root names', async () => {
    const folder = folderWith({ 'outside.yml': 'arazzo: 1.0.1\n' });
    const below = join(folder, 'below');
    mkdirSync(below);
    const naming = `arazzo: 1.0.1
info: { title: Names, version: 1.0.0 }
sourceDescriptions: [{ name: outside, url: ../outside.yml, type: arazzo }]
workflows: [{ workflowId: call, steps: [{ stepId: run, workflowId: $sourceDescriptions.outside.any }] }]
`;
    const foundWith = async (dir: string) => {
      const { editor, ended } = await startedWith('--root', dir);
      const { found } = await editor.open(join(below, 'naming.yml'), naming);
      await editor.close();
      expect(await ended).toBe(0);
      return found.map(({ code }) => code);
    };
    expect(await foundWith(below)).toContain('document-unreadable');
    expect(await foundWith(folder)).not.toContain('document-unreadable');
  });

  test('says that the folder of --root is none', async () => {
    const child = spawn(process.execPath, [builtProgram(), 'lsp', '--root', '/nowhere/at/all']);
    started.push(child);
    let told = '';
    child.stderr.on('data', (chunk) => {
      told += chunk;
    });
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(2);
    expect(told).toContain('there is no folder /nowhere/at/all, which --root names');
  });

  test('is code of a file of its own, which no other command loads', () => {
    const bin = dirname(builtProgram());
    // What V8 has compiled lies beside it, under the same names.
    const files = readdirSync(bin, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.js') && !file.startsWith('cache'),
    );
    const text = (file: string) => readFileSync(join(bin, file), 'utf8');
    const speaking = files.filter((file) => text(file).includes('Content-Length: '));
    expect(speaking.map((file) => basename(file))).toEqual([expect.stringMatching(/^lsp-/)]);
    const [own = ''] = speaking;
    const loading = files.flatMap((file) => text(file).match(new RegExp(`.{40}${basename(own)}`, 'g')) ?? []);
    expect(loading).toEqual([expect.stringContaining('Promise.resolve().then(()=>')]);
  });
});
