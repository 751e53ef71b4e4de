/** How many milliseconds the processor has worked for this process, on all of its threads. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** How often it is looked again where the processor was at work for others, in milliseconds. */
const leastWait = 50;

/**
 * Calls back when so much time has passed and the processor has worked for this process as long: on a busy machine work
 * that waited for its turn hasn't used its time.
 * @returns what keeps it from calling back
 */
export function afterProcessorTime(milliseconds: number, done: () => void, worked = processorTime): () => void {
  const start = worked();
  let timer: NodeJS.Timeout | undefined;
  const wait = (time: number): void => {
    timer = setTimeout(() => {
      const left = milliseconds - (worked() - start);
      if (left <= 0) done();
      else wait(Math.max(left, leastWait));
    }, time);
  };
  wait(milliseconds);
  return () => clearTimeout(timer);
}
