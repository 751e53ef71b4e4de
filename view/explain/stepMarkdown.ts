import type { Machine } from '../../compiler/index.ts';
import { stateBlocks } from './stateBlocks.ts';
import { toMarkdown } from './toMarkdown.ts';

/**
 * What a step of the compiled workflow becomes, as Markdown: its states, with what each sends, repeats and needs.
 * @returns undefined where no state is the step's
 */
export function stepMarkdown({ facts, permissions }: Machine, step: string): string | undefined {
  const blocks = facts.flatMap((state, at) =>
    state.step === step && state.within.length === 0 ? stateBlocks(state, at + 1, permissions) : [],
  );
  return blocks.length === 0 ? undefined : toMarkdown(blocks);
}
