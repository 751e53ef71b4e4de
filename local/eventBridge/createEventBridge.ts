import { type Clock, seededRandom, uuid } from '../interpreter/index.ts';
import { type InMemoryService, serviceOf } from '../services/index.ts';
import { buses } from './buses.ts';
import { events } from './events.ts';
import { publish } from './publish.ts';
import { rules } from './rules.ts';
import type { BusEvent, EventBridgeContext, EventHandlers } from './store.ts';

export interface EventBridgeOptions {
  readonly clock: Clock;
  readonly region: string;
  readonly account: string;
  /** Hands the input of an event to a target. */
  readonly deliver: EventBridgeContext['deliver'];
  /** For ids. Default: other ones each time. */
  readonly seed?: number;
}

/** Amazon EventBridge in memory: rules with patterns and targets. Schedules and archives don't run. */
export interface EventBridge extends InMemoryService {
  /** Puts an event of AWS's own on a bus. */
  publish(event: BusEvent): void;
}

const handlers: EventHandlers = { ...buses, ...rules, ...events };

export function createEventBridge({ clock, region, account, deliver, seed }: EventBridgeOptions): EventBridge {
  const random = seed === undefined ? Math.random : seededRandom(seed);
  const context: EventBridgeContext = {
    clock,
    region,
    account,
    buses: new Map([['default', new Map()]]),
    newId: () => uuid(random),
    deliver,
  };
  return { ...serviceOf('eventbridge', handlers, context), publish: (event) => void publish(context, event) };
}
