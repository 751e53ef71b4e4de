import { positionsOf } from '../../compiler/diagnostics/index.ts';
import type { Machine } from '../../compiler/index.ts';
import type { Ended } from '../cli/showExecution.ts';
import type { End } from './follow.ts';

/** How an execution on AWS ended, with the place in the document where its machine is known. */
export function endOf({ description, failedState }: End, machine: Machine | undefined): Ended {
  const { status = 'RUNNING', startDate, stopDate, output, error, cause } = description;
  return {
    status,
    outputs: output === undefined ? undefined : JSON.parse(output),
    state: failedState,
    error,
    cause,
    milliseconds: (stopDate?.getTime() ?? 0) - (startDate?.getTime() ?? 0),
    at: placeOfFailure(failedState, cause, machine),
  };
}

/** Where in the document stands what failed, as `file:line:column`: a criterion, or its state; undefined where that isn't known. */
export function placeOfFailure(
  state: string | undefined,
  cause: string | undefined,
  machine: Machine | undefined,
): string | undefined {
  if (state === undefined) return undefined;
  const criterion = machine?.criteria.get(state)?.find((each) => cause?.startsWith(each.cause));
  const place = criterion?.place ?? machine?.places.get(state);
  if (place === undefined) return undefined;
  const { line, column } = positionsOf(place).start;
  return `${place.file.name}:${line}:${column}`;
}
