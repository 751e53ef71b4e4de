import { type AwsOperation, parseTaskResource, taskText } from '../compiler/apis/index.ts';
import {
  BrokenConnection,
  type Clock,
  isHttpTask,
  isObject,
  type Json,
  longestRequest,
  modelledError,
  resultOf,
  type ServiceCall,
  ServiceException,
  type Services,
  sdkIntegration,
  TaskFailure,
  unanswered,
} from '../local/index.ts';
import type { BoundScenario, Effect } from './bind.ts';
import type { Thrown } from './scenario.ts';
import { isMeant } from './steps.ts';

/** A call that was made. */
export interface MadeCall {
  readonly state: string;
  /** For example `connect:createUser`. */
  readonly operation: string;
  readonly arguments: Json;
}

/** Services that answer as a scenario says, and otherwise as those beneath; every call is noted. */
export function scenarioServices(
  { answers }: BoundScenario,
  beneath: Services,
  clock: Clock,
  made: MadeCall[],
): Services {
  const counts = new Map<string, number>();
  const effectFor = (state: string): Effect | undefined => {
    for (const [step, given] of answers) {
      if (!isMeant(step, state)) continue;
      const count = (counts.get(step) ?? 0) + 1;
      counts.set(step, count);
      return given.find(({ from, to }) => from <= count && count <= to)?.effect;
    }
    return undefined;
  };
  return {
    check: (request) => beneath.check?.(request) ?? [],
    call(call) {
      const { state, resource, params } = call;
      made.push({ state, operation: taskText(parseTaskResource(resource)), arguments: params });
      const effect = effectFor(state);
      return effect === undefined ? beneath.call(call) : carryOut(effect, call, beneath, clock);
    },
  };
}

/** What a scenario says in place of a server: a failure where the status is none of success. */
function httpInstead(call: ServiceCall, effect: Effect, clock: Clock): Promise<Json> | undefined {
  switch (effect.kind) {
    case 'return': {
      const { status = 200, headers = {}, body } = isObject(effect.answer) ? effect.answer : {};
      const text = body === undefined ? '' : JSON.stringify(body);
      const named = isObject(headers)
        ? Object.entries(headers).map(([name, value]) => [name, String(value)] as const)
        : [];
      const isTyped = named.some(([name]) => name.toLowerCase() === 'content-type');
      const typed = text === '' || isTyped ? named : [['Content-Type', 'application/json'] as const, ...named];
      const raw = isTyped && typeof body === 'string' ? body : text;
      return settled(() => resultOf('GET', { status: Number(status), headers: typed, body: Buffer.from(raw) }));
    }
    case 'throw': {
      const { error, message, status } = effect.thrown;
      const failed = status === undefined ? undefined : { status, headers: [], body: new Uint8Array() };
      return settled(() => {
        if (failed !== undefined) return resultOf('GET', failed);
        throw new TaskFailure(error, message);
      });
    }
    case 'lost':
      return effect.how === 'silence'
        ? clock.sleep(longestRequest, call.signal).then(() => Promise.reject(unanswered()))
        : settled(() => {
            throw new TaskFailure('States.Http.Socket', 'the connection broke');
          });
    case 'delay':
      return undefined;
  }
}

async function settled(give: () => Json): Promise<Json> {
  return give();
}

/** How long a caller would wait for an answer that never comes, in milliseconds. */
const silence = 24 * 60 * 60 * 1000;

async function carryOut(effect: Effect, call: ServiceCall, beneath: Services, clock: Clock): Promise<Json> {
  const http = isHttpTask(call.resource) ? httpInstead(call, effect, clock) : undefined;
  if (http !== undefined) return http;
  switch (effect.kind) {
    case 'return':
      return instead(call, clock, () => effect.answer);
    case 'throw':
      if (effect.thrown.happened === true) await beneath.call(call);
      return instead(call, clock, (operation) => {
        throw errorOf(operation, effect.thrown);
      });
    case 'lost':
      await beneath.call(call);
      if (effect.how === 'silence') await clock.sleep(silence, call.signal);
      return instead(call, clock, () => {
        throw new BrokenConnection();
      });
    case 'delay': {
      const answer = await beneath.call(call);
      await clock.sleep(effect.seconds * 1000, call.signal);
      return answer;
    }
  }
}

/** Has a call answered by a function in place of its service, and the answer named and worded as Step Functions does. */
function instead(call: ServiceCall, clock: Clock, answer: (operation: AwsOperation) => Json): Promise<Json> {
  const integration = sdkIntegration({
    clock,
    async call(operation) {
      const given = answer(operation);
      return isObject(given) ? given : {};
    },
  });
  return integration.call(call);
}

function errorOf(operation: AwsOperation, { error, message, status }: Thrown): ServiceException {
  const modelled = modelledError(operation, error, message ?? error);
  return status === undefined ? modelled : new ServiceException(error, modelled.message, status);
}
