import type { Output } from './io.ts';

/** A line that says how far long work has come. */
export interface ProgressLine {
  /** Puts this text in the place of the one before. */
  show(text: string): void;
  /** Takes the line away, before something else is written and at the end. */
  clear(): void;
}

/** A line at the bottom of a terminal, rewritten in its place; nothing at all where the output is no terminal. */
export function progressLine({ terminal, write }: Output): ProgressLine {
  if (!terminal) return { show: () => {}, clear: () => {} };
  let shown = false;
  return {
    show(text) {
      write(`\r\x1b[K${text}`);
      shown = true;
    },
    clear() {
      if (shown) write('\r\x1b[K');
      shown = false;
    },
  };
}
