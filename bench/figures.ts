/** Writes a line of the table: what was measured, the figure, and what it should be. */
export type Row = (name: string, figure: string, aim: string) => void;

/** Milliseconds that a function takes. */
export function timed(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

export function times(count: number, run: () => number): number[] {
  return Array.from({ length: count }, run);
}

export function milliseconds(figure: number): string {
  return `${figure.toFixed(figure < 10 ? 2 : 0)} ms`;
}
