import type { Expectation, Json, JsonObject } from './cases.ts';
import type { WrittenCase } from './readAreas.ts';

/** Whether the criterion of a case holds. */
export interface Holding {
  readonly holds?: boolean;
}

/** The short form for what a criterion comes to: it decides which call is made after that of the step `look`. */
export interface Criterion extends Required<Holding> {
  /** A text is the condition of a simple one. */
  readonly criterion: string | JsonObject;
  /** What `look` is answered; without it 200 and `{}`. */
  readonly body: Json;
}

/** What the value or the text of a case comes to. */
export interface Giving {
  readonly gives?: Json;
}

/** The short form for what an expression comes to: an output of the step `look`, and of the workflow. */
export interface Value extends Required<Giving> {
  readonly value: Json;
}

/** The short form for what a text with expressions in it comes to: a member of the payload of a step. */
export interface Sent extends Required<Giving> {
  readonly sends: Json;
}

const LOOK = 'GET /items';

/**
 * A case in the form that all others have. The criterion is the success criterion of a step, whose failure action leads to
 * a call of its own, so that "doesn't hold" is seen by a call and not by the end alone.
 */
export function criterionCase(written: WrittenCase): WrittenCase {
  const { criterion, holds, body, readings = [], ...rest } = written;
  if (criterion === undefined) return written;
  const successCriteria = [typeof criterion === 'string' ? { condition: criterion } : criterion];
  const onFailure = [{ name: 'otherwise', type: 'goto', stepId: 'other' }];
  return {
    ...rest,
    workflow: {
      steps: [
        { stepId: 'look', operationId: 'listItems', successCriteria, onFailure },
        {
          stepId: 'held',
          operationId: 'getItem',
          parameters: [{ name: 'id', in: 'path', value: 'held' }],
          onSuccess: [{ name: 'done', type: 'end' }],
        },
        { stepId: 'other', operationId: 'listOrders' },
      ],
    },
    answers: { ...answered(body), ...rest.answers },
    expect: { ...rest.expect, ...seenIf(holds === true) },
    readings: readings.map(({ holds: also, ...reading }) =>
      also === undefined ? reading : { ...reading, ...seenIf(also) },
    ),
  };
}

/** Whether a run with a step that failed and was dealt with has failed is another question. */
function seenIf(holds: boolean): Expectation {
  return holds
    ? { ends: 'succeeded', requests: [LOOK, 'GET /items/held'] }
    : { ends: ['succeeded', 'failed'], requests: [LOOK, 'GET /orders'] };
}

/** A case in the form that all others have. */
export function valueCase(written: WrittenCase): WrittenCase {
  const { value, gives, body, readings = [], ...rest } = written;
  if (value === undefined) return written;
  const seen = (given: Json | undefined): Expectation => (given === undefined ? {} : { outputs: { value: given } });
  return {
    ...rest,
    workflow: {
      steps: [{ stepId: 'look', operationId: 'listItems', outputs: { value } }],
      outputs: { value: '$steps.look.outputs.value' },
    },
    answers: { ...answered(body), ...rest.answers },
    expect: { ...seen(gives), ...rest.expect },
    readings: readingsOf(readings, seen),
  };
}

/** A case in the form that all others have. */
export function sentCase(written: WrittenCase): WrittenCase {
  const { sends, gives, readings = [], ...rest } = written;
  if (sends === undefined) return written;
  const payload = { value: sends };
  const requestBody = { contentType: 'application/json', payload };
  const seen = (given: Json | undefined): Expectation =>
    given === undefined ? {} : { requests: [{ request: 'POST /items', body: { value: given } }] };
  return {
    ...rest,
    workflow: { steps: [{ stepId: 'send', operationId: 'createItem', requestBody }] },
    expect: { ...seen(gives), ...rest.expect },
    readings: readingsOf(readings, seen),
  };
}

function answered(body: Json | undefined): NonNullable<WrittenCase['answers']> {
  return body === undefined ? {} : { [LOOK]: { body } };
}

/** Readings that tell in short what comes to be seen by them. */
function readingsOf(
  readings: NonNullable<WrittenCase['readings']>,
  seen: (given: Json | undefined) => Expectation,
): NonNullable<WrittenCase['readings']> {
  return readings.map(({ gives, ...reading }) => ({ ...reading, ...seen(gives) }));
}
