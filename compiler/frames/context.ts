import type { Diagnostic } from '../diagnostics/index.ts';
import type { CompileSettings } from '../options.ts';

/** What the stages share while a document is compiled: the caller's options, and where to report what is found. */
export interface Context {
  readonly options: CompileSettings;
  /** Gives nothing back, so that a function can report and return in one statement. */
  report(diagnostic: Diagnostic): undefined;
  /** How many errors were reported so far, those that were not handed on again counted, too. */
  readonly errors: number;
}

/**
 * A context that hands on each thing once for a place and code: what a workflow gives to all of its steps, and what
 * several texts refer to, is read for each of them.
 */
export function createContext(options: CompileSettings, handOn: (diagnostic: Diagnostic) => void): Context {
  const reported = new Set<string>();
  let errors = 0;
  return {
    options,
    get errors() {
      return errors;
    },
    report(diagnostic) {
      if (diagnostic.severity === 'error') errors += 1;
      const { file, range } = diagnostic.place;
      const key = `${diagnostic.code} ${range.start} ${range.end} ${file.name}`;
      if (!reported.has(key)) handOn(diagnostic);
      reported.add(key);
    },
  };
}
