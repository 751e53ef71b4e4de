import { parse } from 'yaml';
import { isObject, type JsonObject } from '../interpreter/index.ts';
import type { FaultEffect, FaultRule } from './faults.ts';

/** A file of faults that is none. The message names the place. */
export class FaultsError extends Error {}

const members = ['operation', 'calls', 'share', 'seed', 'error', 'message', 'happened', 'lost', 'delay'];

/**
 * Reads faults on demand: a list (YAML or JSON) of `{operation, calls: [n] | share and seed, error | lost | delay}`.
 * @throws FaultsError where it has another form
 */
export function readFaults(text: string): readonly FaultRule[] {
  let list: unknown;
  try {
    list = parse(text);
  } catch (error) {
    throw new FaultsError(`The file of faults is neither YAML nor JSON: ${(error as Error).message}`);
  }
  if (!Array.isArray(list)) throw new FaultsError('The file of faults must be a list');
  return list.map((item, at) => readRule(item, `faults[${at}]`));
}

function readRule(value: unknown, place: string): FaultRule {
  if (!isObject(value)) throw new FaultsError(`${place} must be an object`);
  const unknown = Object.keys(value).find((key) => !members.includes(key));
  if (unknown !== undefined) throw new FaultsError(`${place}.${unknown}: there is only ${members.join(', ')}`);
  const { operation } = value;
  if (typeof operation !== 'string' || !/^[a-z0-9]+:([a-zA-Z0-9]+|\*)$/.test(operation)) {
    throw new FaultsError(`${place}.operation must be like connect:createUser or connect:*`);
  }
  return { operation, calls: callsOf(value, place), effect: effectOf(value, place) };
}

function callsOf({ calls, share, seed = 1 }: JsonObject, place: string): FaultRule['calls'] {
  if (share === undefined) {
    const list = Array.isArray(calls) ? calls : [calls ?? 1];
    const numbers = list.filter((call) => typeof call === 'number' && Number.isInteger(call) && call > 0);
    if (numbers.length < list.length) throw new FaultsError(`${place}.calls must be numbers of calls, from 1`);
    return numbers.map(Number);
  }
  if (typeof share !== 'number' || share < 0 || share > 1 || typeof seed !== 'number' || calls !== undefined) {
    throw new FaultsError(`${place}: share is a number from 0 to 1, with a seed and without calls`);
  }
  return { share, seed };
}

function effectOf({ error, message, happened, lost, delay }: JsonObject, place: string): FaultEffect {
  if ([error, lost, delay].filter((effect) => effect !== undefined).length !== 1) {
    throw new FaultsError(`${place} needs one of error, lost and delay`);
  }
  if (typeof error === 'string') {
    return {
      kind: 'error',
      name: error,
      ...(typeof message === 'string' ? { message } : {}),
      ...(happened === true ? { happened } : {}),
    };
  }
  if (lost === 'silence' || lost === 'reset') return { kind: 'lost', how: lost };
  if (typeof delay === 'number' && delay >= 0) return { kind: 'delay', seconds: delay };
  throw new FaultsError(`${place}: error is a name, lost is silence or reset, delay is a number of seconds`);
}
