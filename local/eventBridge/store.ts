import type { Clock, Json, JsonObject } from '../interpreter/index.ts';
import type { Call, Handlers } from '../services/index.ts';

/** A rule of an event bus, with what it sends its events to. */
export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly bus: string;
  pattern: JsonObject | undefined;
  /** As they were given. */
  members: JsonObject;
  state: 'ENABLED' | 'DISABLED';
  readonly targets: Map<string, JsonObject>;
  readonly tags: Map<string, string>;
}

/** A connection: how HTTP Tasks sign in at an API. */
export interface Connection {
  readonly name: string;
  readonly arn: string;
  /** Of the secret in which EventBridge would keep its values. */
  readonly secretArn: string;
  /** ISO 8601. */
  readonly created: string;
  modified: string;
  /** As they were given, without how to sign in. */
  members: JsonObject;
  /** How to sign in (`AuthParameters`), secrets included. */
  parameters: JsonObject;
}

/** All that the service remembers and works with. */
export interface EventBridgeContext {
  readonly region: string;
  readonly account: string;
  readonly clock: Clock;
  /** By name; the bus `default` is always there. */
  readonly buses: Map<string, Map<string, Rule>>;
  /** By name. */
  readonly connections: Map<string, Connection>;
  newId(): string;
  /** Hands an event's input to a target. What becomes of it is not the sender's business. */
  deliver(targetArn: string, eventId: string, input: Json): void;
}

export type EventCall = Call<EventBridgeContext>;
export type EventHandlers = Handlers<EventBridgeContext>;

/** Something that happened, before the bus adds its own to it. */
export interface BusEvent {
  readonly source: string;
  readonly detailType: string;
  readonly detail: Json;
  readonly resources: readonly string[];
  /** ISO 8601, to the second. */
  readonly time: string;
  readonly bus: string;
}
