import type { HistoryEvent } from '../local/index.ts';

/** A stay in a state. */
export interface Visit {
  /** The id of the event of its entry. */
  readonly id: number;
  readonly state: string;
  /** `Task`, `Map` and so on. */
  readonly type: string;
  /** The stay in the Parallel or Map that it happens in. */
  readonly parent: Visit | undefined;
  /** The names of the states that led to it; several behind branches and iterations. */
  readonly from: readonly string[];
  /** Of a Parallel or Map: the names of the states that its branches and iterations came to, so far. */
  readonly ends: Set<string>;
  left: boolean;
  /** The last thing that happened in it was a failure. */
  failed: boolean;
}

/** Tells of each event of a history, one after the other, to which stay in a state it belongs. */
export interface Visits {
  /** The stay of the next event; undefined for what concerns the execution as a whole. */
  next(event: HistoryEvent): Visit | undefined;
  /** The stays that have been entered and not been left, in the order of their entries. */
  open(): readonly Visit[];
}

export function createVisits(): Visits {
  /** By the id of the event, from 1. */
  const byEvent: (Visit | undefined)[] = [undefined];
  let open: Visit[] = [];

  const enclosing = (from: Visit | undefined, matches: (visit: Visit) => boolean): Visit | undefined => {
    for (let visit = from; visit !== undefined; visit = visit.parent) if (!visit.left && matches(visit)) return visit;
    return undefined;
  };

  const belongsTo = (event: HistoryEvent, type: string): Visit | undefined => {
    const before = byEvent[event.previousEventId];
    const named = event.stateExitedEventDetails?.name ?? iterationOf(event)?.name;
    if (named !== undefined) {
      const isNamed = ({ state }: Visit) => state === named;
      return enclosing(before, isNamed) ?? open.find(isNamed);
    }
    if (/^(Map|Parallel)State/.test(type)) {
      const fails = type.endsWith('Failed');
      return enclosing(before, (visit) => type.startsWith(visit.type) && !(fails && visit.failed));
    }
    return before;
  };

  return {
    next(event) {
      const { type, id, previousEventId, stateEnteredEventDetails: entered } = event;
      if (entered !== undefined) {
        const before = byEvent[previousEventId];
        const parent = before?.left === true ? before.parent : before;
        const visit: Visit = {
          id,
          state: entered.name,
          type: type.replace(/StateEntered$/, ''),
          parent,
          from: before === undefined ? [] : waysOut(before),
          ends: new Set(),
          left: false,
          failed: false,
        };
        for (const state of visit.from) parent?.ends.delete(state);
        byEvent[id] = visit;
        open.push(visit);
        return visit;
      }
      if (type === 'ExecutionRedriven') {
        for (const visit of open) visit.failed = false;
        byEvent[id] = open.find(({ parent }) => parent === undefined);
        return undefined;
      }
      const visit = type.startsWith('Execution') ? undefined : belongsTo(event, type);
      byEvent[id] = type.startsWith('Execution') ? byEvent[previousEventId] : visit;
      if (visit !== undefined && event.stateExitedEventDetails !== undefined) {
        visit.left = true;
        for (const state of waysOut(visit)) visit.parent?.ends.add(state);
        open = open.filter((each) => each !== visit);
      } else if (visit !== undefined && !type.endsWith('Aborted')) {
        visit.failed = isFailure(type);
      }
      return visit;
    },
    open: () => open,
  };
}

/** From where the next state is reached: the state itself, or where its branches ended, if they did well. */
function waysOut({ state, ends, left, failed }: Visit): readonly string[] {
  return left && !failed && ends.size > 0 ? [...ends] : [state];
}

function iterationOf(event: HistoryEvent) {
  return (
    event.mapIterationStartedEventDetails ??
    event.mapIterationSucceededEventDetails ??
    event.mapIterationFailedEventDetails ??
    event.mapIterationAbortedEventDetails
  );
}

/** Whether an event says that a state failed; a Retrier or Catcher may go on from there. */
export function isFailure(type: string): boolean {
  return /^(Task|LambdaFunction|Evaluation)(Failed|TimedOut)$|^(Map|Parallel)StateFailed$/.test(type);
}
