/** What happens in an execution, for whoever watches it. It never holds inputs, outputs or arguments. */
export type Progress =
  | { readonly kind: 'entered'; readonly state: string; readonly type: string }
  | Called
  | {
      readonly kind: 'retried';
      readonly state: string;
      readonly error: string;
      readonly cause?: string;
      /** How long until the next attempt. */
      readonly seconds: number;
      /** 1 for the first repetition. */
      readonly attempt: number;
      /** Which of the state's Retriers serves, from 0. */
      readonly index: number;
    }
  | {
      readonly kind: 'caught';
      readonly state: string;
      readonly error: string;
      readonly cause?: string;
      readonly next: string;
      /** Which of the state's Catchers took it, from 0. */
      readonly index: number;
    }
  | { readonly kind: 'waited'; readonly state: string; readonly seconds: number }
  | {
      readonly kind: 'ended';
      readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
      /** The state in which it failed. */
      readonly state?: string;
      readonly error?: string;
      readonly cause?: string;
    };

/** A call that has come to its end. */
export interface Called {
  readonly kind: 'called';
  readonly state: string;
  readonly resource: string;
  /** 0 for the first attempt. */
  readonly attempt: number;
  /** On the clock of the run. */
  readonly milliseconds: number;
  readonly error?: string;
  readonly cause?: string;
}
