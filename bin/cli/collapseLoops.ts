/** Lines that are written as they come, apart from rounds that are like the one before. */
export interface LoopLines {
  /** @param key what makes two lines alike: the text without times that differ */
  line(key: string, text: string): void;
  /** Writes what is still held back. */
  end(): void;
}

/** Loops of more states are shown as they are. */
const longest = 12;

/**
 * Writes lines until they repeat: of rounds that follow each other and are alike two are shown, and then only how many more
 * there were.
 */
export function collapseLoops(write: (text: string) => void): LoopLines {
  const keys: string[] = [];
  let loop: readonly string[] = [];
  let held: string[] = [];
  let rounds = 0;

  const leave = (): void => {
    if (rounds > 0) write(`  ... ${rounds === 1 ? 'once' : `${rounds} times`} more the same\n`);
    for (const text of held) write(text);
    loop = [];
    held = [];
    rounds = 0;
  };
  return {
    line(key, text) {
      keys.push(key);
      if (loop.length > 0 && key === loop[held.length]) {
        held.push(text);
        if (held.length < loop.length) return;
        held = [];
        rounds += 1;
        return;
      }
      leave();
      write(text);
      loop = loopAt(keys);
    },
    end: leave,
  };
}

/** The last lines, where those before them are the same; empty where they aren't. */
function loopAt(keys: readonly string[]): readonly string[] {
  for (let length = 1; length <= longest && 2 * length <= keys.length; length += 1) {
    const last = keys.slice(-length);
    const before = keys.slice(-2 * length, -length);
    if (last.every((key, at) => key === before[at])) return last;
  }
  return [];
}
