import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { LIST_SEPARATOR, MAX_RUNNING, type MappingOptions } from '../../batch/index.ts';
import { UsageError } from '../cli/command.ts';
import { pairs, upTo } from '../cli/options.ts';

/*
 * The options of commands that start an execution for each row of a file.
 */

export const each = new Option(
  '--each <FILE>',
  'an execution for each row of a file: CSV, a JSON list or JSON Lines; -: from stdin',
).conflicts(['input', 'name', 'follow', 'case']);
export const map = pairs('--map <INPUT=COLUMN>', 'the column of an input that has another name');
export const set = pairs('--set <INPUT=VALUE>', 'an input that is the same for each row');
export const key = new Option(
  '--key <COLUMN>',
  'what tells one row from another; default: the first required input that a column gives',
);
export const listSeparator = new Option('--list-separator <TEXT>', 'what stands between the items of a list').default(
  LIST_SEPARATOR,
);
export const rate = new Option(
  '--rate <NUMBER>',
  'start so many a second, at most; default: what the quota of Amazon Connect allows, where it is called',
).argParser((text) => {
  const number = Number(text);
  if (/^\d{1,6}(?:\.\d{1,6})?$/.test(text) && number > 0) return number;
  throw new InvalidArgumentError('It must be a number above 0.');
});
export const maxRunning = new Option('--max-running <NUMBER>', 'let so many run at the same time, at most')
  .argParser(upTo(100_000))
  .default(MAX_RUNNING);
export const results = new Option(
  '--results <FILE>',
  'where to write what became of each row; default: FILE.results.csv beside the file',
);

export const firstPasswords = new Option(
  '--first-passwords <STORE>',
  'make a first password for each row, store it there, and give its id in its place',
).choices(['secrets-manager']);
export const secretsPrefix = new Option(
  '--secrets-prefix <TEXT>',
  'what the ids of stored first passwords begin with',
).default('onboarding/');

/** What a command gets that starts an execution for each row of a file. */
export interface EachOptions {
  readonly each?: string | undefined;
  readonly map: readonly (readonly [input: string, column: string])[];
  readonly set: readonly (readonly [input: string, value: string])[];
  readonly key?: string | undefined;
  readonly listSeparator: string;
  readonly rate?: number | undefined;
  readonly maxRunning: number;
  readonly results?: string | undefined;
  readonly firstPasswords?: 'secrets-manager' | undefined;
  readonly secretsPrefix: string;
}

/** Where inputs come from, as those options say it. */
export function mappingOptions({ map, set, key, listSeparator: separator }: EachOptions): MappingOptions {
  return { map: new Map(map), set: new Map(set), key, separator };
}

/** Of a command that was given neither one input nor a file of them. */
export function noInput(): never {
  throw new UsageError("give the execution's input by --input, or those of many by --each");
}
