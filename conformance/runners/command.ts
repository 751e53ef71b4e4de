import { type Ending, isObject, type Json } from '../cases.ts';
import { runProcess } from './process.ts';
import type { Adapter, Outcome } from './runner.ts';
import { workers } from './workers.ts';

const ENDINGS: readonly Ending[] = ['succeeded', 'failed', 'refused'];

/** How a program of anybody's own is run. */
export interface CommandOptions {
  /** Whether it stays, and is given one case after the other; without it it is started for each. */
  readonly stays?: boolean;
}

/**
 * A runner behind a program of anybody's own: it is given the case as JSON on stdin, and prints how it ended as JSON on
 * stdout. How both look is told in conformance/README.md.
 */
export function commandAdapter(command: string, { stays = false }: CommandOptions = {}): Adapter {
  const { ask, close } = stays ? workers('/bin/sh', ['-c', command]) : { ask: once(command), close: async () => {} };
  return {
    name: 'command',
    title: command,
    version: async () => '',
    addressInFiles: true,
    run: async ({ document, workflowId, inputs, server }) => {
      const printed = await ask(JSON.stringify({ document, workflowId, inputs, server }));
      const outcome = outcomeIn(printed);
      if (outcome === undefined) throw new Error(`the adapter printed no outcome: ${printed ?? 'it took too long'}`);
      return outcome;
    },
    close,
  };
}

/** Starts the program for a case. */
function once(command: string): (given: string) => Promise<string> {
  return async (stdin) => {
    const { code, stdout, stderr } = await runProcess('/bin/sh', ['-c', command], { stdin });
    if (stdout.trim() === '') throw new Error(`the adapter ended with ${code} and printed no outcome: ${stderr}`);
    return stdout;
  };
}

function outcomeIn(printed: string | undefined): Outcome | undefined {
  const value = parsed(printed ?? '');
  if (!isObject(value)) return undefined;
  const ends = ENDINGS.find((each) => each === value['ends']);
  const outputs: Json | undefined = value['outputs'];
  const message = value['message'];
  if (ends === undefined) return undefined;
  return { ends, outputs, ...(typeof message === 'string' ? { message } : {}) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
