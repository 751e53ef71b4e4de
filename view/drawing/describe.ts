import { printable } from '../../compiler/diagnostics/index.ts';
import { shortError } from '../../compiler/explain/index.ts';
import type { StateFacts } from '../../compiler/index.ts';
import { times } from './arrows.ts';
import { waitText } from './nodes.ts';

/** A sentence or two about a state: what it does, and what comes next. */
export function describeState(state: StateFacts): string {
  const name = state.state;
  return printable(`${name} ${told(state)}`);
}

function told(state: StateFacts): string {
  switch (state.kind) {
    case 'accept':
      return `looks at the inputs, then ${state.accepted}; where they are not right, ${state.rejected}.`;
    case 'call': {
      const caught = state.caught.map(({ errors, to }) => ` After ${errors.map(shortError).join(', ')}: ${to}.`);
      return `calls ${state.service}:${state.action}, then ${state.next}.${caught.join('')}`;
    }
    case 'decide': {
      const rules = state.rules.map(({ when, atMost, to }) => {
        const limit = atMost === undefined ? '' : `, at most ${times(atMost)}`;
        return `${to} if ${when.text}${limit}; `;
      });
      return `decides: ${rules.join('')}else ${state.otherwise}.`;
    }
    case 'wait':
      return `${waitText(state.seconds).replace('wait', 'waits')}, then ${state.next}.`;
    case 'start':
      return `comes first, then ${state.next}.`;
    case 'succeed':
      return state.outputs.length === 0
        ? 'ends the workflow.'
        : `ends the workflow with ${state.outputs.map((each) => each.name).join(', ')}.`;
    case 'fail':
      return `ends the execution with ${state.error ?? 'the error of the call'}.`;
    default:
      return state satisfies never;
  }
}
