import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../compiler/packageRoot.ts';
import { loadService, type Operation } from '../../compiler/services/index.ts';
import { type Clock, type JsonObject, realClock, seededRandom, uuid } from '../interpreter/index.ts';
import { type InMemoryService, modelledError } from '../services/index.ts';
import type { Handlers } from './call.ts';
import { type Quota, quotaCounter } from './quota.ts';
import { readData } from './readData.ts';
import { users } from './users.ts';

export interface ConnectOptions {
  /** What is there before the first call: the text of a file like default.yml, or what it stands for. Default: default.yml. */
  readonly data?: string | JsonObject;
  /** The clock of the runs that call it; it dates changes and refills the quota. Default: real time. */
  readonly clock?: Clock;
  /** Default: none. AWS's own is 2 calls a second in bursts of 5. */
  readonly quota?: Quota;
}

/** Amazon Connect in memory. */
export interface Connect extends InMemoryService {
  /** Calls an operation by its name, without the checks of a client: `connect.run('DescribeUser', {...})`. */
  run(operation: string, request: JsonObject): JsonObject;
}

const handlers: Handlers = { ...users };

/** An Amazon Connect of one's own. Its ids come in the same order each time. Throws a `ConnectDataError` for bad data. */
export function createConnect({ data, clock = realClock(), quota }: ConnectOptions = {}): Connect {
  const store = readData(
    data ?? readFileSync(join(packageRoot(), 'local', 'connect', 'default.yml'), 'utf8'),
    new Date(clock.now()).toISOString(),
  );
  const random = seededRandom(1);
  const allowed = quota === undefined ? () => true : quotaCounter(quota, clock);

  const call = (operation: Operation, request: JsonObject): JsonObject => {
    if (!allowed(operation.name)) throw modelledError(operation, 'ThrottlingException', 'Rate exceeded');
    const handler = Object.hasOwn(handlers, operation.name) ? handlers[operation.name] : undefined;
    if (handler === undefined) throw new Error(`Amazon Connect in memory has no ${operation.name}`);
    const answer = handler({
      operation,
      request,
      store,
      now: new Date(clock.now()).toISOString(),
      newId: () => uuid(random),
    });
    // What is handed out is a copy: a later change must not reach into an earlier answer.
    return JSON.parse(JSON.stringify(answer));
  };

  return {
    resource: 'connect',
    has: (operation) => Object.hasOwn(handlers, operation),
    call,
    run(name, request) {
      const operation = loadService('connect')?.operation(name);
      if (operation === undefined) throw new Error(`Amazon Connect has no operation ${name}`);
      return call(operation, request);
    },
  };
}
