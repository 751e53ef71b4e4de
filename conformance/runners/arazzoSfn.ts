import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { packageVersion } from '../../bin/cli/version.ts';
import { HOST, isObject, type Json } from '../cases.ts';
import { nodeProgram } from './nodeProgram.ts';
import type { Adapter } from './runner.ts';

/** What `arazzo-sfn` runs once it has found its code cache. */
const path = fileURLToPath(new URL('../../dist/bin/program.js', import.meta.url));
const program = nodeProgram(async () => path);

/** This project as users have it: compiled to HTTP Tasks, and run on the Step Functions of this machine. */
export const arazzoSfn: Adapter = {
  name: 'arazzo-sfn',
  title: 'arazzo-sfn',
  version: async () => {
    if (!existsSync(path)) throw new Error('There is no program yet: npm run build');
    return packageVersion();
  },
  // An HTTP Task calls https alone; the option --server leads it to the case's server.
  addressInFiles: false,
  run: async ({ document, workflowId, inputs, server, folder }) => {
    const input = ['--workflow', workflowId, '--input', JSON.stringify(inputs)];
    const args = ['run', document, ...input, '--server', `${HOST}=${server}`, '--format', 'json'];
    const { stdout, stderr } = await program.run(args, folder);
    const ended = ending(stdout);
    if (ended === undefined) return { ends: 'refused', message: stderr };
    const { status, outputs, error, cause } = ended;
    if (status === 'SUCCEEDED') return { ends: 'succeeded', ...(outputs === undefined ? {} : { outputs }) };
    return { ends: 'failed', message: `${error}: ${cause}` };
  },
  close: program.close,
};

function ending(stdout: string): { readonly [name: string]: Json } | undefined {
  try {
    const value: unknown = JSON.parse(stdout);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
