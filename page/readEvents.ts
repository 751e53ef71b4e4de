import type { HistoryEvent } from '../local/index.ts';
import type { Mark, PageEvent, StateStatus } from './contract.ts';
import { describeEvent } from './describeEvent.ts';
import { createVisits, isFailure, type Visit } from './visits.ts';

/**
 * Reads a history that may still grow: gives what has come since it was called last.
 * @param mask takes secrets out of a text
 */
export function eventReader(history: readonly HistoryEvent[], mask: (text: string) => string) {
  const visits = createVisits();
  let read = 0;
  return (): readonly PageEvent[] => {
    const fresh = history.slice(read);
    read = history.length;
    return fresh.map((event) => {
      const visit = visits.next(event);
      const { id, timestamp, stateEnteredEventDetails: entered } = event;
      return {
        id,
        time: timestamp.getTime(),
        text: mask(describeEvent(event)),
        ...(visit === undefined ? {} : { visit: visit.id }),
        ...(entered === undefined ? {} : { state: entered.name }),
        ...(entered === undefined || visit === undefined ? {} : { from: visit.from }),
        marks: marksOf(event, visit, visits.open(), () => goesOn(event, history)),
      };
    });
  };
}

/** What becomes of stays in states at an event. */
function marksOf(
  event: HistoryEvent,
  visit: Visit | undefined,
  open: readonly Visit[],
  retried: () => boolean,
): readonly Mark[] {
  const { type } = event;
  const all = (status: (each: Visit) => StateStatus) => open.map((each) => ({ visit: each.id, status: status(each) }));
  if (type === 'ExecutionAborted' || type === 'ExecutionTimedOut') return all(() => 'stopped');
  if (type === 'ExecutionFailed') return all(() => 'failed');
  if (type === 'ExecutionRedriven') return all(() => 'running');
  if (visit === undefined) return [];
  const mark = (status: StateStatus): readonly Mark[] => [{ visit: visit.id, status }];
  if (type.endsWith('StateEntered')) return mark(visit.type === 'Wait' ? 'waiting' : 'running');
  if (type.endsWith('StateExited')) return mark(visit.failed ? 'caught' : 'ran');
  if (type.endsWith('Scheduled') || /^(Map|Parallel)StateStarted$/.test(type)) return mark('running');
  if (type === 'TaskSubmitted' && waitsForAnother(event)) return mark('waiting');
  if (!isFailure(type)) return [];
  const inside = open.filter((each) => each !== visit && isInside(each, visit));
  return [
    ...mark(retried() ? 'waiting' : 'failed'),
    ...inside.map((each): Mark => ({ visit: each.id, status: each.failed ? 'failed' : 'stopped' })),
  ];
}

/** Whether an event that tells of a failure is followed by another attempt, or by nothing yet: then one is waited for. */
function goesOn({ id }: HistoryEvent, history: readonly HistoryEvent[]): boolean {
  const next = history.slice(id).find(({ previousEventId }) => previousEventId === id);
  return next === undefined ? history.length === id : /(Scheduled|StateStarted)$/.test(next.type);
}

function waitsForAnother({ taskSubmittedEventDetails: submitted }: HistoryEvent): boolean {
  return /\.(waitForTaskToken|sync(:2)?)$/.test(submitted?.resource ?? '');
}

function isInside(visit: Visit, outer: Visit): boolean {
  return visit.parent === outer || (visit.parent !== undefined && isInside(visit.parent, outer));
}
