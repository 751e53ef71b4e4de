import { el, svgElement } from './dom.js';
import { STATUS_WORDS } from './replay.js';

/** @import { MachineView, StateStatus } from '../contract.ts' */
/** @import { Moment } from './replay.js' */

/** The picture is this server's own, and what stands in it is escaped; nothing else on this page is ever parsed as markup. */
const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy('picture', {
  createHTML: (/** @type {string} */ text) => text,
});

/** Letters of 11 px are still 8 px tall at this size. */
const SMALLEST = 0.75;

/** What is drawn into the mark of each status, around its middle. */
const MARKS = {
  running: 'M-3 -4.5L4.5 0L-3 4.5Z',
  waiting: 'M-3 -4V4M3 -4V4',
  ran: 'M-4 0L-1 3.5L4.5 -3.5',
  failed: 'M-3.5 -3.5L3.5 3.5M3.5 -3.5L-3.5 3.5',
  caught: 'M0 -5V1M0 4V4.8',
  stopped: 'M-3 -3H3V3H-3Z',
};

/**
 * The graph of a machine, whose states can be chosen by pointer and keyboard.
 * @param {MachineView} machine
 * @param {(state: string) => void} chosen
 */
export function createGraph(machine, chosen) {
  const text = policy?.createHTML(machine.svg) ?? machine.svg;
  const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
  const svg = document.importNode(parsed.documentElement, true);
  svg.setAttribute('role', 'group');
  svg.setAttribute('aria-label', `States of ${machine.name}`);
  svg.removeAttribute('aria-labelledby');
  const states = new Map(machine.states.map((state) => [state.name, state]));
  const nodes = [...svg.querySelectorAll('[data-state]')].map((node) => /** @type {SVGGElement} */ (node));
  const byName = new Map(nodes.map((node) => [node.getAttribute('data-state') ?? '', node]));
  // A graph that is wider than its frame is made smaller, as far as it stays legible.
  const width = Number(svg.getAttribute('width'));
  svg.style.setProperty('--most', `${width}px`);
  svg.style.setProperty('--least', `${width * SMALLEST}px`);
  const frame = el('div', { class: 'graph' }, svg);
  const whole = el('button', { type: 'button', class: 'small whole', 'aria-pressed': 'false' }, 'Whole graph');
  whole.addEventListener('click', () => {
    const fits = frame.classList.toggle('fits');
    whole.setAttribute('aria-pressed', String(fits));
  });
  new ResizeObserver(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = frame;
    const cut = scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1;
    whole.hidden = !cut && !frame.classList.contains('fits');
  }).observe(frame);

  for (const [index, node] of nodes.entries()) {
    const name = node.getAttribute('data-state') ?? '';
    node.setAttribute('role', 'button');
    node.setAttribute('tabindex', index === 0 ? '0' : '-1');
    node.setAttribute('aria-pressed', 'false');
    node.setAttribute('aria-label', `${name}, ${states.get(name)?.type ?? ''}`);
    node.addEventListener('click', () => {
      focusOn(node);
      chosen(name);
    });
    node.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        chosen(name);
      } else {
        const target = neighbour(nodes, index, event.key);
        if (target === undefined) return;
        event.preventDefault();
        focusOn(target);
      }
    });
  }

  /** @param {SVGGElement} node the one that the Tab key comes to */
  function focusOn(node) {
    for (const each of nodes) each.setAttribute('tabindex', each === node ? '0' : '-1');
    node.focus({ preventScroll: false });
  }

  return {
    element: el('section', { class: 'panel picture', 'aria-label': 'Graph' }, whole, frame),
    /** @param {string | undefined} state */
    select(state) {
      for (const [name, node] of byName) node.setAttribute('aria-pressed', String(name === state));
      const chosenNode = state === undefined ? undefined : byName.get(state);
      if (chosenNode === undefined || nodes.includes(/** @type {any} */ (document.activeElement))) return;
      for (const each of nodes) each.setAttribute('tabindex', each === chosenNode ? '0' : '-1');
    },
    /** @param {Moment} moment */
    show({ statuses, stays, taken }) {
      svg.classList.add('replayed');
      for (const [name, node] of byName) {
        const status = statuses.get(name);
        const count = stays.get(name)?.length ?? 0;
        mark(node, status, count);
        const words = status === undefined ? 'not reached' : STATUS_WORDS[status];
        node.setAttribute('aria-label', `${name}, ${words}${count > 1 ? `, ${count} times` : ''}`);
      }
      const ways = new Set(taken.map(([from, to]) => `${states.get(from)?.id}-${states.get(to)?.id}`));
      for (const edge of svg.querySelectorAll('[data-edge]')) {
        edge.classList.toggle('taken', ways.has(edge.getAttribute('data-edge') ?? ''));
      }
    },
    /**
     * Scrolls the graph, and nothing around it, so that a state is seen.
     * @param {string | undefined} state
     */
    reveal(state) {
      const node = state === undefined ? undefined : byName.get(state);
      if (node === undefined) return;
      const [box, view] = [node.getBoundingClientRect(), frame.getBoundingClientRect()];
      if (box.left < view.left || box.right > view.right) {
        frame.scrollLeft += box.left + box.width / 2 - (view.left + view.width / 2);
      }
      if (box.top < view.top || box.bottom > view.bottom) {
        frame.scrollTop += box.top + box.height / 2 - (view.top + view.height / 2);
      }
    },
  };
}

/**
 * @param {readonly SVGGElement[]} nodes
 * @param {number} index
 * @param {string} key
 */
function neighbour(nodes, index, key) {
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return nodes[index + 1];
    case 'ArrowUp':
    case 'ArrowLeft':
      return nodes[index - 1];
    case 'Home':
      return nodes[0];
    case 'End':
      return nodes.at(-1);
    default:
      return undefined;
  }
}

/**
 * Colours a node and puts a mark at its corner, so that colour alone says nothing.
 * @param {SVGGElement} node
 * @param {StateStatus | undefined} status
 * @param {number} count
 */
function mark(node, status, count) {
  const key = `${status ?? ''} ${count}`;
  if (node.getAttribute('data-shown') === key) return;
  node.setAttribute('data-shown', key);
  node.querySelector('.badge')?.remove();
  if (status === undefined) {
    node.removeAttribute('data-status');
    return;
  }
  node.setAttribute('data-status', status);
  const box = /** @type {SVGGraphicsElement | null} */ (node.querySelector('.box'))?.getBBox();
  if (box === undefined) return;
  const diamond = node.classList.contains('decision');
  const x = diamond ? box.x + box.width + 6 : box.x + box.width - 2;
  const badge = svgElement('g', { class: 'badge', transform: `translate(${x} ${diamond ? box.y : box.y + 2})` });
  badge.append(svgElement('circle', { r: 9 }), svgElement('path', { d: MARKS[status], class: `mark-${status}` }));
  if (count > 1) {
    const label = svgElement('text', { x: 13, y: 4, class: 'count' });
    label.textContent = `×${count}`;
    badge.append(label);
  }
  node.append(badge);
}
