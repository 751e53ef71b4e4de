import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { builtPackage } from '../support/builtPackage.ts';
import { Editor, folderWith } from './support.ts';

const root = join(__dirname, '..', '..');
const text = readFileSync(join(root, 'workflows', 'amazon-connect-provision-user.yml'), 'utf8');
const started: ChildProcess[] = [];
afterAll(() => {
  for (const child of started) child.kill();
});

/** As much of VS Code as the extension asks for, and what it has done. */
class FakeCode {
  readonly commands = new Map<string, () => Promise<void>>();
  readonly context = new Map<string, unknown>();
  readonly panels: { title: string; webview: { html: string } }[] = [];
  readonly errors: string[] = [];
  readonly folder: string;
  program = '';
  isTrusted = true;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** The module `vscode`. */
  get module(): object {
    const listen = () => ({ dispose: () => {} });
    const document = { uri: { toString: () => pathToFileURL(join(this.folder, 'a.yml')).href }, getText: () => text };
    return {
      ColorThemeKind: { Light: 1, Dark: 2, HighContrast: 3 },
      ViewColumn: { Beside: -2 },
      commands: {
        registerCommand: (name: string, run: () => Promise<void>) => {
          this.commands.set(name, run);
          return { dispose: () => {} };
        },
        executeCommand: async (_: string, name: string, value: unknown) => void this.context.set(name, value),
      },
      window: {
        activeTextEditor: { document, selection: { active: { line: 0, character: 0 } } },
        activeColorTheme: { kind: 2 },
        onDidChangeActiveTextEditor: listen,
        onDidChangeTextEditorSelection: listen,
        onDidChangeActiveColorTheme: listen,
        showErrorMessage: async (message: string) => void this.errors.push(message),
        createWebviewPanel: (_: string, title: string) => {
          const panel = { title, webview: { html: '' }, onDidDispose: listen, dispose: () => {} };
          this.panels.push(panel);
          return panel;
        },
      },
      workspace: {
        isTrusted: this.isTrusted,
        workspaceFolders: [{ uri: { fsPath: this.folder } }],
        getConfiguration: () => ({ get: () => this.program }),
        createFileSystemWatcher: listen,
        onDidChangeTextDocument: listen,
      },
    };
  }
}

/** A client that starts the server as that of VS Code does, and opens the document. */
function fakeClient(code: FakeCode, seen: { options?: unknown }) {
  return class {
    readonly #server: { readonly module?: string; readonly command?: string; readonly args: readonly string[] };
    #editor: Editor | undefined;

    constructor(_id: string, _name: string, server: FakeServer, options: unknown) {
      this.#server = server;
      seen.options = options;
    }

    async start(): Promise<void> {
      const { module, command, args } = this.#server;
      if (module === undefined) throw new Error(`${command} is not there`);
      const child = spawn(process.execPath, [module, ...args, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
      started.push(child);
      const connection = createProtocolConnection(
        new StreamMessageReader(child.stdout),
        new StreamMessageWriter(child.stdin),
      );
      this.#editor = await Editor.on(connection);
      await this.#editor.open(join(code.folder, 'a.yml'), text);
    }

    sendRequest(method: string, params: object): Promise<unknown> {
      if (this.#editor === undefined) throw new Error('it is not started');
      return this.#editor.connection.sendRequest(method, params);
    }

    async stop(): Promise<void> {
      await this.#editor?.close();
    }
  };
}

interface FakeServer {
  readonly module?: string;
  readonly command?: string;
  readonly args: readonly string[];
}

async function activated(code: FakeCode, seen: { options?: unknown } = {}) {
  jest.resetModules();
  jest.doMock('vscode', () => code.module, { virtual: true });
  jest.doMock('vscode-languageclient/node', () => ({
    LanguageClient: fakeClient(code, seen),
    TransportKind: { stdio: 0 },
  }));
  const extension = await import('../../editors/vscode/src/extension.ts');
  const subscriptions: { dispose(): void }[] = [];
  await extension.activate({ subscriptions });
  return { extension, subscriptions };
}

describe('the extension for VS Code', () => {
  let folder: string;
  beforeEach(() => {
    folder = folderWith({ 'a.yml': text });
  });

  test("starts the workspace's own server, shows the picture in the colours of the editor, and ends", async () => {
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(builtPackage(), join(folder, 'node_modules', 'arazzo-step-functions'));
    const code = new FakeCode(folder);
    const seen: { options?: unknown } = {};
    const { extension, subscriptions } = await activated(code, seen);
    expect(code.errors).toEqual([]);
    expect(seen.options).toMatchObject({ documentSelector: [{ language: 'yaml' }, { language: 'json' }] });
    expect(code.context.get('arazzo.isDocument')).toBe(true);
    await code.commands.get('arazzo.showPicture')?.();
    const [panel] = code.panels;
    expect(panel?.title).toBe('provision-user');
    expect(panel?.webview.html).toContain('data-state="createAgent"');
    expect(panel?.webview.html).toContain("default-src 'none'");
    for (const each of subscriptions) each.dispose();
    await extension.deactivate();
  });

  test('says what to do where there is no server, and starts none of a workspace that is not trusted', async () => {
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(builtPackage(), join(folder, 'node_modules', 'arazzo-step-functions'));
    const code = new FakeCode(folder);
    code.isTrusted = false;
    await activated(code);
    expect(code.errors).toEqual([expect.stringContaining('npm install --save-dev arazzo-step-functions')]);
  });

  test('is described by its manifest: what it offers is what it registers', async () => {
    const manifest = JSON.parse(readFileSync(join(root, 'editors', 'vscode', 'package.json'), 'utf8'));
    const code = new FakeCode(folder);
    await activated(code);
    expect(manifest.contributes.commands.map(({ command }: { command: string }) => command)).toEqual([
      ...code.commands.keys(),
    ]);
    expect(Object.keys(manifest.contributes.configuration.properties)).toEqual(['arazzo.program']);
  });
});
