import { el } from './dom.js';
import { executionLink } from './routes.js';
import { clockTime, EXECUTION_WORDS } from './words.js';

/** @import { ExecutionSummary } from '../contract.ts' */

/**
 * An execution in a list: a link with its status, its name, what else is told of it, and when it started.
 * @param {ExecutionSummary} execution
 * @param {Record<string, string | undefined>} attributes of the link
 * @param {...Node} more
 */
export function executionEntry({ arn, name, status, startDate }, attributes, ...more) {
  return el(
    'li',
    {},
    el(
      'a',
      { class: 'entry', href: executionLink(arn), ...attributes },
      el('span', { class: `dot ${status}`, role: 'img', 'aria-label': EXECUTION_WORDS[status] }),
      el('span', { class: 'name' }, name),
      ...more,
      el('span', { class: 'quiet when' }, clockTime(startDate)),
    ),
  );
}
