/** Something in a definition that AWS refuses or that could only fail when it runs. */
export interface Problem {
  /** The state; absent where it is about the machine. */
  readonly state?: string;
  /** Where in the state (or the machine), for example `Arguments/UserId` or `Catch[0]/Next`; empty: all of it. */
  readonly field: string;
  /** What is wrong, as a sentence without its full stop. */
  readonly message: string;
}
