import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { builtProgram } from '../support/builtPackage.ts';
import { Editor } from './support.ts';

const root = join(__dirname, '..', '..');
const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill();
});

describe('arazzo-sfn lsp', () => {
  test.each([['lsp'], ['lsp', '--stdio']])(
    'speaks the protocol over stdin and stdout, and ends when it is told to',
    async (...args) => {
      const child = spawn(process.execPath, [builtProgram(), ...args], {
        cwd: root,
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      started.push(child);
      const ended = new Promise((resolve) => child.on('exit', resolve));
      const editor = await Editor.on(
        createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin)),
      );
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
