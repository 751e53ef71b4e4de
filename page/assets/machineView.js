import { createBatchForm } from './batchForm.js';
import { el } from './dom.js';
import { createExecutionTable } from './executionTable.js';
import { createGraph } from './graph.js';
import { startForm } from './startForm.js';
import { createStateView } from './stateView.js';

/** @import { ExecutionView, MachineView, Overview } from '../contract.ts' */

/**
 * A machine: its graph, the form that starts an execution, and its executions.
 * @param {MachineView} machine
 * @param {(execution: string) => void} started is told the ARN of each execution that is started here
 * @param {ExecutionView | undefined} earlier the execution whose input the form is filled with
 */
export function createMachineView(machine, started, earlier) {
  const state = createStateView(machine, undefined);
  const graph = createGraph(machine, (name) => {
    graph.select(name);
    state.show(name, undefined);
  });
  state.show(undefined, undefined);
  const source = el('p', { class: 'quiet source' });
  const executions = createExecutionTable({ machine: machine.arn });
  const batch = createBatchForm(machine.arn);
  const element = el(
    'div',
    { class: 'view' },
    el('h1', { tabindex: -1 }, machine.name),
    source,
    el(
      'div',
      { class: 'split' },
      el('div', { class: 'stack' }, graph.element, state.element),
      el('div', { class: 'stack' }, startForm(machine, started, earlier), batch.element),
    ),
    executions.element,
  );
  return {
    element,
    title: machine.name,
    /** @param {Overview} overview */
    overview(overview) {
      const summary = overview.machines.find(({ arn }) => arn === machine.arn);
      if (summary === undefined) return;
      source.textContent = summary.document ?? 'Known by its definition alone.';
    },
    changed: executions.refresh,
    progress() {},
    close() {
      executions.close();
      batch.close();
    },
  };
}
