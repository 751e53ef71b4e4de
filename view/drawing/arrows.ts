import { type DecideFacts, type RuleFacts, type StateFacts, shortError } from '../../compiler/index.ts';
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
  const arrows = rules.map((rule): Arrow => {
    const { when, atMost, usedUp, to } = rule;
    if (usedUp !== undefined)
      return { to, kind: 'rule', label: [`after ${times(usedUp)}`], about: conditionText(rule) };
    const limit = atMost === undefined ? [] : [`at most ${times(atMost)}`];
    return { to, kind: 'rule', label: [when?.short ?? 'else', ...limit], about: conditionText(rule) };
  });
  const always = rules.find(({ when }) => when === undefined);
  const label = always?.atMost === undefined ? 'else' : `after ${times(always.atMost)}`;
  return merged([...arrows, { to: otherwise, kind: 'otherwise', label: [label], about: label }]);
}

/** When a rule holds, in full. */
export function conditionText({ when }: RuleFacts): string {
  return when?.text ?? 'nothing before holds';
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
  // What is left in the end holds what was asked before, too; and so does a condition that another one adds to.
  if (other.kind === 'otherwise' || one.label[0]?.startsWith(`${other.label.join(' ')} and `))
    return { ...other, about };
  return { ...one, label: [...one.label, 'or', ...other.label], about };
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
