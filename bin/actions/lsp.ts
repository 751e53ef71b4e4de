import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serveEditor } from '../../editor/index.ts';
import { packageVersion } from '../cli/version.ts';

/** Serves an editor over stdin and stdout until it ends the process. */
export function lsp(): Promise<number> {
  serveEditor(createConnection(ProposedFeatures.all, process.stdin, process.stdout), packageVersion());
  // The connection ends the process: with 0 where the editor has said that it would, as the protocol asks.
  return new Promise(() => undefined);
}
