import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type ServerOptions, TransportKind } from 'vscode-languageclient/node';

/** Where the program is in a project that depends on the package. */
const inProject = ['node_modules', 'arazzo-step-functions', 'dist', 'bin', 'arazzo-sfn.js'];

/**
 * How the language server is started: the program that the user's settings name, else the one that a folder of the workspace
 * has installed, else `arazzo-sfn` of the PATH.
 */
export function findServer(program: string, folders: readonly string[]): ServerOptions {
  const installed = folders.map((folder) => join(folder, ...inProject)).find((file) => existsSync(file));
  if (program === '' && installed !== undefined) return moduleServer(installed);
  if (/\.[cm]?js$/.test(program)) return moduleServer(program);
  return { command: program === '' ? 'arazzo-sfn' : program, args: ['lsp', '--stdio'], options: { shell: isWindows } };
}

/** npm's programs are scripts of the shell there. */
const isWindows = process.platform === 'win32';

/** A JavaScript file runs on the editor's own Node; `--stdio` is added by the client. */
function moduleServer(module: string): ServerOptions {
  return { module, args: ['lsp'], transport: TransportKind.stdio };
}
