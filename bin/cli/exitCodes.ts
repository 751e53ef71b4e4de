/** What the program exits with, beside 0. From 64 on they are those of sysexits.h. */
export const exitCodes = {
  /** A document or an input is at fault, or an execution failed. */
  fault: 1,
  usage: 2,
  /** AWS can't be asked: neither the document nor the input is at fault. */
  unavailable: 69,
  /** Something that should never happen. */
  crash: 70,
  /** The output can't be written. */
  output: 74,
  /** Stopped by Ctrl-C, as shells have it. */
  interrupted: 130,
} as const;
