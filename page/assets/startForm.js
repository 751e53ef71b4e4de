import { startExecution } from './api.js';
import { alertUser, announce, el } from './dom.js';
import { createInputs } from './form.js';
import { executionLink } from './routes.js';
import { isObject } from './values.js';

/** @import { ExecutionView, MachineView } from '../contract.ts' */

/**
 * The form that starts an execution: filled with the input of an earlier one, else with the example of the workflow.
 * Secrets of both stay on the server, which sets them in.
 * @param {MachineView} machine
 * @param {(execution: string) => void} started is told the ARN of each execution that is started here
 * @param {ExecutionView | undefined} earlier
 */
export function startForm(machine, started, earlier) {
  const name = el('input', { id: 'execution-name', autocomplete: 'off', spellcheck: 'false', maxlength: 80 });
  const button = el('button', { type: 'submit', class: 'primary' }, 'Start');
  const fields = el('div', {});
  const origin = el('p', { class: 'quiet' });
  /** Whose secrets the server is to set in. @type {string | undefined} */
  let secretsOf;
  let inputs = createInputs(machine.inputs, { values: {}, held: undefined });

  /**
   * @param {Record<string, unknown>} values
   * @param {string} text what is said of where they come from
   * @param {{ secretsOf: string, held: string }} [known]
   */
  function fill(values, text, known) {
    secretsOf = known?.secretsOf;
    inputs = createInputs(machine.inputs, { values, held: known?.held });
    fields.replaceChildren(inputs.element);
    origin.replaceChildren(
      text,
      ' ',
      el('button', { type: 'button', class: 'small', onclick: clear }, 'Clear the form'),
    );
    origin.hidden = text === '';
  }

  function clear() {
    fill({}, '');
  }

  async function submit() {
    const input = inputs.read();
    if (input === undefined) return;
    button.disabled = true;
    try {
      const execution = await startExecution(machine.arn, { name: name.value.trim(), input, secretsOf });
      inputs.forget();
      name.value = '';
      announce('The execution was started');
      started(execution);
      location.hash = executionLink(execution);
    } finally {
      button.disabled = false;
    }
  }

  /** @type {readonly unknown[]} */
  const [before, example] = [earlier?.input, machine.example];
  if (earlier !== undefined && isObject(before)) {
    fill(before, `Filled with the input of ${earlier.name}.`, {
      secretsOf: earlier.arn,
      held: 'Left empty, it is as it was.',
    });
  } else if (isObject(example)) {
    fill(example, 'Filled with the example.', {
      secretsOf: 'example',
      held: 'Left empty, it is that of the example.',
    });
  } else {
    clear();
  }
  return el(
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
    origin,
    machine.inputs === undefined ? undefined : pasteBox((values) => fill(values, 'Filled with what was pasted.')),
    fields,
    el(
      'div',
      { class: 'field' },
      el('label', { for: 'execution-name' }, 'Name of the execution', el('span', { class: 'quiet' }, ' optional')),
      name,
    ),
    button,
  );
}

/**
 * Takes an input as JSON, to fill the form with.
 * @param {(values: Record<string, unknown>) => void} pasted
 */
function pasteBox(pasted) {
  const area = el('textarea', { id: 'pasted', rows: 4, spellcheck: 'false', class: 'mono' });
  const box = el('details', {}, el('summary', {}, 'Paste JSON'));
  const take = () => {
    try {
      const values = JSON.parse(area.value);
      if (!isObject(values)) throw new Error('An input is a JSON object.');
      pasted(values);
      area.value = '';
      box.open = false;
      announce('The form is filled');
      alertUser('');
    } catch (error) {
      alertUser(error instanceof SyntaxError ? 'This is no JSON.' : /** @type {Error} */ (error).message);
    }
  };
  box.append(
    el(
      'div',
      { class: 'field' },
      el('label', { for: 'pasted' }, 'An input as JSON'),
      area,
      el('button', { type: 'button', class: 'small', onclick: take }, 'Fill in the form'),
    ),
  );
  return box;
}
