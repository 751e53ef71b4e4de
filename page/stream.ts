import type { Progress } from './contract.ts';
import { eventReader } from './readEvents.ts';
import type { Site } from './site.ts';

/** How long changes are collected before they are sent, and how often a sign of life is sent else; milliseconds. */
const COLLECTED = 60;
const SILENCE = 15_000;

/**
 * Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html): `changed` whenever anything did,
 * `overview` whenever it is another, and `progress` of an execution as it runs, from its first event. Ends when the signal is aborted.
 */
export async function* streamOf(
  site: Site,
  execution: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const changes = createChanges(signal);
  const unwatch = site.cloud.watch(changes.changed);
  try {
    const progress = execution === undefined ? undefined : await progressReader(site, execution);
    let shown = '';
    while (!signal.aborted) {
      const overview = JSON.stringify(await site.overview());
      if (overview !== shown) yield message('overview', overview);
      shown = overview;
      const news = await progress?.();
      if (news !== undefined) yield message('progress', JSON.stringify(news));
      yield (await changes.next()) ? message('changed', '') : ': \n\n';
    }
  } finally {
    unwatch();
  }
}

function message(event: string, data: string): string {
  return `event: ${event}\ndata: ${data}\n\n`;
}

/** Gives what is new of an execution since it was called last; undefined where nothing is. */
async function progressReader(site: Site, arn: string): Promise<() => Promise<Progress | undefined>> {
  const { events: history, secrets } = await site.history(arn);
  const read = eventReader(history, secrets.maskText);
  let sent = '';
  return async () => {
    // Secrets are learnt from all events before any of them is shown.
    const execution = await site.execution(arn);
    const events = read();
    const state = JSON.stringify(execution);
    if (events.length === 0 && state === sent) return undefined;
    sent = state;
    return { execution, first: events[0]?.id ?? history.length + 1, events };
  };
}

/** Collects changes, so that many at once are told once. */
function createChanges(signal: AbortSignal) {
  let pending = false;
  let wake = (): void => {};
  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  signal.addEventListener('abort', () => wake());
  return {
    changed(): void {
      pending = true;
      wake();
    },
    /** Resolves a moment after the next change with true; without one after a while with false. */
    async next(): Promise<boolean> {
      if (!pending && !signal.aborted) await pause(SILENCE);
      if (!pending) return false;
      if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, COLLECTED));
      pending = false;
      return true;
    },
  };
}
