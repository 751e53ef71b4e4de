import type { Range, SourceFile } from '../compiler/diagnostics/index.ts';
import type { CompileOptions, Examined } from '../compiler/index.ts';
import { examine } from '../compiler/node/index.ts';
import { blanked, lineAt, stepsIn } from './lines.ts';

/** How many places of a text are passed over before it is given up. */
const MOST_REPAIRS = 6;

/**
 * Reads a text that may be half-written. Where it is no YAML or JSON, the line that shows it is passed over, and where that
 * doesn't do, the step around it, so that the others still mean what they say; everything stays where it is.
 * @param whole the text as it was read
 * @param earlier what was read of an earlier text of it
 */
export function recovered(
  source: SourceFile,
  whole: Examined,
  options: CompileOptions,
  earlier: Examined | undefined,
): Examined {
  let examined = whole;
  let text = source.text;
  for (let repairs = 0; repairs < MOST_REPAIRS && examined.root === undefined; repairs += 1) {
    const at = examined.unreadableAt;
    if (at === undefined || at >= text.length) break;
    const line = blanked(text, lineAt(text, at));
    const withoutLine = examine({ ...source, text: line }, options, earlier);
    const step = withoutLine.root === undefined ? stepAround(text, at) : undefined;
    text = step === undefined ? line : blanked(text, step);
    examined = step === undefined ? withoutLine : examine({ ...source, text }, options, earlier);
  }
  return examined;
}

function stepAround(text: string, at: number): Range | undefined {
  return stepsIn(text).find(({ start, end }) => start <= at && at <= end);
}
