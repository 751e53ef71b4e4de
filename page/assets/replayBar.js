import { el, svgElement } from './dom.js';
import { duration } from './words.js';

/** @import { PageEvent } from '../contract.ts' */

/** A whole replay takes about this long, and a step no longer and no shorter than this; milliseconds. */
const WHOLE = 9000;
const LONGEST = 450;
const SHORTEST = 40;

/**
 * Goes through the events of an execution: by a slider, step by step, or by itself. At the last event it goes on with
 * whatever happens.
 * @param {() => readonly PageEvent[]} events
 * @param {(position: number) => void} moved
 * @param {HTMLElement} follow a button that stands beside those of this bar
 */
export function createReplayBar(events, moved, follow) {
  let position = 0;
  let live = true;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let playing;

  const slider = el('input', {
    type: 'range',
    id: 'position',
    min: 1,
    max: 1,
    step: 1,
    'aria-label': 'Event of the history',
    oninput: () => go(Number(slider.value)),
  });
  const [first, back, forward, last] = [
    stepButton('First event', 'M5 4V16M16 4L8 10L16 16Z', () => go(1)),
    stepButton('Event before', 'M14 4L6 10L14 16Z', () => go(position - 1)),
    stepButton('Next event', 'M6 4L14 10L6 16Z', () => go(position + 1)),
    stepButton('Last event', 'M15 4V16M4 4L12 10L4 16Z', () => go(events().length)),
  ];
  const play = el('button', {
    type: 'button',
    class: 'play',
    onclick: () => (playing === undefined ? start() : pause()),
  });
  const what = el('p', { class: 'what' });
  const element = el(
    'section',
    { class: 'panel replay', 'aria-label': 'Replay' },
    el('div', { class: 'controls' }, first, back, play, forward, last, slider, follow),
    what,
  );

  /** @param {number} to */
  function go(to) {
    pause();
    move(to);
  }

  /** @param {number} to */
  function move(to) {
    position = Math.min(Math.max(to, 1), events().length);
    live = position === events().length;
    show();
    moved(position);
  }

  function start() {
    if (position < 1 || position >= events().length) move(1);
    const step = Math.min(Math.max(WHOLE / events().length, SHORTEST), LONGEST);
    const next = () => {
      move(position + 1);
      playing = position < events().length ? setTimeout(next, step) : undefined;
      show();
    };
    playing = setTimeout(next, step);
    show();
  }

  function pause() {
    clearTimeout(playing);
    playing = undefined;
    show();
  }

  function show() {
    const all = events();
    const event = all[position - 1];
    const since = (event?.time ?? 0) - (all[0]?.time ?? 0);
    const text = event === undefined ? '' : `${position} of ${all.length}: ${event.text}`;
    slider.max = String(Math.max(all.length, 1));
    slider.value = String(position);
    slider.setAttribute('aria-valuetext', text);
    first.disabled = back.disabled = position <= 1;
    forward.disabled = last.disabled = position >= all.length;
    play.textContent = playing === undefined ? 'Replay' : 'Pause';
    what.replaceChildren(
      el('span', { class: 'count' }, `Event ${position} of ${all.length}`),
      el('span', { class: 'text' }, event?.text ?? ''),
      el('span', { class: 'quiet' }, `+${duration(since)}`),
    );
  }

  return {
    element,
    get position() {
      return position;
    },
    start,
    close: pause,
    /** Takes note of events that have come. */
    grown() {
      if (live && playing === undefined) move(events().length);
      else show();
    },
  };
}

/**
 * @param {string} label
 * @param {string} path what is drawn on it
 * @param {() => void} act
 */
function stepButton(label, path, act) {
  const icon = svgElement('svg', { viewBox: '0 0 20 20', 'aria-hidden': 'true' });
  icon.append(svgElement('path', { d: path }));
  return el('button', { type: 'button', class: 'step', 'aria-label': label, title: label, onclick: act }, icon);
}
