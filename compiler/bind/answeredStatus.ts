import type { Operation } from '../apis/index.ts';
import type { Place } from '../diagnostics/index.ts';
import { literal, type Value } from '../values/index.ts';

/** The status of a call that was answered: an operation of AWS always has the same, any other API says it in its answer. */
export function answeredStatus(operation: Operation, place: Place): Value {
  switch (operation.kind) {
    case 'aws':
      return literal(operation.status);
    case 'http':
      return {
        kind: 'read',
        from: { kind: 'response' },
        path: ['StatusCode'],
        certain: true,
        sensitive: false,
        place,
        type: 'number',
      };
    default:
      return operation satisfies never;
  }
}
