import { printable } from '../../compiler/diagnostics/index.ts';
import { type StateFacts, shortError } from '../../compiler/index.ts';
import { conditionText, times } from './arrows.ts';
import { calledText, waitText } from './nodes.ts';

/** A sentence or two about a state: what it does, and what comes next. */
export function describeState(state: StateFacts): string {
  return printable(`${named(state.state)} ${told(state)}`);
}

function told(state: StateFacts): string {
  switch (state.kind) {
    case 'accept':
      return `looks at the inputs: ${named(state.accepted)} if they are right, else ${named(state.rejected)}.`;
    case 'call': {
      const caught = state.caught.map(({ errors, to }) => ` After ${errors.map(shortError).join(', ')}: ${named(to)}.`);
      return `calls ${calledText(state)}, then comes ${named(state.next)}.${caught.join('')}`;
    }
    case 'decide': {
      const rules = state.rules.map((rule) => {
        const limit = rule.atMost === undefined ? '' : `, at most ${times(rule.atMost)}`;
        return `${named(rule.to)} if ${conditionText(rule)}${limit}; `;
      });
      return `decides: ${rules.join('')}else ${named(state.otherwise)}.`;
    }
    case 'wait':
      return `waits: ${waitText(state.seconds).replace('wait ', '')}, then comes ${named(state.next)}.`;
    case 'start':
      return `comes first, then ${named(state.next)}.`;
    case 'succeed':
      return state.outputs.length === 0
        ? 'is the end.'
        : `is the end, with ${state.outputs.map(({ name }) => name).join(', ')}.`;
    case 'fail':
      return `ends the execution with ${state.error ?? 'the error of the call'}.`;
    default:
      return state satisfies never;
  }
}

/** Names may be whole questions, so each has quotes around it. */
function named(state: string): string {
  return `“${state}”`;
}
