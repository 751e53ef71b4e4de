import type { AwsOperation } from '../../compiler/apis/index.ts';
import { isObject, type Json, type JsonObject } from '../interpreter/index.ts';
import { type InMemoryService, modelledError, type ServiceException } from './service.ts';

/** One call of an operation of a service. The request holds what the model allows; required members are there. */
export interface Call<Context> {
  readonly operation: AwsOperation;
  readonly request: JsonObject;
  /** All that the service remembers and needs. */
  readonly context: Context;
}

/** Carries out a call and gives its answer. */
export type Handler<Context> = (call: Call<Context>) => JsonObject | Promise<JsonObject>;

/** The operations of a service, or of a part of one, by their model names. */
export type Handlers<Context> = Readonly<Record<string, Handler<Context>>>;

/** A service made of handlers. */
export function serviceOf<Context>(resource: string, handlers: Handlers<Context>, context: Context): InMemoryService {
  const has = (operation: string): boolean => Object.hasOwn(handlers, operation);
  return {
    resource,
    has,
    call(operation, request) {
      const handler = has(operation.name) ? handlers[operation.name] : undefined;
      if (handler === undefined) throw new Error(`${resource} in memory has no ${operation.name}`);
      return handler({ operation, request, context });
    },
  };
}

/** An error of the operation's model, to be thrown. */
export function refusal({ operation }: Call<unknown>, error: string, message: string): ServiceException {
  return modelledError(operation, error, message);
}

/** A member of the request that the model says is text; empty where it is missing. */
export function textIn(call: Call<unknown>, member: string): string {
  return optionalText(call, member) ?? '';
}

export function optionalText({ request }: Call<unknown>, member: string): string | undefined {
  const value = request[member];
  return typeof value === 'string' ? value : undefined;
}

export function optionalNumber({ request }: Call<unknown>, member: string): number | undefined {
  const value = request[member];
  return typeof value === 'number' ? value : undefined;
}

export function listIn({ request }: Call<unknown>, member: string): readonly Json[] {
  const value = request[member];
  return Array.isArray(value) ? value : [];
}

export function objectsIn(call: Call<unknown>, member: string): readonly JsonObject[] {
  return objectsOf(call.request[member]);
}

/** The objects of a list; none where it is no list. */
export function objectsOf(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** An object; one without members where it is none. */
export function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** The members of the request with these names, those that are there. */
export function pick({ request }: Call<unknown>, names: readonly string[]): { [member: string]: Json } {
  const picked: { [member: string]: Json } = {};
  for (const name of names) {
    const value = request[name];
    if (value !== undefined) picked[name] = value;
  }
  return picked;
}
