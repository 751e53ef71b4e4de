import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** Watches files until it is closed. */
export interface FileWatcher {
  /** From now on these files are meant, whether they are there or not. */
  watch(paths: Iterable<string>): void;
  close(): void;
}

/** Editors write a file in several goes, or put a new one in its place: what comes within this time is one change. */
const settling = 50;

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
    watch(paths) {
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
      }
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
      for (const { watcher } of folders.values()) watcher.close();
    },
  };
}
