import type { ApiConnection } from '../compiler/index.ts';
import { type ConnectOptions, createConnect } from './connect/index.ts';
import { connectionsOf, exampleExchange, type HttpSettings, withHttpTasks } from './http/index.ts';
import { type Clock, type Services, virtualClock } from './interpreter/index.ts';
import { createBackend, type FaultRule, faultPlan, type InMemoryService, sdkIntegration } from './services/index.ts';

/** What the services of a run are like; everything has a default. */
export interface LocalServicesOptions {
  /** The clock of the runs; give the same one to `runMachine`. Default: a new virtual clock. */
  readonly clock?: Clock;
  /** What Amazon Connect holds and how often it may be called. */
  readonly connect?: Omit<ConnectOptions, 'clock'>;
  /** The HTTP APIs that a machine calls. Default: an HTTP Task is answered with 200 and no body. */
  readonly apis?: readonly ApiConnection[];
  /** How HTTP Tasks are done. Default: they are answered with values made of the APIs' descriptions. */
  readonly http?: HttpSettings;
  /** Faults on demand. */
  readonly faults?: readonly FaultRule[];
  /** Further services; one for a resource that is here already takes its place. */
  readonly services?: readonly InMemoryService[];
  /** Told of each operation (`sqs:sendMessage`) that no service here carries out, when its answer is made up of its model. */
  readonly onMadeUp?: (operation: string) => void;
}

/** All services of this room together, for runs in this process, and the clock that they share with those runs. */
export function localServices({
  clock = virtualClock(),
  connect,
  apis = [],
  http,
  faults,
  services = [],
  onMadeUp,
}: LocalServicesOptions = {}): {
  readonly services: Services;
  readonly clock: Clock;
} {
  const backend = createBackend({
    services: [createConnect({ ...connect, clock }), ...services],
    clock,
    ...(faults === undefined ? {} : { faults: faultPlan(faults) }),
    ...(onMadeUp === undefined ? {} : { onMadeUp }),
  });
  const exchange = http?.exchange ?? exampleExchange(apis, () => clock.now());
  const connections = connectionsOf(http?.find ?? (() => undefined));
  const tasks = { exchange, connections, clock, region: 'us-east-1' };
  return { services: withHttpTasks(sdkIntegration(backend), tasks), clock };
}
