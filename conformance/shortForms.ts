import type { Expectation, Json, JsonObject, Reading } from './cases.ts';
import type { WrittenCase } from './readAreas.ts';

/** Whether the criterion of a case holds. */
export interface Holding {
  readonly holds?: boolean;
}

/** The short form for what a criterion comes to: it decides which call is made after that of `look`. */
export interface Criterion extends Required<Holding> {
  /** A text is the condition of a simple one. */
  readonly criterion: string | JsonObject;
  /** What `look` is answered; without it 200 and `{}`. */
  readonly body: Json;
}

/** The short form for what an expression comes to: an output of the step `look`, and of the workflow. */
export interface Value {
  readonly value: Json;
  /** What it must be. */
  readonly gives: Json;
}

const LOOK = 'GET /items';

/**
 * A case in the form that all others have. The criterion is one of a success action, so that "doesn't hold" is seen by a
 * call of its own, not by a failure that could have any cause.
 */
export function criterionCase(written: WrittenCase): WrittenCase {
  const { criterion, holds, body, readings = [], ...rest } = written;
  if (criterion === undefined) return written;
  const held = {
    name: 'holds',
    type: 'goto',
    stepId: 'held',
    criteria: [typeof criterion === 'string' ? { condition: criterion } : criterion],
  };
  return {
    ...rest,
    workflow: {
      steps: [
        { stepId: 'look', operationId: 'listItems', onSuccess: [held] },
        { stepId: 'other', operationId: 'listOrders', onSuccess: [{ name: 'done', type: 'end' }] },
        { stepId: 'held', operationId: 'getItem', parameters: [{ name: 'id', in: 'path', value: 'held' }] },
      ],
    },
    answers: { ...answered(body), ...rest.answers },
    expect: { ...rest.expect, ...requestsIf(holds === true) },
    readings: readings.map(({ holds: also, ...reading }) => readingIf(reading, also)),
  };
}

function readingIf(reading: Reading, holds: boolean | undefined): Reading {
  return holds === undefined ? reading : { ...reading, ...requestsIf(holds) };
}

function requestsIf(holds: boolean): Expectation {
  return { requests: [LOOK, holds ? 'GET /items/held' : 'GET /orders'] };
}

/** A case in the form that all others have. */
export function valueCase(written: WrittenCase): WrittenCase {
  const { value, gives, body, ...rest } = written;
  if (value === undefined) return written;
  return {
    ...rest,
    workflow: {
      steps: [{ stepId: 'look', operationId: 'listItems', outputs: { value } }],
      outputs: { value: '$steps.look.outputs.value' },
    },
    answers: { ...answered(body), ...rest.answers },
    expect: { ...(gives === undefined ? {} : { outputs: { value: gives } }), ...rest.expect },
  };
}

function answered(body: Json | undefined): NonNullable<WrittenCase['answers']> {
  return body === undefined ? {} : { [LOOK]: { body } };
}
