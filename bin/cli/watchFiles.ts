import { type FSWatcher, statSync, watch } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** Watches files until it is closed. */
export interface FileWatcher {
  /**
   * From now on these files are meant, whether they are there or not.
   * @param since when they began to be read, by `Date.now()`: those that have changed since then are told as well
   */
  watch(paths: Iterable<string>, since: number): void;
  close(): void;
}

/** Editors write a file in several goes, or put a new one in its place: what comes within this time is one change. */
const settling = 50;

/** How far the time of a change may lie before the clock's: file systems count in ticks, of 10 ms at most on Linux. */
const tick = 10;

/**
 * Calls a function, with their whole paths, when watched files have changed, been made or been removed. Folders are watched, not files,
 * since a file that an editor replaces is another one.
 */
export function watchFiles(onChange: (changed: ReadonlySet<string>) => void): FileWatcher {
  const folders = new Map<string, { readonly watcher: FSWatcher; names: Set<string> }>();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  let unsettled = new Set<string>();
  const changed = (folder: string, names: Iterable<string>): void => {
    for (const name of names) unsettled.add(join(folder, name));
    clearTimeout(timer);
    timer = setTimeout(() => {
      const settled = unsettled;
      unsettled = new Set();
      onChange(settled);
    }, settling);
  };
  return {
    watch(paths, since) {
      if (isClosed) return;
      const wanted = new Map<string, Set<string>>();
      for (const path of [...paths].map((each) => resolve(each))) {
        wanted.set(dirname(path), (wanted.get(dirname(path)) ?? new Set()).add(basename(path)));
      }
      for (const [folder, { watcher }] of folders) {
        if (wanted.has(folder)) continue;
        watcher.close();
        folders.delete(folder);
      }
      for (const [folder, names] of wanted) {
        const known = folders.get(folder);
        const unwatched = [...names].filter((name) => !known?.names.has(name));
        if (known !== undefined) known.names = names;
        else {
          const watcher = watch(folder, (_event, name) => {
            const meant = folders.get(folder)?.names ?? new Set();
            if (name === null) changed(folder, meant);
            else if (meant.has(name)) changed(folder, [name]);
          });
          // A folder that is removed has nothing more to tell.
          watcher.on('error', () => watcher.close());
          folders.set(folder, { watcher, names });
        }
        const missed = unwatched.filter((name) => hasChanged(join(folder, name), since));
        if (missed.length > 0) changed(folder, missed);
      }
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
      for (const { watcher } of folders.values()) watcher.close();
    },
  };
}

/** Whether a file has been written, made or put in its place since then. */
function hasChanged(path: string, since: number): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && found.ctimeMs > since - tick;
}
