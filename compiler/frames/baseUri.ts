import type { Document } from '../arazzo/index.ts';
import type { CompileOptions } from '../options.ts';

/** A file that a document names. */
type File = ReturnType<NonNullable<CompileOptions['readFile']>>;

/**
 * Reads a file that a document names by its address: a relative `$self` moves what the address is relative to (Arazzo 1.1,
 * section 4.6.1). An absolute one can't be read from; then, as where nothing is there, the document's own place counts.
 */
export function readBeside(
  document: Document,
  url: string,
  kind: 'data' | undefined,
  { readFile }: CompileOptions,
): File {
  const { file, self } = document;
  const moved = self === undefined || !isRelativePath(self.value) ? undefined : `${folderOf(file.name)}${self.value}`;
  return (moved === undefined ? undefined : readFile?.(url, moved, kind)) ?? readFile?.(url, file.name, kind);
}

/** What an address in a document identifies. */
export function identified(document: Document, url: string): string | undefined {
  return resolved(url, identityOf(document) ?? placeOf(document));
}

/** The URI that a document gives itself; undefined where it gives itself none. */
export function identityOf(document: Document): string | undefined {
  return document.self === undefined ? undefined : resolved(document.self.value, placeOf(document));
}

function placeOf({ file }: Document): string | undefined {
  return resolved(encodeURI(file.name.replaceAll('\\', '/')), 'file:///');
}

function resolved(url: string, base: string | undefined): string | undefined {
  return base !== undefined && URL.canParse(url, base) ? new URL(url, base).href : undefined;
}

function isRelativePath(url: string): boolean {
  return !/^(?:[A-Za-z][A-Za-z0-9+.-]*:|\/)/.test(url);
}

/** The folder of a file's name, with the slash behind it; empty where the name has none. */
function folderOf(name: string): string {
  return name.slice(0, Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
}
