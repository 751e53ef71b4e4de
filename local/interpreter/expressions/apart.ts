import type { Worker } from 'node:worker_threads';
import type { Evaluation, Outcome } from './evaluator.ts';
import { afterProcessorTime } from './processorTime.ts';
import { outOfMemory } from './session.ts';
import type { Job } from './worker.ts';
import { startWorker } from './workerProgram.ts';

/** How long AWS evaluates an expression; here it is the processor's time, as machines may be busy. */
const mostMilliseconds = 5000;

/** Where the lists and objects of one evaluation, and the engine, have their place. */
const resourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };

let idle: Worker | undefined;
let last: Promise<unknown> = Promise.resolve();

/**
 * Evaluates an expression on a thread of its own, which is ended where it takes too long: this thread does other things
 * meanwhile. One at a time, in the order in which they were asked for, so that runs can be repeated.
 */
export function evaluateApart(source: string, evaluation: Evaluation): Promise<Outcome> {
  const outcome = last.then(() => evaluateNow({ source, evaluation }));
  last = outcome.catch(() => {});
  return outcome;
}

async function evaluateNow(job: Job): Promise<Outcome> {
  const worker = idle ?? (await started());
  idle = undefined;
  worker.ref();
  const outcome = await answer(worker, job);
  worker.unref();
  // One that failed may have left something under way.
  if (outcome.kind === 'failed') await worker.terminate();
  else idle = worker;
  return outcome;
}

function started(): Promise<Worker> {
  const worker = startWorker({ resourceLimits });
  return new Promise((resolve, reject) => {
    worker.once('online', () => resolve(worker));
    worker.on('error', (error) => {
      if (idle === worker) idle = undefined;
      reject(error);
    });
  });
}

function answer(worker: Worker, job: Job): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const answered = (outcome: Outcome): void => {
      forget();
      worker.off('message', answered).off('error', broken);
      resolve(outcome);
    };
    const broken = (error: Error & { readonly code?: string }): void => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') answered(failed(outOfMemory().message));
      else reject(error);
    };
    const forget = afterProcessorTime(mostMilliseconds, () => answered(failed(timeout)));
    worker.on('message', answered).on('error', broken);
    worker.postMessage(job);
  });
}

const timeout = `Expression evaluation timeout: ${mostMilliseconds}ms. Check for infinite loop`;

function failed(message: string): Outcome {
  return { kind: 'failed', code: undefined, message };
}
