import { type BoundFault, boundFaults, fieldsOf, machineFields } from '../../statesLanguage/index.ts';
import type { Check } from './subject.ts';

/** Numbers are within the bounds of their fields, and lists that must hold something do. */
export const bounds: Check = ({ definition, states }, report) => {
  for (const fault of boundFaults(definition, machineFields)) report({ field: fault.path, message: worded(fault) });
  for (const [state, value] of states) {
    for (const fault of boundFaults(value, fieldsOf(value.Type) ?? {})) {
      report({ state, field: fault.path, message: worded(fault) });
    }
  }
};

function worded(fault: BoundFault): string {
  if (fault.kind === 'short') return fault.path === 'Choices' ? 'there is no rule' : 'there is no error name';
  const { value, wanted } = fault;
  if (wanted.whole && !Number.isInteger(value)) return `must be a whole number, not ${value}`;
  if (value < wanted.least) return `must be at least ${wanted.least}, not ${value}`;
  return `must be at most ${wanted.most}, not ${value}`;
}
