import { getExecution, getMachine, listen } from './api.js';
import { alertUser, byId, el } from './dom.js';
import { createExecutionView } from './executionView.js';
import { createMachineView } from './machineView.js';
import { showNavigation } from './navigation.js';
import { currentRoute, machineLink } from './routes.js';

/** @import { ExecutionView, MachineView, Overview, Progress } from '../contract.ts' */
/** @import { Route } from './routes.js' */

/**
 * @typedef {object} View what the main part of the page shows
 * @property {HTMLElement} element
 * @property {string} title
 * @property {(overview: Overview) => void} overview
 * @property {() => void} changed is told that something did, be it of others
 * @property {(progress: Progress) => void} progress
 * @property {() => void} close
 */

/** Executions that were started on this page, and are not seen yet: those are replayed. @type {Set<string>} */
const started = new Set();
/** @type {Overview | undefined} */
let overview;
/** @type {View | undefined} */
let view;
/** The machine that is looked at, also by one of its executions. @type {string | undefined} */
let machineArn;
/** The execution whose progress is listened to. @type {string | undefined} */
let followed;
let close = () => {};
let visited = 0;

/**
 * @param {Route} route
 * @param {MachineView | undefined} machine
 * @param {ExecutionView | undefined} earlier the execution whose input is to be started with again
 * @returns {View}
 */
function viewOf(route, machine, earlier) {
  if (route === undefined || machine === undefined) return homeView();
  if ('machine' in route) return createMachineView(machine, (execution) => started.add(execution), earlier);
  const fresh = started.delete(route.execution);
  return createExecutionView(machine, route.execution, fresh);
}

/** @returns {View} */
function homeView() {
  const list = el('ul', { class: 'cards' });
  return {
    element: el('div', { class: 'view' }, el('h1', { tabindex: -1 }, 'Machines'), list),
    title: 'Machines',
    overview({ machines }) {
      const cards = machines.map(({ arn, name, document: file }) => {
        const about = file ?? 'Known by its definition alone.';
        return el('li', {}, el('a', { class: 'panel card', href: machineLink(arn) }, el('strong', {}, name), about));
      });
      const none = el('li', { class: 'quiet' }, 'None yet: arazzo-sfn serve --machine NAME=DOCUMENT creates one.');
      list.replaceChildren(...(cards.length === 0 ? [none] : cards));
    },
    progress() {},
    changed() {},
    close() {},
  };
}

/** Shows what the address says. */
async function navigate() {
  const visit = ++visited;
  const route = currentRoute();
  closeMenu();
  alertUser('');
  try {
    const machine = route === undefined ? undefined : await getMachine(route);
    const again = route !== undefined && 'machine' in route ? route.again : undefined;
    const earlier = again === undefined ? undefined : await getExecution(again);
    if (visit !== visited) return;
    machineArn = machine?.arn;
    show(viewOf(route, machine, earlier));
  } catch (error) {
    if (visit !== visited) return;
    show(homeView());
    alertUser(/** @type {Error} */ (error).message);
  }
  connect(route !== undefined && 'execution' in route ? route.execution : undefined);
}

/** @param {View} next */
function show(next) {
  const first = view === undefined;
  view?.close();
  view = next;
  byId('view').replaceChildren(next.element);
  document.title = `${next.title} – arazzo-sfn`;
  if (!first) {
    scrollTo(0, 0);
    next.element.querySelector('h1')?.focus({ preventScroll: true });
  }
  if (overview !== undefined) tell(overview);
}

/** @param {Overview} next */
function tell(next) {
  overview = next;
  byId('time').textContent = next.time === 'virtual' ? 'waits take no time' : 'in real time';
  showNavigation(next, machineArn);
  view?.overview(next);
}

/** @param {string | undefined} execution */
function connect(execution) {
  close();
  followed = execution;
  let lost = false;
  close = listen(execution, {
    overview: tell,
    changed: () => view?.changed(),
    progress: (progress) => view?.progress(progress),
    found() {
      if (lost) alertUser('');
      lost = false;
    },
    lost(forGood) {
      lost = true;
      alertUser(forGood ? 'This is not there any more.' : 'The connection is lost; trying again…', true);
    },
  });
}

const menu = byId('menu');
menu.addEventListener('click', () => {
  const open = menu.getAttribute('aria-expanded') !== 'true';
  menu.setAttribute('aria-expanded', String(open));
  byId('navigation').classList.toggle('open', open);
});

function closeMenu() {
  menu.setAttribute('aria-expanded', 'false');
  byId('navigation').classList.remove('open');
}

// The address says which machine is looked at: a link inside of the page must not change it.
byId('skip').addEventListener('click', (event) => {
  event.preventDefault();
  byId('view').focus();
});

// A page that nobody looks at gives its connection back: browsers have only a few for one server.
document.addEventListener('visibilitychange', () => {
  if (document.hidden) close();
  else connect(followed);
});

addEventListener('hashchange', navigate);
await navigate();
