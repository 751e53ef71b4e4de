import type { Explanation } from './explanation.ts';
import { toBlocks } from './toBlocks.ts';
import { toMarkdown } from './toMarkdown.ts';
import { toText } from './toText.ts';

/** An explanation as text for a terminal. */
export function explanationText(explanation: Explanation): string {
  return toText(toBlocks(explanation));
}

/** An explanation as Markdown, for a pull request or a page of documentation. */
export function explanationMarkdown(explanation: Explanation): string {
  return toMarkdown(toBlocks(explanation));
}
