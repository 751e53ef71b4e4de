import { isTimestamp } from '../../statesLanguage/index.ts';
import type { TaskState, WaitState } from '../definition.ts';
import type { Check, Report, Subject } from './subject.ts';

/** Heartbeats come before timeouts, and a Wait waits for one thing. */
export const times: Check = ({ states, read }, report) => {
  for (const [name, state] of states) {
    if (state.Type === 'Task') checkTask(name, state, report);
    if (state.Type === 'Wait') checkWait(name, state, read, report);
  }
};

function checkTask(name: string, { TimeoutSeconds, HeartbeatSeconds }: TaskState, report: Report): void {
  if (typeof TimeoutSeconds !== 'number' || typeof HeartbeatSeconds !== 'number') return;
  if (HeartbeatSeconds < TimeoutSeconds) return;
  report({ state: name, field: 'HeartbeatSeconds', message: `must be less than TimeoutSeconds, ${TimeoutSeconds}` });
}

function checkWait(name: string, { Seconds, Timestamp }: WaitState, read: Subject['read'], report: Report): void {
  if ((Seconds === undefined) === (Timestamp === undefined)) {
    report({ state: name, field: 'Seconds', message: 'there must be either Seconds or Timestamp' });
  }
  if (Timestamp !== undefined && read(Timestamp).kind === 'plain' && !isTimestamp(Timestamp)) {
    report({
      state: name,
      field: 'Timestamp',
      message: 'must be a time such as 2026-01-31T12:00:00Z, or an expression',
    });
  }
}
