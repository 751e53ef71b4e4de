import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A copy of the working tree in a temporary folder, in which files can be changed. */
export interface Workspace {
  readonly folder: string;
  /** For what is kept between two runs of tests. */
  readonly cache: string;
  /** The file as it was when it was copied. */
  original(file: string): string;
  write(file: string, text: string): void;
  /** Takes changes back; a file that wasn't copied goes. */
  restore(file: string): void;
  remove(): void;
}

/** Folders that nothing is planted in; the copy has links to them. */
const LINKED = ['node_modules', 'models', 'dist'];

/** The files of the working tree that match globs, sorted; those that begin with `!` are left out. */
export function filesOf(root: string, globs: readonly string[] = ['**']): readonly string[] {
  const pathspecs = globs.flatMap((glob) =>
    alternatives(glob).map((each) => (each.startsWith('!') ? `:(exclude,glob)${each.slice(1)}` : `:(glob)${each}`)),
  );
  const listing = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...pathspecs];
  const files = execFileSync('git', listing, { cwd: root, encoding: 'utf8' }).split('\0');
  return files.filter((file) => file !== '' && existsSync(join(root, file))).sort();
}

/** Git knows no braces: `a/{b,c}.ts` is `a/b.ts` and `a/c.ts`. */
function alternatives(glob: string): readonly string[] {
  const [, before = '', inside = '', behind = ''] = /^(.*?)\{([^}]*)\}(.*)$/.exec(glob) ?? [];
  if (inside === '') return [glob];
  return inside.split(',').flatMap((each) => alternatives(before + each + behind));
}

export function createWorkspace(root: string): Workspace {
  const around = mkdtempSync(join(tmpdir(), 'mutate-code-'));
  const [folder, cache] = [join(around, 'tree'), join(around, 'cache')];
  for (const file of filesOf(root)) {
    if (!LINKED.some((linked) => file.startsWith(`${linked}/`))) cpSync(join(root, file), join(folder, file));
  }
  for (const linked of LINKED) {
    if (existsSync(join(root, linked))) symlinkSync(join(root, linked), join(folder, linked), 'dir');
  }
  // The working tree may be edited in the meantime.
  const written = new Map<string, string | undefined>();
  const now = (file: string) => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : undefined);
  const before = (file: string) => (written.has(file) ? written.get(file) : now(file));
  return {
    folder,
    cache,
    original: (file) => before(file) ?? '',
    write(file, text) {
      written.set(file, before(file));
      writeFileSync(join(folder, file), text);
    },
    restore(file) {
      const text = before(file);
      if (text === undefined) rmSync(join(folder, file));
      else writeFileSync(join(folder, file), text);
    },
    remove: () => rmSync(around, { recursive: true, force: true }),
  };
}
