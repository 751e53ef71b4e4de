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
import type { Option } from './command.ts';
import { readFile } from './files.ts';
import type { Parsed } from './parseArguments.ts';

/** The options of commands that play AWS on this machine. */
export const localOptions: Readonly<Record<string, Option>> = {
  connect: { value: 'FILE', text: 'what Amazon Connect holds (local/connect/default.yml)' },
  quota: { text: 'let Amazon Connect throttle as on AWS: 2 calls a second of each operation, bursts of 5' },
  mocks: { value: 'FILE', text: 'answers by test case, in the form of the mock configuration of Step Functions Local' },
  faults: { value: 'FILE', text: 'calls that fail, get lost or take long' },
  'real-time': { text: 'wait for real; otherwise waits take no time' },
};

/** What they say. */
export interface LocalSettings {
  readonly connect: Omit<ConnectOptions, 'clock'>;
  readonly mocks?: Mocks;
  readonly faults?: readonly FaultRule[];
  readonly clock?: Clock;
}

/**
 * Reads them.
 * @throws UsageError where a file is missing; see `isLocalFault` for files that say something else
 */
export function readLocalSettings({ value, has }: Parsed): LocalSettings {
  const text = (name: string): string | undefined => {
    const path = value(name);
    return path === undefined ? undefined : readFile(path).text;
  };
  const [data, mocks, faults] = [text('connect'), text('mocks'), text('faults')];
  return {
    connect: {
      ...(data === undefined ? {} : { data }),
      ...(has('quota') ? { quota: { perSecond: 2, burst: 5 } } : {}),
    },
    ...(mocks === undefined ? {} : { mocks: readMocks(mocks) }),
    ...(faults === undefined ? {} : { faults: readFaults(faults) }),
    ...(has('real-time') ? { clock: realClock() } : {}),
  };
}

/** Whether an error says that one of these files is not what it should be. */
export function isLocalFault(error: unknown): error is Error {
  return error instanceof ConnectDataError || error instanceof FaultsError || error instanceof MocksError;
}
