import {
  type Clock,
  ConnectDataError,
  type ConnectOptions,
  type FaultRule,
  FaultsError,
  type Mocks,
  MocksError,
  readFaults,
  readMocks,
  realClock,
} from '../../local/index.ts';
import { readFile } from './files.ts';
import type { LocalOptions } from './options.ts';

/** What the options say of commands that play AWS on this machine. */
export interface LocalSettings {
  readonly connect: Omit<ConnectOptions, 'clock'>;
  readonly mocks?: Mocks;
  readonly faults?: readonly FaultRule[];
  readonly clock?: Clock;
}

/**
 * Reads what those options name.
 * @throws UsageError where a file is missing; see `isLocalFault` for files that say something else
 */
export function readLocalSettings({ connect, quota, mocks, faults, realTime }: LocalOptions): LocalSettings {
  return {
    connect: {
      ...(connect === undefined ? {} : { data: readFile(connect).text }),
      ...(quota ? { quota: { perSecond: 2, burst: 5 } } : {}),
    },
    ...(mocks === undefined ? {} : { mocks: readMocks(readFile(mocks).text) }),
    ...(faults === undefined ? {} : { faults: readFaults(readFile(faults).text) }),
    ...(realTime ? { clock: realClock() } : {}),
  };
}

/** Whether an error says that one of these files is not what it should be. */
export function isLocalFault(error: unknown): error is Error {
  return error instanceof ConnectDataError || error instanceof FaultsError || error instanceof MocksError;
}
