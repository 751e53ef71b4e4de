import { parseArgs } from 'node:util';
import { hunt, type Outcome, type Planted } from './mutation/hunt.ts';
import { rooms } from './mutation/rooms.ts';
import { sample } from './mutation/sample.ts';
import { createWorkspace, filesOf } from './mutation/workspace.ts';

const HELP = `Plants small wrong changes in a copy of the code, one at a time, and prints those that no test notices.

  npm run mutate -- [--room NAME]... [--count N] [--seed N] [--at FILE[:LINE]]... [--workers N]

  --room     ${rooms.map(({ name }) => name).join(', ')}; all of them by default
  --count    changes in each room; 10 by default
  --seed     which changes: the same for the same seed and code; 1 by default
  --at       only changes of this file, or of this line of it
  --workers  processes that run tests; 1 by default
`;

const { values } = parseArgs({
  options: {
    room: { type: 'string', multiple: true },
    count: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    at: { type: 'string', multiple: true },
    workers: { type: 'string', default: '1' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

const root = process.cwd();
const chosen = values.room === undefined ? rooms : rooms.filter(({ name }) => values.room?.includes(name));
const unknown = values.room?.filter((name) => !rooms.some((room) => room.name === name)) ?? [];
if (unknown.length > 0) throw new Error(`there is no room ${unknown.join(', ')}`);
const sampling = {
  count: wholeNumber('count', values.count),
  seed: wholeNumber('seed', values.seed),
  ...(values.at === undefined ? {} : { at: values.at }),
};

const workspaces = Array.from({ length: wholeNumber('workers', values.workers) }, () => createWorkspace(root));
process.on('exit', () => {
  for (const { remove } of workspaces) remove();
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

const [first] = workspaces;
if (first === undefined) throw new Error('--workers is at least 1');
const all = chosen.flatMap((room): readonly Planted[] => {
  const tests = filesOf(root, room.tests);
  return sample(room, sampling, root, first).map((change) => ({ room: room.name, change, tests }));
});

const outcomes: Outcome[] = [];
process.stderr.write(`${all.length} changes are planted; first the tests are run without any\n`);
await hunt(all, workspaces, {
  onUnfit: (file, why) =>
    process.stderr.write(`${file} fails without any change and is left out: ${why.trim().split('\n')[0]}\n`),
  onOutcome(outcome) {
    outcomes.push(outcome);
    process.stderr.write(`${outcomes.length} of ${all.length}\r`);
    if (outcome.caughtBy === undefined) process.stdout.write(`${described(outcome)}\n`);
  },
});
process.stdout.write(`\n${totals(outcomes)}`);

function described({ change: { file, line, says }, reachedBy }: Outcome): string {
  const tests =
    reachedBy === 0 ? 'no test gets there' : `${reachedBy} test file${reachedBy === 1 ? '' : 's'} get there`;
  return `${file}:${line}  ${says}  (survived; ${tests})`;
}

/** How many were planted, caught and survived, by room. */
function totals(found: readonly Outcome[]): string {
  const row = (name: string, of: readonly Outcome[]) => {
    const caught = of.filter(({ caughtBy }) => caughtBy !== undefined).length;
    const share = of.length === 0 ? '' : `${Math.floor((100 * caught) / of.length)} %`;
    return [name, of.length, caught, of.length - caught, share];
  };
  const rows = [
    ['room', 'planted', 'caught', 'survived', ''],
    ...chosen.map(({ name }) =>
      row(
        name,
        found.filter(({ room }) => room === name),
      ),
    ),
    row('all', found),
  ];
  return rows
    .map(([name, ...cells]) => `${String(name).padEnd(12)}${cells.map((cell) => String(cell).padStart(9)).join('')}\n`)
    .join('');
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`--${name} is a whole number, not ${text}`);
  return Number(text);
}
