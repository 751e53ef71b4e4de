import { times } from '../drawing/arrows.ts';
import { duration } from '../drawing/duration.ts';
import { type Block, code, type Inline } from './blocks.ts';
import type { Cost, Repetition } from './explanation.ts';

/** What executions cost, and where the figures come from. */
export function costBlocks(cost: Cost): readonly Block[] {
  const { transitions, price, repetitions } = cost;
  const one = cost.dollars;
  return [
    { kind: 'heading', level: 2, text: ['Cost'] },
    {
      kind: 'paragraph',
      text: [
        transitions === 0
          ? 'No execution can succeed.'
          : `The shortest execution that succeeds takes ${transitions} state transitions: ${dollarText(one)}; a million of them ${dollarText(cost.dollarsAMillion)}.`,
      ],
    },
    {
      kind: 'list',
      items: [
        ...repetitions.map(repetitionText),
        ['Each retry of a call adds a transition.'],
        [
          `Standard workflows in ${price.region} at ${dollarText(price.dollarsPerThousandTransitions)} for 1,000 transitions (${price.source}, ${price.asOf}), the free 4,000 a month not counted. What the called services charge comes on top.`,
        ],
      ],
    },
  ];
}

function repetitionText({ state, action, atMost, transitions, waitSeconds, dollarsAtMost }: Repetition): Inline {
  const waits = waitSeconds === undefined ? '' : `, which wait ${duration(waitSeconds)} in all`;
  return [
    'Each repetition by ',
    ...(action === undefined ? [] : [code(action), ' in ']),
    code(state),
    ` adds ${transitions} transitions; at most ${times(atMost)}${waits}: ${dollarText(dollarsAtMost)}.`,
  ];
}

/** Dollars with as many digits as say something: `$150.00`, `$0.00015`. */
function dollarText(dollars: number): string {
  if (dollars >= 0.01 || dollars === 0) {
    const [whole = '0', cents = ''] = dollars.toFixed(3).replace(/0$/, '').split('.');
    return `$${whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${cents}`;
  }
  return `$${dollars.toFixed(8).replace(/0+$/, '')}`;
}
