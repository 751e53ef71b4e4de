import type { Diagnostic } from '../diagnostics/index.ts';
import type { CompileOptions } from '../options.ts';

/** What every function that binds names to values needs: the options, and somewhere to report. */
export interface Binder {
  readonly options: CompileOptions;
  /** Reports once for each place and code, since a text may be bound for several paths; gives nothing back. */
  report(diagnostic: Diagnostic): undefined;
}

/** A binder that hands on what is reported, each thing once. */
export function createBinder(options: CompileOptions, handOn: (diagnostic: Diagnostic) => void): Binder {
  const seen = new Set<string>();
  return {
    options,
    report(diagnostic) {
      const { file, range } = diagnostic.place;
      const key = `${diagnostic.code} ${range.start} ${range.end} ${file.name}`;
      if (!seen.has(key)) handOn(diagnostic);
      seen.add(key);
    },
  };
}
