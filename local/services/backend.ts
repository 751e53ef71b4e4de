import type { AwsOperation } from '../../compiler/apis/index.ts';
import { type Clock, isObject, type Json, type JsonObject } from '../interpreter/index.ts';
import { exampleAnswer } from './answer.ts';
import { type FaultPlan, waitInVain } from './faults.ts';
import type { Naming } from './naming.ts';
import { readRequest, validationMessage } from './request.ts';
import { BrokenConnection, type InMemoryService, modelledError } from './service.ts';

/** The services of this process, whoever calls them: a Task, or a client over HTTP. */
export interface Backend {
  readonly clock: Clock;
  /**
   * Carries out one call and gives its answer, in the model's names. Rejects with a `ServiceException` for what the
   * service answers, with a `BrokenConnection` where no answer arrives, and with the signal's reason when it is aborted.
   */
  call(operation: AwsOperation, params: Json, naming: Naming, signal: AbortSignal): Promise<JsonObject>;
}

export interface BackendOptions {
  readonly services: readonly InMemoryService[];
  /** The clock of the runs that call them. */
  readonly clock: Clock;
  readonly faults?: FaultPlan;
  /** Told of each operation (`sqs:sendMessage`) that nobody carries out, when its answer is made up. */
  readonly onMadeUp?: (operation: string) => void;
}

/** Services in memory, with faults on demand. An operation that none of them has answers from its output shape. */
export function createBackend({ services, clock, faults, onMadeUp }: BackendOptions): Backend {
  const byResource = new Map(services.map((service) => [service.resource, service]));

  const perform = (operation: AwsOperation, params: Json, naming: Naming): JsonObject | Promise<JsonObject> => {
    const { request, faults: wrong } = readRequest(operation.input, params, naming);
    // What a service doesn't know it doesn't look at; only the SDK integration refuses to send it.
    const refused = wrong.filter(({ kind }) => kind !== 'unsupported');
    if (refused.length > 0) throw modelledError(operation, validationError(operation), validationMessage(refused));
    const service = byResource.get(operation.service.resource);
    if (service?.has(operation.name)) return service.call(operation, request);
    onMadeUp?.(`${operation.service.resource}:${operation.action}`);
    const answer = exampleAnswer(operation.output, request, clock.now());
    return isObject(answer) ? answer : {};
  };

  return {
    clock,
    async call(operation, params, naming, signal) {
      const effect = faults?.next(`${operation.service.resource}:${operation.action}`);
      if (effect?.kind === 'error' && effect.happened !== true) throw faultError(operation, effect);
      if (effect === undefined) return await perform(operation, params, naming);
      // A refusal is an answer, too: it is lost, late or another one as any answer is.
      const answered = Promise.resolve().then(() => perform(operation, params, naming));
      await answered.catch(() => {});
      switch (effect.kind) {
        case 'error':
          throw faultError(operation, effect);
        case 'lost':
          if (effect.how === 'silence') await waitInVain(clock, signal);
          throw new BrokenConnection();
        case 'delay':
          await clock.sleep(effect.seconds * 1000, signal);
          return answered;
      }
    },
  };
}

function faultError(operation: AwsOperation, { name, message }: { readonly name: string; readonly message?: string }) {
  return modelledError(operation, name, message ?? usualMessages.get(name) ?? name);
}

const usualMessages: ReadonlyMap<string, string> = new Map([
  ['ThrottlingException', 'Rate exceeded'],
  ['TooManyRequestsException', 'Rate exceeded'],
  ['InternalServiceException', 'Internal service error'],
]);

/** The error by which an operation refuses a request: the first that its model lists of the usual ones. */
function validationError(operation: AwsOperation): string {
  const names = ['InvalidParameterException', 'ValidationException', 'InvalidRequestException', 'InvalidArgument'];
  return names.find((name) => operation.errors.some((error) => error.name === name)) ?? 'ValidationException';
}
