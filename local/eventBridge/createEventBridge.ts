import type { ConnectionContents } from '../http/index.ts';
import { type Clock, seededRandom, uuid } from '../interpreter/index.ts';
import { type InMemoryService, serviceOf } from '../services/index.ts';
import { buses } from './buses.ts';
import { contentsOfConnection } from './connectionContents.ts';
import { connections } from './connections.ts';
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

/** Amazon EventBridge in memory: rules with patterns and targets, and connections. Schedules and archives don't run. */
export interface EventBridge extends InMemoryService {
  /** Puts an event of AWS's own on a bus. */
  publish(event: BusEvent): void;
  /** What the connection of this ARN holds; undefined where there is none. */
  connection(arn: string): ConnectionContents | undefined;
}

const handlers: EventHandlers = { ...buses, ...rules, ...events, ...connections };

export function createEventBridge({ clock, region, account, deliver, seed }: EventBridgeOptions): EventBridge {
  const random = seed === undefined ? Math.random : seededRandom(seed);
  const context: EventBridgeContext = {
    clock,
    region,
    account,
    buses: new Map([['default', new Map()]]),
    connections: new Map(),
    newId: () => uuid(random),
    deliver,
  };
  return {
    ...serviceOf('eventbridge', handlers, context),
    publish: (event) => void publish(context, event),
    connection(arn) {
      const found = [...context.connections.values()].find((each) => each.arn === arn);
      return found && contentsOfConnection(found);
    },
  };
}
