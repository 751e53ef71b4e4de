import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import type { FileBounds } from '../../compiler/index.ts';
import { serveEditor } from '../../editor/index.ts';
import { checkRoot } from '../cli/files.ts';
import { packageVersion } from '../cli/version.ts';

/**
 * Serves an editor over stdin and stdout until it ends the process.
 * @param bounds of the files that the documents name
 * @throws UsageError where the root is no folder
 */
export async function lsp(bounds: FileBounds): Promise<number> {
  checkRoot(bounds);
  serveEditor(createConnection(ProposedFeatures.all, process.stdin, process.stdout), packageVersion(), bounds);
  // The connection ends the process: with 0 where the editor has said that it would, as the protocol asks.
  return new Promise(() => undefined);
}
