import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { median, milliseconds, type Row } from './figures.ts';

/** The other program that checks Arazzo documents, in the version that is compared with; npm fetches it. */
const REDOCLY = '@redocly/cli@2.77.0';

/** It asks the network for nothing, as the other programs don't. */
const quiet = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };

/**
 * Whole processes: the command line against a Node that does nothing, and against another linter. They take turns, so that
 * what else the machine does strikes all alike.
 */
export function benchProcesses(program: string, document: string, row: Row): void {
  const redocly = findRedocly();
  const runs: Readonly<Record<string, readonly string[]>> = {
    bare: ['-e', '0'],
    compile: [program, 'compile', document],
    check: [program, 'check', document],
    version: [program, '--version'],
    ...(redocly === undefined ? {} : { redocly: [redocly, 'lint', '--extends', 'minimal', document] }),
  };
  const figures = new Map<string, number[]>();
  for (let round = 0; round < 21; round += 1) {
    for (const [name, args] of Object.entries(runs)) {
      const start = performance.now();
      spawnSync(process.execPath, args, { stdio: 'ignore', env: quiet });
      figures.set(name, [...(figures.get(name) ?? []), performance.now() - start]);
    }
  }
  const of = (name: string): number => median(figures.get(name) ?? []);
  const against = (name: string, other: string) => (of(name) / of(other)).toFixed(2);
  row('bare node', milliseconds(of('bare')), '');
  row(
    'arazzo-sfn compile',
    `${milliseconds(of('compile'))}, ${against('compile', 'bare')} times`,
    'at most 2 times bare Node 20',
  );
  row(
    'arazzo-sfn --version',
    `${milliseconds(of('version'))}, ${against('version', 'bare')} times`,
    'at most 2 times bare node',
  );
  if (redocly === undefined) {
    row('arazzo-sfn check', milliseconds(of('check')), `${REDOCLY} is absent and can't be fetched: no comparison`);
  } else {
    row('redocly lint --extends minimal', milliseconds(of('redocly')), REDOCLY);
    row(
      'arazzo-sfn check',
      `${milliseconds(of('check'))}, ${against('check', 'redocly')} of it`,
      'at most 0.4 of redocly lint',
    );
  }
  row('memory of arazzo-sfn compile', `${memoryOf([program, 'compile', document]).toFixed(0)} MB`, 'at most 100 MB');
}

/** The file of the redocly program, which npx keeps; undefined where it can't be had. */
function findRedocly(): string | undefined {
  const { status, stdout } = spawnSync('npx', ['--yes', '--package', REDOCLY, '--call', 'command -v redocly'], {
    encoding: 'utf8',
  });
  return status === 0 ? realpathSync(stdout.trim()) : undefined;
}

/** Megabytes that a program takes at most. */
function memoryOf(args: readonly string[]): number {
  const report = 'process.on("exit",()=>process.stderr.write("\\nRSS "+process.resourceUsage().maxRSS))';
  const { stderr } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(report)}`, ...args],
    { encoding: 'utf8' },
  );
  return Number(/RSS (\d+)/.exec(stderr)?.[1]) / 1024;
}
