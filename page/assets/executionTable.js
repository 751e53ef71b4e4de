import { getExecutions } from './api.js';
import { alertUser, el } from './dom.js';
import { executionEntry } from './executionEntry.js';
import { EXECUTION_WORDS } from './words.js';

/** @import { BatchProgress, ExecutionsView } from '../contract.ts' */

/** How often it is read again at most while executions run, in milliseconds. */
const PAUSE = 500;
let ids = 0;

/**
 * Executions of a machine or of a map run: how many in which status, which errors, and a page of those that are asked for.
 * @param {{ machine: string } | { mapRun: string }} of
 * @param {string} [title]
 */
export function createExecutionTable(of, title = 'Executions') {
  /** @type {{ status?: string | undefined, error?: string | undefined }} */
  let filter = {};
  let page = 0;
  let asked = 0;
  let closed = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;

  const id = `search-${++ids}`;
  const search = el('input', { id, type: 'search', autocomplete: 'off', spellcheck: 'false', oninput: () => show({}) });
  const counts = el('div', { class: 'chips', role: 'group', 'aria-label': 'Status' });
  const failures = el('ul', { class: 'failures', 'aria-label': 'Errors' });
  const list = el('ul', { class: 'executions' });
  const earlier = el('button', { type: 'button', class: 'small', onclick: () => turn(1) }, 'Earlier');
  const later = el('button', { type: 'button', class: 'small', onclick: () => turn(-1) }, 'Later');
  const place = el('span', { class: 'quiet', role: 'status' });
  const tools = el(
    'div',
    { class: 'tools' },
    counts,
    el('div', { class: 'field search' }, el('label', { for: id }, 'Search by name'), search),
  );
  const pager = el('div', { class: 'pager' }, later, earlier, place);
  const element = el(
    'section',
    { class: 'panel table', 'aria-label': title },
    el('h2', {}, title),
    tools,
    failures,
    list,
    pager,
  );

  /**
   * Shows others, from the first page on.
   * @param {{ status?: string | undefined, error?: string | undefined }} change
   */
  function show(change) {
    filter = { ...filter, ...change };
    page = 0;
    read();
  }

  /** @param {number} pages */
  function turn(pages) {
    page += pages;
    read();
  }

  function read() {
    clearTimeout(waiting);
    waiting = undefined;
    const { status = '', error } = filter;
    const query = {
      ...of,
      status,
      name: search.value.trim(),
      page: String(page),
      ...(error === undefined ? {} : { error }),
    };
    const own = ++asked;
    getExecutions(query).then(
      (view) => {
        if (own === asked && !closed) render(view);
      },
      (problem) => {
        if (own === asked && !closed) alertUser(problem.message);
      },
    );
  }

  /** @param {ExecutionsView} view */
  function render(view) {
    const { executions, matching, first, isLast, total } = view;
    const focused = element.contains(document.activeElement) ? document.activeElement?.getAttribute('data-key') : null;
    tools.hidden = total === 0;
    counts.replaceChildren(
      chip(`all ${total}`, 'status ', filter.status === undefined, () => show({ status: undefined })),
      ...Object.entries(EXECUTION_WORDS).flatMap(([status, words]) => {
        const count = view.counts[status] ?? 0;
        if (count === 0 && filter.status !== status) return [];
        const choose = () => show({ status: filter.status === status ? undefined : status });
        return [chip(`${words} ${count}`, `status ${status}`, filter.status === status, choose)];
      }),
    );
    failures.replaceChildren(
      ...view.failures.map(({ error, cause, count }) => {
        const chosen = filter.error === error;
        const choose = () => show({ error: chosen ? undefined : error });
        return el(
          'li',
          { class: 'failure' },
          chip(`${count} × ${error}`, `error ${error}`, chosen, choose),
          el('span', { class: 'quiet' }, cause ?? ''),
        );
      }),
    );
    const none = el('li', { class: 'quiet' }, total === 0 ? 'None yet.' : 'None of these.');
    list.replaceChildren(...(executions.length === 0 ? [none] : executions.map(row)));
    place.textContent = `${first + 1}–${first + executions.length} of ${matching}`;
    pager.hidden = first === 0 && isLast;
    later.disabled = first === 0;
    earlier.disabled = isLast;
    if (focused === null || focused === undefined) return;
    for (const each of element.querySelectorAll('[data-key]')) {
      if (each instanceof HTMLElement && each.dataset['key'] === focused) each.focus();
    }
  }

  read();
  return {
    element,
    /** Reads it again, a moment after it was read last. */
    refresh() {
      waiting ??= setTimeout(read, PAUSE);
    },
    close() {
      closed = true;
      clearTimeout(waiting);
    },
  };
}

/**
 * @param {string} text
 * @param {string} key tells it from the others
 * @param {boolean} pressed
 * @param {() => void} onclick
 */
function chip(text, key, pressed, onclick) {
  return el(
    'button',
    { type: 'button', class: 'small chip', 'data-key': key, 'aria-pressed': String(pressed), onclick },
    text,
  );
}

/** @param {ExecutionsView['executions'][number]} execution */
function row(execution) {
  const { arn, error, batch } = execution;
  return executionEntry(
    execution,
    { 'data-key': arn },
    ...(batch === undefined ? [] : [batchProgress(batch)]),
    ...(error === undefined ? [] : [el('span', { class: 'quiet reason' }, error)]),
  );
}

/**
 * How far a batch is.
 * @param {BatchProgress} batch
 */
function batchProgress({ total, succeeded, failed }) {
  const done = succeeded + failed;
  const text = `${done} of ${total}${failed > 0 ? `, ${failed} failed` : ''}`;
  return el(
    'span',
    { class: 'quiet progress' },
    el('progress', { max: Math.max(1, total), value: done, 'aria-label': 'Items of the batch' }),
    ` ${text}`,
  );
}
