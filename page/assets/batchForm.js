import { getBatch, startBatch, stopBatch } from './api.js';
import { alertUser, announce, el } from './dom.js';
import { executionLink } from './routes.js';

/** @import { BatchFaults, BatchView } from '../contract.ts' */

/** How often the batch is asked after while it runs, in milliseconds. */
const PAUSE = 500;

/**
 * Starts an execution for each row of a file, CSV, JSON or JSON Lines, and shows how far it is. The server checks every row
 * before the first is started.
 * @param {string} machine its ARN
 */
export function createBatchForm(machine) {
  const file = el('input', {
    id: 'batch-file',
    type: 'file',
    accept: '.csv,.json,.jsonl,.txt,text/csv,application/json',
  });
  const key = el('input', { id: 'batch-key', autocomplete: 'off', spellcheck: 'false' });
  const set = lines('batch-set', 'instanceId=…');
  const map = lines('batch-map', 'username=Login');
  const button = el('button', { type: 'submit', class: 'primary' }, 'Check and start');
  const told = el('div', { class: 'batch', role: 'status', 'aria-label': 'What is wrong in the file' });
  const progress = el('div', { class: 'batch', role: 'group', 'aria-label': 'Progress of the file' });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  let closed = false;

  async function submit() {
    const [chosen] = file.files ?? [];
    if (chosen === undefined) {
      file.setCustomValidity('Choose a file.');
      file.reportValidity();
      return;
    }
    button.disabled = true;
    try {
      const content = await base64Of(chosen);
      const found = await startBatch(machine, {
        file: chosen.name,
        content,
        key: key.value,
        set: set.value,
        map: map.value,
      });
      showFaults(chosen.name, found);
      if (found.count > 0) return;
      announce(`${found.rows} rows are being started`);
      read();
    } finally {
      button.disabled = false;
    }
  }

  /**
   * @param {string} name
   * @param {BatchFaults} found
   */
  function showFaults(name, { faults, count, unused }) {
    const more = count > faults.length ? [el('li', { class: 'quiet' }, `and ${count - faults.length} more`)] : [];
    told.replaceChildren(
      ...(unused.length === 0 ? [] : [el('p', { class: 'quiet' }, `No input: ${unused.join(', ')}.`)]),
      ...(count === 0
        ? []
        : [
            el(
              'p',
              { class: 'wrong' },
              `${count === 1 ? '1 fault' : `${count} faults`} in ${name}; nothing was started.`,
            ),
            el(
              'ul',
              { class: 'faults' },
              ...faults.map(({ line, column, message }) => faultItem(line, column, message)),
              ...more,
            ),
          ]),
    );
  }

  function read() {
    clearTimeout(waiting);
    waiting = undefined;
    getBatch(machine).then(
      (batch) => {
        if (closed || batch === null) return;
        showProgress(batch);
        if (!batch.ended) waiting = setTimeout(read, PAUSE);
      },
      (problem) => {
        if (!closed) alertUser(problem.message);
      },
    );
  }

  /** @param {BatchView} batch */
  function showProgress({ file: name, total, succeeded, before, failed, running, ended, stopped, problem, failures }) {
    const done = succeeded + failed;
    const counts = [
      `${succeeded} succeeded${before > 0 ? ` (${before} of them before)` : ''}`,
      ...(failed > 0 ? [`${failed} failed`] : []),
      ...(running > 0 ? [`${running} running`] : []),
    ];
    const end = !ended ? '' : stopped ? '; stopped, start the file again to go on' : '';
    const stop = () => {
      stopBatch(machine).catch((error) => alertUser(error.message));
    };
    progress.replaceChildren(
      el('p', {}, `${name}: ${done} of ${total} rows, ${counts.join(', ')}${end}.`),
      el('progress', { max: Math.max(1, total), value: done, 'aria-label': 'Rows of the file' }),
      ...(ended ? [] : [el('button', { type: 'button', class: 'small', onclick: stop }, 'Start no more')]),
      ...(problem === undefined ? [] : [el('p', { class: 'wrong' }, problem)]),
      el(
        'ul',
        { class: 'faults' },
        ...failures.map(({ line, execution, name: own, error, cause }) =>
          el(
            'li',
            {},
            `Line ${line}: `,
            el('a', { href: executionLink(execution) }, own),
            ` ${[error, cause].filter((each) => each !== undefined).join(': ')}`,
          ),
        ),
      ),
    );
  }

  read();
  const form = el(
    'form',
    {
      class: 'fields',
      'aria-label': 'Start each row of a file',
      autocomplete: 'off',
      onsubmit: (event) => {
        event.preventDefault();
        submit().catch((error) => alertUser(error.message));
      },
    },
    field(file, 'File', 'CSV with a header, a JSON list or JSON Lines. Columns named like inputs are those inputs.'),
    field(set, 'The same in each row', 'INPUT=VALUE, each on a line of its own: what --set is on the command line.'),
    field(map, 'Columns of other names', 'INPUT=COLUMN, each on a line of its own: --map.'),
    field(
      key,
      'Key',
      'The column that tells one row from another: --key. Empty: the first required input that has one.',
    ),
    button,
  );
  file.addEventListener('change', () => file.setCustomValidity(''));
  return {
    element: el('details', { class: 'panel' }, el('summary', {}, 'Start each row of a file'), form, told, progress),
    close() {
      closed = true;
      clearTimeout(waiting);
    },
  };
}

/**
 * @param {string} id
 * @param {string} placeholder
 */
function lines(id, placeholder) {
  return el('textarea', { id, rows: 2, spellcheck: 'false', class: 'mono', placeholder });
}

/**
 * @param {HTMLInputElement | HTMLTextAreaElement} control
 * @param {string} label
 * @param {string} help
 */
function field(control, label, help) {
  const about = `${control.id}-about`;
  control.setAttribute('aria-describedby', about);
  return el(
    'div',
    { class: 'field' },
    el('label', { for: control.id }, label),
    control,
    el('p', { id: about, class: 'quiet hint' }, help),
  );
}

/**
 * @param {number | undefined} line
 * @param {string | undefined} column
 * @param {string} message
 */
function faultItem(line, column, message) {
  const place = [...(line === undefined ? [] : [`Line ${line}`]), ...(column === undefined ? [] : [column])];
  return el('li', {}, [...place, message].join(': '));
}

/**
 * The bytes of a file, whatever its encoding.
 * @param {File} file
 */
async function base64Of(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  const part = 0x8000;
  for (let at = 0; at < bytes.length; at += part) text += String.fromCharCode(...bytes.subarray(at, at + part));
  return btoa(text);
}
