import { shortError } from '../../compiler/explain/index.ts';
import type { DecideFacts, RuleFacts, StateFacts } from '../../compiler/index.ts';
import type { DrawnEdge } from './drawing.ts';

/** An arrow out of a state, as the drawing has it, its target by name. */
export type Arrow = Pick<DrawnEdge, 'kind' | 'label' | 'about'> & { readonly to: string };

/** The arrows out of a state, in the order in which they are decided. */
export function arrowsOf(state: StateFacts): readonly Arrow[] {
  switch (state.kind) {
    case 'accept':
      return [
        { to: state.accepted, kind: 'next', label: [] },
        { to: state.rejected, kind: 'otherwise', label: [] },
      ];
    case 'call':
      return [
        { to: state.next, kind: 'next', label: [] },
        ...state.caught.map(({ errors, to }): Arrow => ({ to, kind: 'caught', ...caughtLabel(errors) })),
      ];
    case 'decide':
      return decisionArrows(state);
    case 'wait':
    case 'start':
      return [{ to: state.next, kind: 'next', label: [] }];
    case 'succeed':
    case 'fail':
      return [];
    default:
      return state satisfies never;
  }
}

function decisionArrows({ rules, otherwise }: DecideFacts): readonly Arrow[] {
  const arrows = rules.map(({ when, atMost, to }, index): Arrow => {
    const usedUp = usedUpBefore(rules, index);
    const label =
      usedUp !== undefined
        ? [`after ${times(usedUp)}`]
        : [when.short, ...(atMost === undefined ? [] : [`at most ${times(atMost)}`])];
    return { to, kind: 'rule', label, about: when.text };
  });
  return merged([...arrows, { to: otherwise, kind: 'otherwise', label: ['else'], about: 'else' }]);
}

/** One arrow for each target: what leads to the same place in several ways is told once. */
function merged(arrows: readonly Arrow[]): readonly Arrow[] {
  const byTarget = new Map<string, Arrow>();
  for (const arrow of arrows) {
    const known = byTarget.get(arrow.to);
    byTarget.set(arrow.to, known === undefined ? arrow : joined(known, arrow));
  }
  return [...byTarget.values()];
}

function joined(one: Arrow, other: Arrow): Arrow {
  const about = [one.about, other.about].filter((each) => each !== undefined).join('; or ');
  // What is left in the end holds what was asked before, too.
  if (other.kind === 'otherwise') return { ...other, about };
  return { ...one, label: [...one.label, 'or', ...other.label], about };
}

/**
 * A rule that says the same as one before it that is limited is what happens once that one is used up.
 * @returns after how many times that is; undefined for any other rule
 */
export function usedUpBefore(rules: readonly RuleFacts[], index: number): number | undefined {
  const rule = rules[index];
  if (rule === undefined || rule.atMost !== undefined) return undefined;
  return rules.slice(0, index).find((each) => each.atMost !== undefined && each.when.text === rule.when.text)?.atMost;
}

/** Names are told as long as they are few; those of the network and the service in general are left to the sentence. */
function caughtLabel(errors: readonly string[]): Pick<Arrow, 'label' | 'about'> {
  const short = errors.map(shortError);
  const about = `after ${short.join(', ')}`;
  if (short.length > 2) return { label: [`after ${short.length} kinds of errors`], about };
  return { label: [about], about };
}

/** `once`, `5 times`. */
export function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
