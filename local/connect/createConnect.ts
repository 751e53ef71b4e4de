import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../compiler/node/index.ts';
import { type Clock, realClock, seededRandom, uuid } from '../interpreter/index.ts';
import { type InMemoryService, modelledError, serviceOf } from '../services/index.ts';
import type { ConnectHandlers } from './call.ts';
import { contactFlows } from './contactFlows.ts';
import { hierarchyGroups } from './hierarchyGroups.ts';
import { hoursOfOperation } from './hoursOfOperation.ts';
import { instances } from './instances.ts';
import { proficiencies } from './proficiencies.ts';
import { queues } from './queues.ts';
import { quickConnects } from './quickConnects.ts';
import { type Quota, quotaCounter } from './quota.ts';
import { type ConnectData, readConnectData, storeOf } from './readData.ts';
import { routingProfiles } from './routingProfiles.ts';
import { securityProfiles } from './securityProfiles.ts';
import { tags } from './tags.ts';
import { users } from './users.ts';

/** What an Amazon Connect in memory holds, and how often it may be called. */
export interface ConnectOptions {
  /** What is there before the first call: the text of a file like default.yml, or what it stands for. Default: default.yml. */
  readonly data?: string | ConnectData;
  /** The clock of the runs that call it; it dates changes and refills the quota. Default: real time. */
  readonly clock?: Clock;
  /** Default: none. AWS's own is 2 calls a second in bursts of 5. */
  readonly quota?: Quota;
}

const handlers: ConnectHandlers = {
  ...users,
  ...proficiencies,
  ...routingProfiles,
  ...securityProfiles,
  ...queues,
  ...hoursOfOperation,
  ...hierarchyGroups,
  ...contactFlows,
  ...quickConnects,
  ...instances,
  ...tags,
};

/** An Amazon Connect of one's own. Its ids come in the same order each time. Throws a `FileError` for bad data. */
export function createConnect({ data, clock = realClock(), quota }: ConnectOptions = {}): InMemoryService {
  const store = storeOf(data === undefined ? defaultData() : checked(data), new Date(clock.now()).toISOString());
  const random = seededRandom(1);
  const service = serviceOf('connect', handlers, { store, clock, newId: () => uuid(random) });
  const allowed = quota === undefined ? () => true : quotaCounter(quota, clock);
  return {
    ...service,
    async call(operation, request) {
      if (!allowed(operation.name)) throw modelledError(operation, 'ThrottlingException', 'Rate exceeded');
      const answer = await service.call(operation, request);
      // What is handed out is a copy: a later change must not reach into an earlier answer.
      return JSON.parse(JSON.stringify(answer));
    },
  };
}

function checked(data: string | ConnectData): ConnectData {
  return readConnectData(typeof data === 'string' ? data : JSON.stringify(data, null, 2));
}

let readDefault: ConnectData | undefined;

/** What default.yml holds; read once. A store changes none of it. */
function defaultData(): ConnectData {
  const name = join(packageRoot(), 'local', 'connect', 'default.yml');
  readDefault ??= readConnectData({ name, text: readFileSync(name, 'utf8') });
  return readDefault;
}
