/** @import { PageEvent, StateStatus } from '../contract.ts' */

/**
 * @typedef {{ id: number, state: string, status: StateStatus, last: number }} Stay a stay in a state; `last` is its last event
 * @typedef {object} Moment how an execution stands after one of its events
 * @property {number} position the id of that event; 0 before the first
 * @property {PageEvent | undefined} event
 * @property {ReadonlyMap<string, StateStatus>} statuses of the states that have been entered
 * @property {ReadonlyMap<string, readonly Stay[]>} stays by state, in their order
 * @property {readonly (readonly [string, string])[]} taken from which state to which one it went
 * @property {string | undefined} current the state of the last event that belongs to one
 */

/** The events of an execution, of which any moment can be looked at. */
export function createReplay() {
  /** @type {PageEvent[]} */
  let events = [];
  return {
    get length() {
      return events.length;
    },
    get events() {
      return events;
    },
    /**
     * Takes events from this id on; what was known from there on is replaced.
     * @param {number} first
     * @param {readonly PageEvent[]} fresh
     */
    add(first, fresh) {
      events = [...events.slice(0, first - 1), ...fresh];
    },
    /**
     * @param {number} position
     * @returns {Moment}
     */
    at(position) {
      return momentOf(events.slice(0, position));
    },
  };
}

/**
 * @param {readonly PageEvent[]} events
 * @returns {Moment}
 */
function momentOf(events) {
  /** @type {Map<number, Stay>} */
  const byId = new Map();
  /** @type {Map<string, Stay[]>} */
  const stays = new Map();
  /** @type {[string, string][]} */
  const taken = [];
  /** @type {string | undefined} */
  let current;
  for (const { id, visit, state, from, marks } of events) {
    if (visit !== undefined && state !== undefined) {
      /** @type {Stay} */
      const stay = { id: visit, state, status: 'running', last: id };
      byId.set(visit, stay);
      const before = stays.get(state);
      if (before === undefined) stays.set(state, [stay]);
      else before.push(stay);
      for (const before of from ?? []) taken.push([before, state]);
    }
    for (const mark of marks) {
      const marked = byId.get(mark.visit);
      if (marked !== undefined) Object.assign(marked, { status: mark.status, last: id });
    }
    const stay = visit === undefined ? undefined : byId.get(visit);
    if (stay === undefined) continue;
    stay.last = id;
    current = stay.state;
  }
  const statuses = new Map([...stays].map(([state, all]) => [state, statusOf(all)]));
  return { position: events.length, event: events.at(-1), statuses, stays, taken, current };
}

/**
 * A state that is under way somewhere is so whatever it came to elsewhere.
 * @param {readonly Stay[]} stays
 * @returns {StateStatus}
 */
function statusOf(stays) {
  const underWay = ['running', 'waiting'].find((status) => stays.some((stay) => stay.status === status));
  return /** @type {StateStatus} */ (underWay ?? stays.at(-1)?.status);
}

/** What a status is called. */
export const STATUS_WORDS = {
  running: 'running',
  waiting: 'waiting',
  ran: 'ran',
  failed: 'failed',
  caught: 'failed, caught',
  stopped: 'stopped',
};
