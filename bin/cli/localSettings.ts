import { formatText } from '../../compiler/diagnostics/index.ts';
import { FileError } from '../../compiler/source/index.ts';
import {
  type Clock,
  type ConnectOptions,
  type FaultRule,
  type Mocks,
  MocksError,
  readConnectData,
  readFaults,
  readMocks,
  realClock,
} from '../../local/index.ts';
import { readFile } from './files.ts';
import type { Io } from './io.ts';
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
 * @throws UsageError where a file is missing; see `showLocalFault` for files that say something else
 */
export function readLocalSettings({ connect, quota, mocks, faults, realTime }: LocalOptions): LocalSettings {
  return {
    connect: {
      ...(connect === undefined ? {} : { data: readConnectData(readFile(connect)) }),
      ...(quota ? { quota: { perSecond: 2, burst: 5 } } : {}),
    },
    ...(mocks === undefined ? {} : { mocks: readMocks(readFile(mocks)) }),
    ...(faults === undefined ? {} : { faults: readFaults(readFile(faults)) }),
    ...(realTime ? { clock: realClock() } : {}),
  };
}

/** Shows an error that says that one of these files is not what it should be; says whether it is one. */
export function showLocalFault(error: unknown, { stderr }: Io): boolean {
  if (error instanceof FileError) stderr.write(`${formatText(error.diagnostics, { colours: stderr.colours })}\n`);
  else if (error instanceof MocksError) stderr.write(`arazzo-sfn: ${error.message}\n`);
  else return false;
  return true;
}
