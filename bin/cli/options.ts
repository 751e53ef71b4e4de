import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import type { FileBounds } from '../../compiler/index.ts';

/*
 * The options that several commands have, each said once, and what a command gets of them.
 */

type Pair = readonly [name: string, value: string];

const noPairs: readonly Pair[] = [];

export const workflow = new Option('-w, --workflow <ID>', 'which workflow, where the document has several');

export const compilerOptions = new Option(
  '--options <FILE_OR_JSON>',
  "the compiler's options (services, servers, descriptions, secretInputs, polling, ...): a file, or JSON that starts with {",
);

export const connection = new Option(
  '--connection <NAME=ARN>',
  'the EventBridge connection by which an HTTP API is called, by the name of its source description: an ARN, or ' +
    'a placeholder in braces behind a dollar sign, put in when deploying; may be given again',
)
  .default(noPairs, 'none')
  .argParser((text: string, before: readonly Pair[]): readonly Pair[] => {
    if (/^[^=]+=(?:arn:[^:]+:events:[^:]+:[0-9]{12}:connection\/\S+|\$\{[A-Za-z0-9]+\})$/.test(text))
      return addPair(text, before);
    throw new InvalidArgumentError('It must be NAME=ARN, the ARN that of a connection, or a placeholder.');
  });

export const root = new Option(
  '--root <DIR>',
  'read no file outside of this folder; default: that of the nearest arazzo-sfn.yml upward, else of the document',
);
export const maxFileSize = new Option(
  '--max-file-size <BYTES>',
  'read no file that is larger; default: 10485760 (10 MiB)',
).argParser(upTo(Number.MAX_SAFE_INTEGER));

/** What every command gets that compiles one workflow. */
export interface DocumentOptions extends FileBounds {
  readonly workflow?: string | undefined;
  readonly options?: string | undefined;
  readonly connection?: readonly Pair[];
}

export const out = new Option('-o, --out <FILE>', 'write the result to a file instead of stdout');

export const input = new Option(
  '-i, --input <FILE_OR_JSON>',
  "the execution's input: a file, JSON that starts with {, or - for what is piped in",
);

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
export const allowNetwork = new Option(
  '--allow-network',
  'call HTTP APIs at their real addresses; otherwise answers are made of their OpenAPI descriptions',
);
export const server = new Option(
  '--server <NAME=URL>',
  'call this server in place of an HTTP API, by the name of its source description or its address; may be given again',
)
  .default(noPairs, 'none')
  .argParser((text: string, before: readonly Pair[]): readonly Pair[] => {
    if (/^[^=]+=(?:https:\/\/|http:\/\/(?:localhost|127\.[0-9.]+|\[::1\])(?::|\/|$))/.test(text))
      return addPair(text, before);
    throw new InvalidArgumentError('It must be NAME=URL, the URL https, or http on this machine.');
  });
export const connections = new Option(
  '--connections <FILE>',
  'credentials of HTTP APIs, by the names of their source descriptions; their values may name environment variables',
);

/** What commands get that make HTTP requests. */
export interface HttpOptions {
  readonly allowNetwork?: true | undefined;
  readonly server: readonly Pair[];
  readonly connections?: string | undefined;
}

export const realTime = new Option('--real-time', 'wait for real; otherwise waits take no time');

export const enforceIam = new Option(
  '--enforce-iam [POLICY]',
  'refuse calls as AWS does that the role of the workflow does not allow, or the IAM policy in this file',
);

/** What every command gets that plays AWS on this machine. */
export interface LocalOptions {
  readonly connect?: string | undefined;
  readonly quota?: true | undefined;
  readonly mocks?: string | undefined;
  readonly faults?: string | undefined;
  readonly realTime?: true | undefined;
}

/** Reads a whole number that is not larger than this. */
export function upTo(largest: number): (text: string) => number {
  return (text) => {
    if (/^\d{1,16}$/.test(text) && Number(text) <= largest) return Number(text);
    throw new InvalidArgumentError(`It must be a whole number of at most ${largest}.`);
  };
}

/** An option that takes `NAME=VALUE`, as often as it is given. */
export function pairs<Flags extends string>(flags: Flags, description: string) {
  return new Option(flags, `${description}; may be given again`).default(noPairs, 'none').argParser(addPair);
}

function addPair(text: string, before: readonly Pair[]): readonly Pair[] {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1) throw new InvalidArgumentError('Write NAME=VALUE.');
  return [...before, [text.slice(0, at), text.slice(at + 1)]];
}
