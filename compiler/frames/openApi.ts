import type { Document, SourceDescription } from '../arazzo/index.ts';
import { Diagnostics } from '../diagnostics/index.ts';
import type { CompileOptions } from '../options.ts';
import { parseSource, valueAt } from '../source/index.ts';

/**
 * The hosts in the `servers` of the OpenAPI description that a source names, where it can be read. It need not be there:
 * everything else about an operation comes from the service model.
 */
export function openApiHosts(
  source: SourceDescription,
  document: Document,
  options: CompileOptions,
): readonly string[] | undefined {
  const file = options.readFile?.(source.url.value, document.file.name);
  if (file === undefined) return undefined;
  const root = parseSource(file, new Diagnostics());
  const servers = root?.kind === 'map' ? valueAt(root, 'servers') : undefined;
  if (servers?.kind !== 'list') return undefined;
  return servers.items.flatMap((server) => {
    const url = server.kind === 'map' ? valueAt(server, 'url') : undefined;
    const host = url?.kind === 'scalar' ? /^https?:\/\/([^/:]+)/.exec(String(url.value))?.[1] : undefined;
    return host === undefined ? [] : [host];
  });
}
