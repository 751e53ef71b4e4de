import { calledBy } from './resource.ts';
import type { Check } from './subject.ts';

/** Each Task calls an operation of an AWS service that Step Functions knows, or makes an HTTP request. */
export const resources: Check = ({ states, models }, report) => {
  for (const [name, state] of states) {
    if (state.Type !== 'Task') continue;
    const called = calledBy(state.Resource, models);
    if (called.kind === 'fault') report({ state: name, field: 'Resource', message: called.message });
  }
};
