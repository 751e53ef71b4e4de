import type { TaskState, WaitState } from '../definition.ts';
import { faultyCount, MOST } from './bounds.ts';
import type { Check, Report, Subject } from './subject.ts';

/** Timeouts, heartbeats and waits: whole seconds within AWS's bounds, or expressions. */
export const times: Check = ({ definition, states, read }, report) => {
  const { TimeoutSeconds } = definition;
  const fault = TimeoutSeconds === undefined ? undefined : faultyCount(TimeoutSeconds, 1, MOST);
  if (fault !== undefined) report({ field: 'TimeoutSeconds', message: fault });
  for (const [name, state] of states) {
    if (state.Type === 'Task') checkTask(name, state, read, report);
    if (state.Type === 'Wait') checkWait(name, state, read, report);
  }
};

type Read = Subject['read'];

function checkTask(name: string, { TimeoutSeconds, HeartbeatSeconds }: TaskState, read: Read, report: Report): void {
  for (const [field, value] of Object.entries({ TimeoutSeconds, HeartbeatSeconds })) {
    const message = faultySeconds(value, 1, read);
    if (message !== undefined) report({ state: name, field, message });
  }
  if (typeof TimeoutSeconds !== 'number' || typeof HeartbeatSeconds !== 'number') return;
  if (HeartbeatSeconds < TimeoutSeconds) return;
  report({ state: name, field: 'HeartbeatSeconds', message: `must be less than TimeoutSeconds, ${TimeoutSeconds}` });
}

function checkWait(name: string, { Seconds, Timestamp }: WaitState, read: Read, report: Report): void {
  if ((Seconds === undefined) === (Timestamp === undefined)) {
    report({ state: name, field: 'Seconds', message: 'there must be either Seconds or Timestamp' });
  }
  const message = faultySeconds(Seconds, 0, read);
  if (message !== undefined) report({ state: name, field: 'Seconds', message });
  if (Timestamp !== undefined && read(Timestamp).kind === 'plain' && !isTimestamp(Timestamp)) {
    report({
      state: name,
      field: 'Timestamp',
      message: 'must be a time such as 2026-01-31T12:00:00Z, or an expression',
    });
  }
}

function faultySeconds(value: number | string | undefined, least: number, read: Read): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number') return faultyCount(value, least, MOST);
  return read(value).kind === 'plain' ? 'must be a number or an expression' : undefined;
}

/** RFC 3339 with capital T and Z, as the Amazon States Language asks for. */
function isTimestamp(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text))
  );
}
