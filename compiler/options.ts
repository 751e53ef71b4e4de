import type { Models } from './apis/index.ts';

/** What a caller can say beyond the document. Every field has a default. */
export interface CompileOptions {
  /** Compile only this workflow of the document. */
  readonly workflow?: string;
  /** Which AWS service a source description stands for, by its name: `{ amazonConnectApi: 'connect' }`. */
  readonly services?: Readonly<Record<string, string>>;
  /** IAM actions of operations for which none is known: `{ 'connect:someOperation': ['connect:SomeAction'] }`. */
  readonly actions?: Readonly<Record<string, readonly string[]>>;
  /** Inputs that are secrets beside those that the compiler finds itself. */
  readonly secrets?: readonly string[];
  /**
   * Secret inputs that can be given as the id of a secret instead: with `{ password: 'secrets-manager' }` the machine
   * takes exactly one of `password` and `passwordSecretId`. `key` names a member, where the secret is a JSON object.
   */
  readonly secretInputs?: Readonly<
    Record<string, 'secrets-manager' | { readonly from: 'secrets-manager'; readonly key: string }>
  >;
  /** Seconds that a call may take; without it 60, and 900 for `lambda:invoke`. A step's own timeout (1.1) counts more. */
  readonly callTimeout?: number;
  /**
   * How loops without a delay of their own are paced: the first wait, doubled each time up to the longest, and how long
   * in all before the execution fails with `Arazzo.PollLimitReached`. Seconds; without it 5, 60 and 3600.
   */
  readonly polling?: { readonly first?: number; readonly longest?: number; readonly total?: number };
  /** What `end` in onFailure does: the workflow ends with its outputs and succeeds (the default), or it fails. */
  readonly failureEnd?: 'succeed' | 'fail';
  /**
   * Whether the inputs' `format` is checked (`date`, `date-time`, `email`, `uri` and `uuid`), or is an annotation, as JSON
   * Schema 2020-12 has it (the default).
   */
  readonly formats?: 'annotate' | 'assert';
  /** The partition in the resources of Tasks; without it `aws`. */
  readonly partition?: 'aws' | 'aws-cn' | 'aws-us-gov';
  /**
   * Reads a file that a source description names, or (`data`) a part of a description that one refers to; absent: no other
   * file is read. Undefined: there is no such file.
   */
  readonly readFile?: (
    url: string,
    from: string,
    kind?: 'data',
  ) => { readonly name: string; readonly text: string } | undefined;
  /** The base address at which an API is called, by its source description's name: `{ crm: 'https://api.example.com/v2' }`. */
  readonly servers?: Readonly<Record<string, string>>;
  /**
   * What a request that an OpenAPI description rules out (required parameters or members left out, values of another type,
   * names that a closed schema doesn't have) is: an error (`strict`, the default), or sent as it stands, with a warning.
   */
  readonly descriptions?: 'strict' | 'loose';
  /** The OpenAPI file of a source description whose own url names none that is at hand, by its name. */
  readonly sources?: Readonly<Record<string, string>>;
  /**
   * The ARN of the EventBridge connection by which an API is called, by its source description's name. Without it a
   * placeholder stands in the definition: `${crmConnectionArn}`.
   */
  readonly connections?: Readonly<Record<string, string>>;
  /** What is known of AWS; without it, what comes with this package. */
  readonly models?: Models;
}

/** The options as the compiler works with them: where Node is not at hand, nothing can be read but what the caller gives. */
export interface CompileSettings extends CompileOptions {
  readonly models: Models;
}

/** The words that options take which take one of a few. */
export const OPTION_WORDS = {
  failureEnd: ['succeed', 'fail'],
  formats: ['annotate', 'assert'],
  partition: ['aws', 'aws-cn', 'aws-us-gov'],
  descriptions: ['strict', 'loose'],
} as const satisfies { readonly [Option in keyof CompileOptions]: readonly CompileOptions[Option][] };

/** Whether inputs have to have their `format`. */
export function assertsFormats({ formats }: CompileOptions): boolean {
  return formats === 'assert';
}
