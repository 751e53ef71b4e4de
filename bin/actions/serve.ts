import { AssemblyError, type Cloud, createCloud, ServiceException, serve as serveCloud } from '../../local/index.ts';
import { createPage, type KnownWorkflows, knownWorkflows } from '../../page/index.ts';
import { UsageError } from '../cli/command.ts';
import { callsServers, checkHttp, clockFor, httpSettings, readCredentials } from '../cli/httpSettings.ts';
import type { Io } from '../cli/io.ts';
import { readLocalSettings, showLocalFault } from '../cli/localSettings.ts';
import { logExecutions } from '../cli/logExecutions.ts';
import type { HttpOptions, LocalOptions } from '../cli/options.ts';
import type { FileWatcher } from '../cli/watchFiles.ts';
import { type DocumentsOptions, type ServedDocuments, servedDocuments } from '../serve/servedDocuments.ts';
import { type AppOptions, takeApp } from '../serve/takeApp.ts';

/** What `serve` is told. */
export interface ServeOptions extends LocalOptions, HttpOptions, DocumentsOptions, AppOptions {
  readonly port: number;
  readonly host: string;
  readonly keep: number;
  readonly watch?: true | undefined;
}

/** Answers AWS clients until the program is told to end. Returns the exit code. */
export async function serve(paths: readonly string[], options: ServeOptions, io: Io): Promise<number> {
  try {
    const named = new Map<string, readonly string[]>();
    const known = () => ({ apis: documents.apis(), named });
    const settings = readLocalSettings(options);
    const clock = clockFor(settings.clock, options);
    const file = readCredentials(options);
    const http = httpSettings(options, file, known, () => clock.now());
    const cloud = createCloud({ ...settings, clock, http, keep: options.keep });
    const workflows = knownWorkflows();
    const documents = servedDocuments(paths, options, { cloud, workflows, io });
    if (!(await documents.create())) return 1;
    for (const [arn, names] of await takeApp(cloud, options, io)) named.set(arn, names);
    checkHttp(options, file, known(), io);
    await listen(cloud, documents, workflows, options, io);
    return 0;
  } catch (error) {
    if (!showInputFault(error, io)) throw error;
    return 1;
  }
}

/** Shows an error that says that something given to the command is not what it should be; says whether it is one. */
function showInputFault(error: unknown, io: Io): boolean {
  if (showLocalFault(error, io)) return true;
  if (!(error instanceof AssemblyError || error instanceof ServiceException)) return false;
  io.stderr.write(`arazzo-sfn: ${error.message}\n`);
  return true;
}

/** Listens until the program is told to end. */
async function listen(
  cloud: Cloud,
  documents: ServedDocuments,
  workflows: KnownWorkflows,
  options: ServeOptions,
  io: Io,
): Promise<void> {
  const { port, host } = options;
  const time = options.realTime || callsServers(options) ? 'real' : 'virtual';
  const browser = createPage({ cloud, workflows, time });
  const endpoint = await serveCloud({ backend: cloud.backend, port, host, browser }).catch(
    (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'the port is taken; choose another one by --port' : error.message;
      throw new UsageError(`can't listen on ${host}, port ${port}: ${reason}`);
    },
  );
  const endLog = logExecutions(cloud, io.stderr);
  const watchers: FileWatcher[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      process.once('SIGINT', () => resolve());
      process.once('SIGTERM', () => resolve());
      const onFault = (error: unknown) => (showInputFault(error, io) ? undefined : reject(error));
      if (options.watch) watchers.push(documents.watch(onFault));
      // The address last, when everything is in place: whoever reads it may call, change a document or end the program.
      io.stderr.write(
        'Open the address in a browser, or point an AWS client at it. Ctrl-C ends it; nothing is kept.\n',
      );
      io.stdout.write(`${endpoint.url}\n`);
    });
  } finally {
    for (const watcher of watchers) watcher.close();
    endLog();
    await endpoint.close();
  }
}
