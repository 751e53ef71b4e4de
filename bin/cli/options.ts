import { Option } from '@commander-js/extra-typings';

/*
 * The options that several commands have, each said once, and what a command gets of them.
 */

export const workflow = new Option('-w, --workflow <ID>', 'which workflow, where the document has several');

export const compilerOptions = new Option(
  '--options <FILE_OR_JSON>',
  "the compiler's options (services, actions, secretInputs, polling, ...): a file, or JSON that starts with {",
);

/** What every command gets that compiles one workflow. */
export interface DocumentOptions {
  readonly workflow?: string | undefined;
  readonly options?: string | undefined;
}

export const out = new Option('-o, --out <FILE>', 'write the result to a file instead of stdout');

export const input = new Option(
  '-i, --input <FILE_OR_JSON>',
  "the execution's input: a file, or JSON that starts with {",
).makeOptionMandatory();

export const region = new Option('--region <REGION>', 'the AWS region; default: that of the environment');
export const endpoint = new Option('--endpoint <URL>', 'where Step Functions answers, for one that is not AWS');

/** What every command gets that speaks to AWS. */
export interface AwsOptions {
  readonly region?: string | undefined;
  readonly endpoint?: string | undefined;
}

export const follow = new Option('--follow', 'show what happens until it ends, then its outputs');

export const connect = new Option('--connect <FILE>', 'what Amazon Connect holds (local/connect/default.yml)');
export const quota = new Option(
  '--quota',
  'let Amazon Connect throttle as on AWS: 2 calls a second of each operation, bursts of 5',
);
export const mocks = new Option(
  '--mocks <FILE>',
  'answers by test case, in the form of the mock configuration of Step Functions Local',
);
export const faults = new Option('--faults <FILE>', 'calls that fail, get lost or take long');
export const realTime = new Option('--real-time', 'wait for real; otherwise waits take no time');

/** What every command gets that plays AWS on this machine. */
export interface LocalOptions {
  readonly connect?: string | undefined;
  readonly quota?: true | undefined;
  readonly mocks?: string | undefined;
  readonly faults?: string | undefined;
  readonly realTime?: true | undefined;
}
