import { redriveExecution, stopExecution } from './api.js';
import { alertUser, announce, el, prefersStillness } from './dom.js';
import { createExecutionTable } from './executionTable.js';
import { createGraph } from './graph.js';
import { jsonBlock } from './json.js';
import { createReplay } from './replay.js';
import { createReplayBar } from './replayBar.js';
import { againLink, machineLink } from './routes.js';
import { createStateView } from './stateView.js';
import { duration, EXECUTION_WORDS } from './words.js';

/** @import { ExecutionView, MachineView, Progress } from '../contract.ts' */

/** So many events are listed around the one that is looked at. */
const LISTED = 200;

/**
 * An execution: its graph as it was at any event, its states, and the buttons to stop and redrive it.
 * @param {MachineView} machine as it was when the execution started
 * @param {string} arn
 * @param {boolean} replayed whether it is shown from its first event on, where it has ended already
 */
export function createExecutionView(machine, arn, replayed) {
  const replay = createReplay();
  const state = createStateView(machine, arn);
  /** The state that was chosen; without one it is the one where something happens. @type {string | undefined} */
  let pinned;
  let status = '';
  /** One of a map run can't be started alone: its machine has the Map's label behind its name. */
  const isChild = arn.split(':')[6]?.includes('/') === true;
  let unplayed = replayed && !prefersStillness();

  const graph = createGraph(machine, (name) => {
    pinned = name;
    showMoment();
  });
  const follow = el(
    'button',
    {
      type: 'button',
      class: 'small follow',
      title: 'Show the state where something happens, not one that was chosen',
      'aria-pressed': 'true',
      onclick: () => {
        pinned = pinned === undefined ? shownState() : undefined;
        showMoment();
      },
    },
    'Follow',
  );
  const bar = createReplayBar(() => replay.events, showMoment, follow);
  const heading = el('h1', { tabindex: -1 });
  const pill = el('span', { class: 'pill' });
  const times = el('span', { class: 'quiet' });
  const stop = el('button', { type: 'button', onclick: () => act(stopExecution, 'The execution is stopped') }, 'Stop');
  const redrive = el(
    'button',
    { type: 'button', class: 'primary', onclick: () => act(redriveExecution, 'The execution is redriven') },
    'Redrive',
  );
  const again = el(
    'a',
    { class: 'button', href: againLink(machine.arn, arn), hidden: isChild },
    'Start again with this input',
  );
  const fault = el('section', { class: 'fault', 'aria-label': 'Error' });
  const children = el('div', {});
  /** The child executions of the map run. @type {ReturnType<typeof createExecutionTable> | undefined} */
  let table;
  let mapRun = '';
  const data = el('div', { class: 'pair' });
  const log = el('ol', { class: 'log' });
  const history = el('details', { class: 'panel', ontoggle: () => showLog() }, el('summary', {}, 'History'), log);
  const element = el(
    'div',
    { class: 'view' },
    el('p', { class: 'crumb' }, el('a', { href: machineLink(machine.arn) }, machine.name)),
    el('div', { class: 'headline' }, heading, pill, times, el('div', { class: 'actions' }, again, stop, redrive)),
    fault,
    bar.element,
    el('div', { class: 'split' }, el('div', { class: 'kept' }, graph.element), state.element),
    children,
    data,
    history,
  );

  function shownState() {
    return pinned ?? replay.at(bar.position).current ?? machine.states[0]?.name;
  }

  function showMoment() {
    const moment = replay.at(bar.position);
    const shown = pinned ?? moment.current;
    graph.show(moment);
    graph.select(shown);
    if (pinned === undefined) graph.reveal(shown);
    state.show(shown, moment);
    follow.setAttribute('aria-pressed', String(pinned === undefined));
    showLog();
  }

  function showLog() {
    if (!history.open) return;
    const { events } = replay;
    const from = Math.max(0, Math.min(bar.position - LISTED / 2, events.length - LISTED));
    const start = events[0]?.time ?? 0;
    log.start = from + 1;
    log.replaceChildren(
      ...events
        .slice(from, from + LISTED)
        .map((event) =>
          el(
            'li',
            { class: event.id === bar.position ? 'current' : event.id > bar.position ? 'later' : undefined },
            el('span', {}, event.text),
            el('span', { class: 'quiet' }, `+${duration(event.time - start)}`),
          ),
        ),
    );
  }

  /**
   * @param {(arn: string) => Promise<unknown>} action
   * @param {string} done
   */
  async function act(action, done) {
    try {
      await action(arn);
      announce(done);
      alertUser('');
    } catch (error) {
      alertUser(/** @type {Error} */ (error).message);
    }
  }

  /** @param {ExecutionView} execution */
  function showExecution(execution) {
    const { name, startDate, stopDate, redriveCount, redrivable, error, cause, input, output, batch } = execution;
    const words = EXECUTION_WORDS[execution.status];
    if (status !== '' && status !== words) announce(`${name} ${words}`);
    status = words;
    heading.textContent = name;
    pill.textContent = words;
    pill.className = `pill ${execution.status}`;
    const took = stopDate === undefined ? '' : `took ${duration(Date.parse(stopDate) - Date.parse(startDate))}`;
    times.textContent = [took, redriveCount > 0 ? `redriven ${redriveCount}×` : ''].filter(Boolean).join(', ');
    if (batch !== undefined && batch.mapRun !== mapRun) {
      mapRun = batch.mapRun;
      table?.close();
      table = createExecutionTable({ mapRun }, 'Executions of the batch');
      children.replaceChildren(table.element);
    }
    stop.hidden = execution.status !== 'RUNNING';
    redrive.hidden = !redrivable;
    fault.hidden = error === undefined && cause === undefined;
    fault.replaceChildren(el('strong', {}, error ?? words), ...(cause === undefined ? [] : [el('p', {}, cause)]));
    data.replaceChildren(
      dataPanel('Input of the execution', input),
      ...(output === undefined ? [] : [dataPanel('Output of the execution', output)]),
    );
  }

  return {
    element,
    title: machine.name,
    overview() {},
    /** @param {Progress} progress */
    progress({ execution, first, events }) {
      replay.add(first, events);
      state.grown(replay.length);
      showExecution(execution);
      const ended = execution.status !== 'RUNNING';
      if (unplayed && ended && replay.length > 1) bar.start();
      else bar.grown();
      unplayed = false;
    },
    changed() {
      table?.refresh();
    },
    close() {
      bar.close();
      table?.close();
    },
  };
}

/**
 * @param {string} title
 * @param {unknown} value
 */
function dataPanel(title, value) {
  return el('section', { class: 'panel' }, el('h2', {}, title), jsonBlock(value, title));
}
