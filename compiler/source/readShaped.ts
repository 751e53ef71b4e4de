import { type Diagnostic, Diagnostics, formatText, inOrder, type SourceFile } from '../diagnostics/index.ts';
import { parseSource } from './parse.ts';
import type { Shape } from './shape/shape.ts';

/** What came of reading a file. */
export interface Shaped<T> {
  /** Undefined where there are errors. */
  readonly value: T | undefined;
  /** In the order of the file. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a file of YAML or JSON whose value has a shape. */
export function readShaped<T>(source: SourceFile, shape: Shape<T>): Shaped<T> {
  const diagnostics = new Diagnostics();
  const node = parseSource(source, diagnostics);
  const value = node === undefined ? undefined : shape.read(node, diagnostics);
  return { value: diagnostics.hasErrors ? undefined : value, diagnostics: inOrder(diagnostics.all) };
}

/** A file that isn't what it should be. The message shows every mistake in it, each at its place. */
export class FileError extends Error {
  override readonly name = 'FileError';
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(formatText(diagnostics, { colours: false }));
    this.diagnostics = diagnostics;
  }
}

/** The value of a file. Throws a `FileError` where it has another shape. */
export function shapedOrThrow<T>(source: SourceFile, shape: Shape<T>): T {
  const { value, diagnostics } = readShaped(source, shape);
  if (value === undefined) throw new FileError(diagnostics);
  return value;
}
