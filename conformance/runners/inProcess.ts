import { posix } from 'node:path';
import { packageVersion } from '../../bin/cli/version.ts';
import { compile } from '../../compiler/index.ts';
import { type Clock, type HttpSettings, localServices, runMachine, virtualClock } from '../../local/index.ts';
import { type Case, HOST, textOf } from '../cases.ts';
import { type CaseServer, caseServer } from '../server.ts';
import type { Runner } from './runner.ts';

/** This project without a process, a port or waiting: what the tests run. */
export const inProcess: Runner = {
  name: 'in-process',
  title: 'arazzo-sfn, in process',
  version: async () => packageVersion(),
  run: async (each) => {
    const { document, workflowId, inputs } = each;
    const { machines, diagnostics } = compile(
      { name: document, text: textOf(each.files[document] ?? null) },
      { workflow: workflowId, readFile: (url, from) => fileOf(each, url, from) },
    );
    const machine = machines.find((found) => found.workflowId === workflowId);
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    if (machine === undefined || errors.length > 0) {
      const message = errors.map(({ code, message: text }) => `${text} [${code}]`).join('; ');
      return { ends: 'refused', requests: [], message };
    }
    const server = caseServer(each);
    const clock = virtualClock();
    const { services } = localServices({ clock, apis: machine.connections, http: http(server, clock) });
    const { status, output, error, cause } = await runMachine(JSON.parse(machine.text), inputs, { services, clock });
    if (status === 'SUCCEEDED') return { ends: 'succeeded', outputs: output, requests: server.seen };
    return { ends: 'failed', requests: server.seen, message: `${error}: ${cause}` };
  },
};

function fileOf(each: Case, url: string, from: string) {
  const name = posix.join(posix.dirname(from), url);
  const content = each.files[name];
  return content === undefined ? undefined : { name, text: textOf(content) };
}

/** HTTP Tasks that ask the server of a case; its delays pass on the clock of the run. */
function http(server: CaseServer, clock: Clock): HttpSettings {
  return {
    exchange: async ({ method, url, headers, body = '' }, signal) => {
      const target = url.slice(HOST.length);
      const named = Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));
      const answer = server.answer({ method, target, headers: named, body, at: clock.now() });
      if (answer.delay > 0) await clock.sleep(answer.delay, signal);
      return { status: answer.status, headers: Object.entries(answer.headers), body: Buffer.from(answer.body) };
    },
  };
}
