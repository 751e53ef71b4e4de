import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CompileResult, compile, documentReader } from '../compiler/index.ts';
import { packageRoot } from '../compiler/node/index.ts';
import { loadProject, settingsOf, withSeverities } from '../project/index.ts';

/** Compiles a document that the package brings, with what it names and what holds for its folder. */
export function compileShipped(document: string): CompileResult {
  const path = join(packageRoot(), document);
  const { options, severities } = settingsOf(path, loadProject(path));
  const source = { name: document, text: readFileSync(path, 'utf8') };
  const result = compile(source, { ...options, readFile: documentReader(path) });
  return { ...result, diagnostics: withSeverities(result.diagnostics, severities) };
}
