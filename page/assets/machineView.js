import { startExecution } from './api.js';
import { alertUser, announce, el } from './dom.js';
import { createInputs } from './form.js';
import { createGraph } from './graph.js';
import { executionList } from './navigation.js';
import { executionLink } from './routes.js';
import { createStateView } from './stateView.js';

/** @import { MachineView, Overview } from '../contract.ts' */

/**
 * A machine: its graph, the form that starts an execution, and its executions.
 * @param {MachineView} machine
 * @param {(execution: string) => void} started is told the ARN of each execution that is started here
 */
export function createMachineView(machine, started) {
  const state = createStateView(machine, undefined);
  const graph = createGraph(machine, (name) => {
    graph.select(name);
    state.show(name, undefined);
  });
  state.show(undefined, undefined);
  const source = el('p', { class: 'quiet source' });
  const executions = el('div', {});
  const element = el(
    'div',
    { class: 'view' },
    el('h1', { tabindex: -1 }, machine.name),
    source,
    el(
      'div',
      { class: 'split' },
      el('div', { class: 'stack' }, graph.element, state.element),
      startForm(machine, started),
    ),
    el('section', { class: 'panel' }, el('h2', {}, 'Executions'), executions),
  );
  return {
    element,
    title: machine.name,
    /** @param {Overview} overview */
    overview(overview) {
      const summary = overview.machines.find(({ arn }) => arn === machine.arn);
      if (summary === undefined) return;
      source.textContent = summary.document ?? 'Known by its definition alone.';
      executions.replaceChildren(
        summary.executions.length === 0 ? el('p', { class: 'quiet' }, 'None yet.') : executionList(summary),
      );
    },
    progress() {},
    close() {},
  };
}

/**
 * @param {MachineView} machine
 * @param {(execution: string) => void} started
 */
function startForm(machine, started) {
  const inputs = createInputs(machine.inputs);
  const name = el('input', { id: 'execution-name', autocomplete: 'off', spellcheck: 'false', maxlength: 80 });
  const button = el('button', { type: 'submit', class: 'primary' }, 'Start');
  const submit = async () => {
    const input = inputs.read();
    if (input === undefined) return;
    button.disabled = true;
    try {
      const execution = await startExecution(machine.arn, name.value.trim(), input);
      inputs.forget();
      name.value = '';
      announce('The execution was started');
      started(execution);
      location.hash = executionLink(execution);
    } finally {
      button.disabled = false;
    }
  };
  const form = el(
    'form',
    {
      class: 'panel start-form',
      'aria-labelledby': 'start-title',
      autocomplete: 'off',
      onsubmit: (event) => {
        event.preventDefault();
        submit().catch((error) => alertUser(error.message));
      },
    },
    el('h2', { id: 'start-title' }, 'Start an execution'),
    inputs.element,
    el(
      'div',
      { class: 'field' },
      el('label', { for: 'execution-name' }, 'Name of the execution', el('span', { class: 'quiet' }, ' optional')),
      name,
    ),
    button,
  );
  return form;
}
