import type { AwsOperation } from '../../compiler/apis/index.ts';
import type { JsonObject } from '../interpreter/index.ts';

/** A service that lives in this process. It speaks the model's names, as the service's own HTTP interface does. */
export interface InMemoryService {
  /** The service in a Task's resource, for example `connect`. */
  readonly resource: string;
  /**
   * Carries out an operation that this service knows; `request` holds what the model allows, and nothing else. Throws, or
   * rejects with, a `ServiceException` for an error of the service.
   */
  call(operation: AwsOperation, request: JsonObject): JsonObject | Promise<JsonObject>;
  /** Whether this service has the operation (by its model name). */
  has(operation: string): boolean;
}

/** An error that a service answers, by the model's name. */
export class ServiceException extends Error {
  /** The model's name, for example `DuplicateResourceException`. */
  readonly code: string;
  readonly status: number;
  /** Members of the error beside its message. */
  readonly details: JsonObject;

  constructor(code: string, message: string, status = 400, details: JsonObject = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.details = details;
  }
}

/** The connection broke: the caller never learns what became of the call. */
export class BrokenConnection extends Error {
  constructor() {
    super('Unable to execute HTTP request: Connection reset');
  }
}

/** An error of the operation's model, with the model's status. */
export function modelledError(operation: AwsOperation, name: string, message: string): ServiceException {
  const status = operation.errors.find((error) => error.name === name)?.status;
  return new ServiceException(name, message, status ?? usualStatus(name));
}

/** The status of an error whose model gives none: by what its name says. */
function usualStatus(name: string): number {
  if (/Internal|ServerError|ServiceFault/.test(name)) return 500;
  if (/Unavailable/.test(name)) return 503;
  return 400;
}
