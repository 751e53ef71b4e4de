import { getVisit } from './api.js';
import { alertUser, el } from './dom.js';
import { jsonBlock } from './json.js';
import { STATUS_WORDS } from './replay.js';

/** @import { Excerpt, MachineView, StateView, VisitPart, VisitView } from '../contract.ts' */
/** @import { Moment, Stay } from './replay.js' */

/** So many stays can be chosen from, the latest ones; earlier ones are seen at earlier events. */
const LISTED = 200;

const TITLES = { input: 'Input', result: 'Answer', output: 'Output', variables: 'Variables set' };

/**
 * What is known of one state: of the machine, and of a moment of an execution.
 * @param {MachineView} machine
 * @param {string | undefined} execution its ARN
 */
export function createStateView(machine, execution) {
  const states = new Map(machine.states.map((state) => [state.name, state]));
  const element = el('section', { class: 'panel state', 'aria-label': 'State' });
  /** By the id of the stay; `length` is how many events there were when it was asked for. */
  /** @type {Map<number, { length: number, visit?: VisitView }>} */
  const read = new Map();
  let length = 0;
  /** @type {{ state: StateView, moment: Moment | undefined, stay: Stay | undefined } | undefined} */
  let shown;
  /** Which of several stays is looked at; undefined: the latest. @type {number | undefined} */
  let wanted;
  let key = '';

  function render() {
    if (shown === undefined) return;
    const { state, moment, stay } = shown;
    const stays = moment?.stays.get(state.name) ?? [];
    const visit = stay === undefined ? undefined : read.get(stay.id)?.visit;
    const parts = visit?.parts.filter((part) => part.event <= (moment?.position ?? 0)) ?? [];
    const next = JSON.stringify([state.name, stay, stays.length, parts.length, visit === undefined]);
    if (next === key) return;
    key = next;
    const open = new Set([...element.querySelectorAll('details[open]')].map((each) => each.id));
    const focused = document.activeElement?.id;
    element.replaceChildren(
      el(
        'header',
        {},
        el('h2', {}, state.name),
        el(
          'span',
          { class: `pill ${stay?.status ?? ''}` },
          stay === undefined ? state.type : STATUS_WORDS[stay.status],
        ),
      ),
      el('p', { class: 'quiet' }, state.about),
      ...(stays.length > 1 && stay !== undefined ? [stayChooser(stays, stay)] : []),
      ...(moment !== undefined && stay === undefined ? [el('p', {}, 'Not reached yet.')] : []),
      ...parts.map((part) => partBlock(part, parts)),
      ...(state.excerpt === undefined ? [] : [excerptBlock(state.excerpt)]),
      ...(state.definition === undefined ? [] : [definitionBlock(state.definition, open.has('definition'))]),
    );
    if (focused === 'stay') document.getElementById('stay')?.focus();
  }

  /**
   * @param {readonly Stay[]} stays
   * @param {Stay} stay
   */
  function stayChooser(stays, stay) {
    const select = el('select', {
      id: 'stay',
      onchange: () => {
        wanted = Number(select.value);
        if (shown !== undefined) view.show(shown.state.name, shown.moment);
      },
    });
    const shownFrom = Math.max(0, stays.length - LISTED);
    for (const [index, each] of stays.entries()) {
      if (index < shownFrom && each !== stay) continue;
      const text = `${index + 1} of ${stays.length}: ${STATUS_WORDS[each.status]}`;
      select.append(el('option', { value: each.id, selected: each.id === stay.id }, text));
    }
    return el('p', { class: 'field inline' }, el('label', { for: 'stay' }, 'Stay'), select);
  }

  const view = {
    element,
    /**
     * @param {string | undefined} name
     * @param {Moment | undefined} moment
     */
    show(name, moment) {
      const state = name === undefined ? undefined : states.get(name);
      if (state === undefined) {
        shown = undefined;
        key = '';
        element.replaceChildren(el('p', { class: 'quiet' }, 'Choose a state in the graph to see what it does.'));
        return;
      }
      if (state.name !== shown?.state.name) wanted = undefined;
      const stays = moment?.stays.get(state.name) ?? [];
      const stay = stays.find(({ id }) => id === wanted) ?? stays.at(-1);
      shown = { state, moment, stay };
      render();
      if (stay !== undefined && execution !== undefined) load(execution, stay.id);
    },
    /** What was read when there were fewer events is read again. @param {number} now the number of events */
    grown(now) {
      length = now;
    },
  };

  /**
   * @param {string} arn
   * @param {number} id
   */
  function load(arn, id) {
    const known = read.get(id);
    if (known?.length === length) return;
    const entry = { ...known, length };
    read.set(id, entry);
    getVisit(arn, id).then(
      (visit) => {
        entry.visit = visit;
        render();
      },
      (error) => alertUser(error.message),
    );
  }

  return view;
}

/**
 * @param {VisitPart} part
 * @param {readonly VisitPart[]} parts
 */
function partBlock(part, parts) {
  switch (part.kind) {
    case 'call': {
      const calls = parts.filter(({ kind }) => kind === 'call');
      const attempt = calls.length > 1 ? `, attempt ${calls.indexOf(part) + 1}` : '';
      return block(`Call of ${part.operation}${attempt}`, jsonBlock(part.value, 'Arguments'));
    }
    case 'error':
      return block(
        'Error',
        el(
          'div',
          { class: 'error' },
          el('strong', {}, part.error ?? 'without a name'),
          ...(part.cause === undefined ? [] : [el('p', {}, part.cause)]),
        ),
      );
    default:
      return block(TITLES[part.kind], jsonBlock(part.value, TITLES[part.kind]));
  }
}

/**
 * @param {string} title
 * @param {Node} content
 */
function block(title, content) {
  return el('section', { class: 'part' }, el('h3', {}, title), content);
}

/** @param {Excerpt} excerpt */
function excerptBlock({ file, first, lines, marked: [from, to] }) {
  const last = first + lines.length - 1;
  const code = el('pre', { class: 'code', tabindex: 0, role: 'group', 'aria-label': 'Lines of the document' });
  const widest = String(last).length;
  for (const [index, line] of lines.entries()) {
    const number = first + index;
    const meant = number >= from && number <= to && to - from < lines.length - 1;
    const row = el('span', { class: meant ? 'line meant' : 'line' });
    row.append(el('span', { class: 'number', 'aria-hidden': 'true' }, String(number).padStart(widest)), `${line}\n`);
    code.append(row);
  }
  const where = first === last ? `line ${first}` : `lines ${first}–${last}`;
  return block('From the document', el('div', {}, el('p', { class: 'quiet where' }, `${file}, ${where}`), code));
}

/**
 * @param {string} definition
 * @param {boolean} open
 */
function definitionBlock(definition, open) {
  return el(
    'details',
    { id: 'definition', class: 'part', open },
    el('summary', {}, 'Definition'),
    jsonBlock(JSON.parse(definition), 'Definition'),
  );
}
