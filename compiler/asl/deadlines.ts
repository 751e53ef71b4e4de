import { type Expression, jsonata } from '../jsonata/index.ts';
import type { Deadline } from '../plan.ts';

const { array, binary, call, literal, path, variable } = jsonata;

/** The moment, from now on, at which a workflow has to have come to its end. */
export function endOf(milliseconds: number): Expression {
  return binary('+', call('millis'), literal(milliseconds));
}

/** Whether no time is left. */
export function isOver(deadline: Deadline): Expression {
  return binary('<=', millisecondsLeft(deadline), literal(0));
}

/** Seconds that something may take: as many as are left, rounded up, and at least one, which is the least that a Task takes. */
export function secondsLeft(otherwise: Expression, deadlines: readonly Deadline[]): Expression {
  const left = deadlines.map((each) => call('ceil', binary('/', millisecondsLeft(each), literal(1000))));
  return call('max', array([literal(1), call('min', array([otherwise, ...left]))]));
}

/** Whoever redrives an execution wants it to go on: from then on there is as much time again. */
function millisecondsLeft({ variable: end, milliseconds }: Deadline): Expression {
  const redriven = call('toMillis', path(variable('states'), 'context', 'Execution', 'RedriveTime'));
  const latest = call('max', array([variable(end), binary('+', redriven, literal(milliseconds))]));
  return binary('-', latest, call('millis'));
}
