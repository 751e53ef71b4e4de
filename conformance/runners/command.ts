import { type Ending, isObject, type Json } from '../cases.ts';
import { runProcess } from './process.ts';
import type { Adapter, Outcome } from './runner.ts';

const ENDINGS: readonly Ending[] = ['succeeded', 'failed', 'refused'];

/**
 * A runner behind a program of anybody's own: it is given the case as JSON on stdin, and prints how it ended as JSON on
 * stdout. How both look is told in conformance/README.md.
 */
export function commandAdapter(command: string): Adapter {
  return {
    name: 'command',
    title: command,
    version: async () => '',
    addressInFiles: true,
    run: async ({ document, workflowId, inputs, server }) => {
      const stdin = JSON.stringify({ document, workflowId, inputs, server });
      const { code, stdout, stderr } = await runProcess('/bin/sh', ['-c', command], { stdin });
      const outcome = outcomeIn(stdout);
      if (outcome === undefined) throw new Error(`the adapter ended with ${code} and printed no outcome: ${stderr}`);
      return outcome;
    },
  };
}

function outcomeIn(stdout: string): Outcome | undefined {
  const value: unknown = JSON.parse(stdout);
  if (!isObject(value)) return undefined;
  const ends = ENDINGS.find((each) => each === value['ends']);
  const outputs: Json | undefined = value['outputs'];
  const message = value['message'];
  if (ends === undefined) return undefined;
  return { ends, outputs, ...(typeof message === 'string' ? { message } : {}) };
}
