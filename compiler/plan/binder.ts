import type { Diagnostic } from '../diagnostics/index.ts';
import type { CompileSettings } from '../options.ts';
import type { Node } from '../source/index.ts';

/** What every function that binds names to values needs: the options, and somewhere to report. */
export interface Binder {
  readonly options: CompileSettings;
  /** Reports once for each place and code, since a text may be bound for several paths; gives nothing back. */
  report(diagnostic: Diagnostic): undefined;
  /** The values that `$request` and `$components` are being followed to, and how often one led to another. */
  readonly following: { readonly open: Set<Node>; count: number };
}

/** A binder that hands on what is reported, each thing once. */
export function createBinder(options: CompileSettings, handOn: (diagnostic: Diagnostic) => void): Binder {
  const seen = new Set<string>();
  return {
    options,
    following: { open: new Set(), count: 0 },
    report(diagnostic) {
      const { file, range } = diagnostic.place;
      const key = `${diagnostic.code} ${range.start} ${range.end} ${file.name}`;
      if (!seen.has(key)) handOn(diagnostic);
      seen.add(key);
    },
  };
}
