import { arazzoSfn } from './arazzoSfn.ts';
import { type CommandOptions, commandAdapter } from './command.ts';
import { inProcess } from './inProcess.ts';
import { processRunner } from './processRunner.ts';
import { respect } from './respect.ts';
import type { Runner } from './runner.ts';

export { inProcess } from './inProcess.ts';
export type { Runner } from './runner.ts';

/** The runners that are at hand. */
export const runners: readonly Runner[] = [processRunner(arazzoSfn), processRunner(respect), inProcess];

/** A runner behind a program that speaks JSON. */
export function commandRunner(command: string, options: CommandOptions = {}): Runner {
  return processRunner(commandAdapter(command, options));
}
