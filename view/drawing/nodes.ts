import { printable } from '../../compiler/diagnostics/index.ts';
import { type CallFacts, type StateFacts, shortError } from '../../compiler/index.ts';
import type { DrawnNode } from './drawing.ts';
import { duration } from './duration.ts';

type Written = Pick<DrawnNode, 'kind' | 'title' | 'subtitle' | 'notes'>;

/** What stands in the node of a state. */
export function nodeOf(state: StateFacts): Written {
  switch (state.kind) {
    case 'accept': {
      // Of a secret and its reference exactly one is given.
      const pairs = state.inputs.filter(({ insteadOf }) => insteadOf !== undefined).length / 2;
      const required = state.inputs.filter((input) => input.required).length + pairs;
      const optional = state.inputs.length - required - pairs;
      const counts = [required === 0 ? '' : `${required} required`, optional === 0 ? '' : `${optional} optional`];
      const note = counts.filter((each) => each !== '').join(', ');
      return { kind: 'inputs', title: ownName(state), notes: note === '' ? [] : [note] };
    }
    case 'call':
      return {
        kind: 'call',
        title: ownName(state),
        subtitle: calledText(state),
        notes: retryNotes(state),
      };
    case 'decide':
      return { kind: 'decision', title: '', notes: [] };
    case 'wait':
      return { kind: 'wait', title: shortWait(state.seconds), notes: [] };
    case 'start':
      return { kind: 'start', title: ownName(state), notes: [] };
    case 'succeed': {
      const names = state.outputs.map(({ name }) => printable(name)).join(', ');
      return { kind: 'success', title: 'succeeded', notes: names === '' ? [] : [names] };
    }
    case 'fail':
      return { kind: 'failure', title: state.error?.replace(/^Arazzo\./, '') ?? 'fails with that error', notes: [] };
    default:
      return state satisfies never;
  }
}

/** What a call calls: `connect:createUser`, or the method and address of an HTTP API, `GET https://api.example.com/users/*`. */
export function calledText({ service, action, request }: CallFacts): string {
  return request === undefined ? `${service}:${action}` : printable(`${request.method} ${request.address}`);
}

/** The state's name without those of the workflows around it. */
function ownName({ state, within }: StateFacts): string {
  const prefix = within.at(-1)?.prefix ?? '';
  return printable(state.startsWith(prefix) ? state.slice(prefix.length) : state);
}

/** `wait 5 s`, or `wait 5 s, doubling to 1 min`. */
export function waitText(seconds: number | { readonly first: number; readonly most: number }): string {
  return typeof seconds === 'number'
    ? `wait ${duration(seconds)}`
    : `wait ${duration(seconds.first)}, doubling to ${duration(seconds.most)}`;
}

function shortWait(seconds: number | { readonly first: number; readonly most: number }): string {
  return typeof seconds === 'number'
    ? `wait ${duration(seconds)}`
    : `wait ${duration(seconds.first)} to ${duration(seconds.most)}`;
}

/** A line for each reason to repeat the call. */
function retryNotes({ retries }: CallFacts): readonly string[] {
  return retries.map(({ why, errors, maxAttempts, intervalSeconds }) => {
    switch (why) {
      case 'throttled':
        return `${retriesText(maxAttempts)} if throttled`;
      case 'harmless':
        return `${retriesText(maxAttempts)} on server errors`;
      case 'document': {
        const names = errors.length > 2 ? `${errors.length} kinds of errors` : errors.map(shortError).join(', ');
        return `${retriesText(maxAttempts)} on ${names}, after ${duration(intervalSeconds)}`;
      }
    }
    return why satisfies never;
  });
}

function retriesText(count: number): string {
  return count === 1 ? '1 retry' : `${count} retries`;
}
