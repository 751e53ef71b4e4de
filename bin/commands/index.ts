import type { Command } from '../cli/command.ts';

/** A command as the program knows it before it is called. */
export interface CommandEntry {
  /** A line for the program's help. */
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** The commands; each is loaded when it is called, so that none pays for another. */
export const commands: Readonly<Record<string, CommandEntry>> = {
  compile: {
    summary: 'print the state machine definition of a workflow',
    load: async () => (await import('./compile.ts')).command,
  },
  check: {
    summary: 'show what is wrong with documents',
    load: async () => (await import('./check.ts')).command,
  },
  explain: {
    summary: 'explain a workflow to a reviewer',
    load: async () => (await import('./explain.ts')).command,
  },
  graph: {
    summary: 'draw a workflow as a picture',
    load: async () => (await import('./graph.ts')).command,
  },
  run: {
    summary: 'run a workflow on this machine, against AWS services in memory',
    load: async () => (await import('./run.ts')).command,
  },
  serve: {
    summary: 'answer AWS clients on this machine: Step Functions, EventBridge, Amazon Connect',
    load: async () => (await import('./serve.ts')).command,
  },
  test: {
    summary: 'run scenario files: inputs, answers of the services, and what is expected',
    load: async () => (await import('./test.ts')).command,
  },
  validate: {
    summary: 'ask AWS whether it takes the definition of a workflow',
    load: async () => (await import('./validate.ts')).command,
  },
  start: {
    summary: 'start an execution of a deployed state machine, and follow it',
    load: async () => (await import('./start.ts')).command,
  },
  redrive: {
    summary: 'let an execution that failed go on where it stopped',
    load: async () => (await import('./redrive.ts')).command,
  },
  completion: {
    summary: 'print what lets a shell complete commands and options',
    load: async () => (await import('./completion.ts')).command,
  },
};
