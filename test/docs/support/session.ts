import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Block, root } from './page.ts';

/** A person at a terminal who follows one page: a folder, what has been exported, and servers that run. */
export interface Session {
  readonly folder: string;
  /** Runs the commands of a block; a server among them is left running. */
  run(block: Block): Ran;
  /** Writes the file that a block is, or changes it as a `diff` block says. */
  write(block: Block): void;
  close(): void;
}

export interface Ran {
  readonly status: number | null;
  /** What was written to stdout and stderr, as it came. */
  readonly output: string;
}

export interface SessionOptions {
  /** The package as it would be installed: a folder with package.json, dist and the rest. */
  readonly packed: string;
  /** Whether the person stands in a checkout of the project; otherwise the folder is empty. */
  readonly checkout: boolean;
  /** Files that the page takes as there, by name: what they are copies of. */
  readonly given?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

export function startSession({ packed, checkout, given = {}, env = {} }: SessionOptions): Session {
  const above = mkdtempSync(join(tmpdir(), 'docs-'));
  const folder = join(above, 'here');
  mkdirSync(folder);
  if (checkout) checkOut(folder, packed);
  for (const [name, from] of Object.entries(given)) {
    rmSync(join(folder, name), { force: true });
    cpSync(join(root, from), join(folder, name));
  }
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const variables = {
    ...environment(),
    ROOT: root,
    PACKAGE: packed,
    PROGRAM: join(packed, 'dist', 'bin', 'arazzo-sfn.js'),
    TARBALL: `${name}-${version}.tgz`,
    STATE: above,
    ...env,
  };
  const prelude = readFileSync(join(__dirname, 'prelude.sh'), 'utf8');

  return {
    folder,
    run({ text }) {
      const script = withAddresses(text, above);
      const whole = `exec 2>&1\n${prelude}\nset -eo pipefail\n${script}`;
      const { status, stdout } = spawnSync('bash', ['-c', whole], {
        cwd: folder,
        encoding: 'utf8',
        input: '',
        maxBuffer: 64 * 1024 * 1024,
        env: variables,
      });
      return { status, output: stdout };
    },
    write({ file = '', text, language }) {
      const [where = folder] = linesIn(join(above, 'where'));
      const path = join(where, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, language === 'diff' ? changed(readFileSync(path, 'utf8'), text) : text);
    },
    close() {
      for (const pid of linesIn(join(above, 'servers'))) process.kill(Number(pid));
      rmSync(above, { recursive: true, force: true });
    },
  };
}

/** A checkout of the project, made of links; dist is that of the packed package. */
function checkOut(folder: string, packed: string): void {
  for (const entry of readdirSync(root)) {
    if (entry !== 'scripts' && entry !== 'dist' && entry !== 'cdk.out' && !entry.startsWith('.')) {
      symlinkSync(join(root, entry), join(folder, entry));
    }
  }
  // Scripts find the rest from where they stand themselves.
  cpSync(join(root, 'scripts'), join(folder, 'scripts'), { recursive: true });
  symlinkSync(join(packed, 'dist'), join(folder, 'dist'));
}

/** What programs need, and no credentials but made-up ones. */
function environment(): Readonly<Record<string, string>> {
  const { PATH = '', HOME = '' } = process.env;
  return {
    PATH,
    HOME,
    TMPDIR: tmpdir(),
    NO_COLOR: '1',
    CDK_VALIDATION: 'false',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
    AWS_PAGER: '',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

/** Servers listen where a port is free, and not on those that pages name. */
function withAddresses(script: string, folder: string): string {
  const [own] = linesIn(join(folder, 'address'));
  const [apis] = linesIn(join(folder, 'apis'));
  return script
    .replaceAll(/http:\/\/(127\.0\.0\.1|localhost):8083/g, (named) => own ?? named)
    .replaceAll('http://127.0.0.1:4010', (named) => apis ?? named);
}

function linesIn(file: string): readonly string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}

/** A text after a change: what stands behind ` ` and `-` is found in it, and ` ` and `+` take its place. */
export function changed(text: string, diff: string): string {
  const lines = diff.trimEnd().split('\n');
  const side = (dropped: string) =>
    lines
      .filter((line) => !line.startsWith(dropped))
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  const before = side('+');
  const at = text.indexOf(before);
  if (at === -1 || text.indexOf(before, at + 1) !== -1) throw new Error(`not found, or found twice:\n${before}`);
  return text.slice(0, at) + side('-') + text.slice(at + before.length);
}
