import { type Diagnostic, inOrder, type Range, type SourceFile } from '../compiler/diagnostics/index.ts';
import type { CompileOptions, Examined } from '../compiler/index.ts';
import { examine } from '../compiler/node/index.ts';
import { blanked, lineAt, stepsIn } from './lines.ts';

/** How many places of a text are passed over before it is given up. */
const MOST_REPAIRS = 6;

/** What came of a text that may be half-written. */
export interface Recovered {
  /** What it was compiled to, perhaps without some of its parts. */
  readonly examined: Examined;
  /** What to tell of the text as it stands. */
  readonly found: readonly Diagnostic[];
}

/**
 * Compiles a text that may be half-written. Where it is no YAML or JSON, the line that shows it is passed over, and where
 * that doesn't do, the step around it, so that the others still mean what they say; everything stays where it is. What is
 * told of such a text is why it can't be read.
 */
export function recovered(source: SourceFile, options: CompileOptions): Recovered {
  const whole = examine(source, options);
  let examined = whole;
  let text = source.text;
  for (let repairs = 0; repairs < MOST_REPAIRS && examined.root === undefined; repairs += 1) {
    const at = examined.diagnostics[0]?.place.range.start;
    if (at === undefined || at >= text.length) break;
    const line = blanked(text, lineAt(text, at));
    const withoutLine = examine({ ...source, text: line }, options);
    const step = withoutLine.root === undefined ? stepAround(text, at) : undefined;
    text = step === undefined ? line : blanked(text, step);
    examined = step === undefined ? withoutLine : examine({ ...source, text }, options);
  }
  return { examined, found: inOrder(whole.diagnostics) };
}

function stepAround(text: string, at: number): Range | undefined {
  return stepsIn(text).find(({ start, end }) => start <= at && at <= end);
}
