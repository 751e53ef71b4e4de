import { byId, el } from './dom.js';
import { executionEntry } from './executionEntry.js';
import { currentRoute, machineLink } from './routes.js';

/** @import { ExecutionSummary, MachineSummary, Overview } from '../contract.ts' */

/**
 * The machines, and the executions of the one that is looked at.
 * @param {Overview} overview
 * @param {string | undefined} machine the ARN of that one
 */
export function showNavigation(overview, machine) {
  const navigation = byId('navigation');
  const focused = navigation.contains(document.activeElement)
    ? document.activeElement?.getAttribute('href')
    : undefined;
  const list = el(
    'ul',
    { class: 'machines' },
    ...overview.machines.map((each) => machineItem(each, each.arn === machine)),
  );
  navigation.replaceChildren(overview.machines.length === 0 ? el('p', { class: 'quiet' }, 'No machines yet.') : list);
  if (typeof focused !== 'string') return;
  for (const link of navigation.querySelectorAll('a')) if (link.getAttribute('href') === focused) link.focus();
}

/**
 * @param {MachineSummary} machine
 * @param {boolean} open
 */
function machineItem({ arn, name, executions, more }, open) {
  const route = currentRoute();
  const current = route !== undefined && 'machine' in route && route.machine === arn;
  const running = executions.filter(({ status }) => status === 'RUNNING').length;
  return el(
    'li',
    {},
    el(
      'a',
      { class: 'entry machine', href: machineLink(arn), 'aria-current': current ? 'page' : undefined },
      el('span', {}, name),
      ...(running > 0 ? [el('span', { class: 'quiet' }, `${running} running`)] : []),
    ),
    ...(open && executions.length > 0 ? [executionList({ executions, more })] : []),
  );
}

/**
 * Executions as links, the newest first.
 * @param {Pick<MachineSummary, 'executions' | 'more'>} machine
 */
function executionList({ executions, more }) {
  return el(
    'ul',
    { class: 'executions' },
    ...executions.map(executionItem),
    ...(more ? [el('li', { class: 'quiet' }, `the latest ${executions.length}`)] : []),
  );
}

/** @param {ExecutionSummary} execution */
function executionItem(execution) {
  const route = currentRoute();
  const current = route !== undefined && 'execution' in route && route.execution === execution.arn;
  return executionEntry(execution, { 'aria-current': current ? 'page' : undefined });
}
