import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { packageVersion } from '../../bin/cli/version.ts';
import { isObject, type Json, objectsIn } from '../cases.ts';
import { nodeProgram } from './nodeProgram.ts';
import type { Adapter, Job } from './runner.ts';

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
  run: async (job) => {
    const { document, workflowId, inputs, folder } = job;
    const servers = calledSources(job).flatMap(({ name, base }) => ['--server', `${name}=${job.server}${base}`]);
    const args = ['run', document, '--workflow', workflowId, '--input', JSON.stringify(inputs), '--format', 'json'];
    const { stdout, stderr } = await program.run([...args, ...servers], folder);
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

/** The OpenAPI descriptions that the workflow calls, with the path that the addresses of their servers end with. */
function calledSources({
  case: { files, document },
}: Job): readonly { readonly name: string; readonly base: string }[] {
  const sources = Object.values(files).flatMap((file) => sourcesIn(file));
  const text = JSON.stringify(files[document]);
  const only = sources.length === 1;
  return sources
    .filter(({ name }) => only || text.includes(`$sourceDescriptions.${name}.`))
    .map(({ name, url }) => ({ name, base: basePath(files[url.replace(/^\.\//, '')]) }));
}

function sourcesIn(file: Json): readonly { readonly name: string; readonly url: string }[] {
  return objectsIn(file, 'sourceDescriptions')
    .filter(({ type }) => type === 'openapi' || type === undefined)
    .map(({ name, url }) => ({ name: String(name), url: String(url) }));
}

function basePath(description: Json | undefined): string {
  const url = objectsIn(description, 'servers')[0]?.['url'];
  return typeof url === 'string' && URL.canParse(url) ? new URL(url).pathname.replace(/\/$/, '') : '';
}
