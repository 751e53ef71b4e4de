import type { Case, Ending, Json } from '../cases.ts';
import type { Run } from '../compare.ts';

/** What runs cases. */
export interface Runner {
  readonly name: string;
  /** As people know it. */
  readonly title: string;
  readonly version: () => Promise<string>;
  readonly run: (each: Case) => Promise<Told>;
  /** Ends what was started to run cases. */
  readonly close?: () => Promise<void>;
}

/** A run, and what the runner said of it. */
export interface Told extends Run {
  readonly message?: string;
}

/** What a runner that is a process is given for a case. */
export interface Job {
  readonly case: Case;
  /** Where the files of the case stand; it is removed afterwards. */
  readonly folder: string;
  /** The document's path. */
  readonly document: string;
  readonly workflowId: string;
  readonly inputs: Case['inputs'];
  /** Where the server of the case listens: `http://127.0.0.1:...` */
  readonly server: string;
}

/** How a process ended. */
export interface Outcome {
  readonly ends: Ending;
  /** Undefined where the runner tells none. */
  readonly outputs?: Json | undefined;
  /** What the runner said, for people. */
  readonly message?: string;
}

/** What stands between the harness and a runner that is a process. */
export interface Adapter extends Pick<Runner, 'name' | 'title' | 'version' | 'close'> {
  /** Whether the address of the server is to stand in the descriptions; otherwise the adapter tells it in its own way. */
  readonly addressInFiles: boolean;
  /** Changes the files of a case before they are written, such as to have outputs told. */
  readonly prepare?: (each: Case) => Case;
  readonly run: (job: Job) => Promise<Outcome>;
}
