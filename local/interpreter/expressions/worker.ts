import { parentPort } from 'node:worker_threads';
import { toData } from '../json.ts';
import { compileEvaluator, type Evaluation, type Evaluator } from './evaluator.ts';
import { largeBudget } from './session.ts';

/** An expression to evaluate, as it is sent to the worker. */
export interface Job {
  readonly source: string;
  readonly evaluation: Evaluation;
}

/** How many compiled expressions are kept. */
const mostKept = 100;

const compiled = new Map<string, Evaluator>();

/*
 * The program of the thread on which long evaluations run: each job is answered by its outcome.
 */
parentPort?.on('message', async ({ source, evaluation }: Job) => {
  const evaluator = compiled.get(source) ?? compileEvaluator(source);
  if (compiled.size >= mostKept) compiled.clear();
  compiled.set(source, evaluator);
  // What was sent has got prototypes on its way.
  const variables = Object.assign(Object.create(null), toData(evaluation.variables));
  parentPort?.postMessage(await evaluator.evaluate({ ...evaluation, variables }, largeBudget));
});
