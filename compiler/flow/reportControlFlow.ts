import type { BoundAction, BoundStep } from '../bind/index.ts';
import { diagnostic } from '../diagnostics/index.ts';
import type { Context } from '../frames/index.ts';
import { placeOf } from '../source/index.ts';
import { isExhaustive, isNever, readsFailure } from '../values/index.ts';
import type { LinkedGraph } from './link.ts';
import type { PlacedStep, PlacedWorkflow } from './placed.ts';
import { PAGES, pollPace } from './polling.ts';
import type { StepPlans } from './stepPlan.ts';

/** Says what is odd about the paths of a workflow: what is never run or taken, what had to be bounded. */
export function reportControlFlow(root: PlacedWorkflow, { entered, runFirst }: LinkedGraph, plans: StepPlans): void {
  const { context } = plans;
  const all = new Set([root]);
  // A set is walked in the order in which it is filled: what is found is visited, too.
  for (const workflow of all) {
    for (const step of workflow.steps.values()) {
      const { id } = step.bound.of.step;
      if (!entered.has(step.bound) && !runFirst.has(step.bound)) {
        const message = `no path leads to the step \`${id.value}\``;
        const help = 'Let an action go to it, or leave it out.';
        context.report(diagnostic('step-unreachable', placeOf(id.node), message, help));
        continue;
      }
      reportActions(step.bound, context);
      if (!entered.has(step.bound)) continue;
      reportLoops(step, plans);
      reportCaught(step, plans);
      const run = workflow.runs.get(`step ${id.value}`);
      if (run !== undefined) all.add(run.kind === 'inline' ? run.workflow : run.site.workflow);
    }
  }
}

function reportActions(step: BoundStep, context: Context): void {
  const { onSuccess, onFailure, criteria, whenFailed, of } = step;
  const answered = ({ whenAnswered }: BoundAction) =>
    whenAnswered.kind === 'constant' ? whenAnswered.value : undefined;
  const failed = ({ whenFailed }: BoundAction) => (whenFailed.kind === 'constant' ? whenFailed.value : undefined);
  const unmet = criteria.length > 0;
  const id = of.step.id.value;
  // A step may have succeeded by an answer, by an error, or by either.
  const [byAnswer, byError] = [!criteria.some(({ test }) => isNever(test)), !isNever(whenFailed)];
  const succeeded = (bound: BoundAction): boolean | undefined => {
    const taken = [...(byAnswer ? [answered(bound)] : []), ...(byError ? [failed(bound)] : [])];
    return taken.every((each) => each === taken[0]) ? taken[0] : undefined;
  };
  reportList(onSuccess, succeeded, id, context);
  reportList(
    onFailure,
    (bound) => (unmet && answered(bound) !== false ? (failed(bound) === true ? true : undefined) : failed(bound)),
    id,
    context,
  );
  const last = onSuccess.at(-1);
  const isLast = () => byAnswer && !byError && isExhaustive(onSuccess.map(({ whenAnswered }) => whenAnswered));
  if (
    last !== undefined &&
    onSuccess.every((bound) => succeeded(bound) !== true) &&
    last.action.type !== 'retry' &&
    !isLast()
  ) {
    context.report(
      diagnostic(
        'actions-fall-through',
        placeOf(last.action.node),
        `where no action of \`${id}\` matches, the workflow goes on with the next step`,
        'Add an action without criteria to say what happens otherwise.',
      ),
    );
  }
}

/** @param taken whether an action is surely taken, surely not, or perhaps */
function reportList(
  actions: readonly BoundAction[],
  taken: (bound: BoundAction) => boolean | undefined,
  step: string,
  context: Context,
): void {
  let closed: string | undefined;
  for (const bound of actions) {
    const { action } = bound;
    if (closed !== undefined) {
      context.report(
        diagnostic(
          'action-unreachable',
          placeOf(action.node),
          `\`${action.name.value}\` is never looked at: \`${closed}\` before it is taken in any case`,
        ),
      );
    } else if (taken(bound) === false) {
      context.report(
        diagnostic(
          'action-never-taken',
          placeOf(action.node),
          `the criteria of \`${action.name.value}\` can't hold after \`${step}\``,
        ),
      );
    } else if (taken(bound) === true && action.type !== 'retry') closed = action.name.value;
  }
}

function reportLoops(step: PlacedStep, plans: StepPlans): void {
  const { context } = plans;
  for (const [{ action }, { loop, limit }] of plans.of(step).counters) {
    if (loop === 'poll') {
      // Whoever said the pace knows of the loop.
      if (action.polling !== undefined || context.options.polling !== undefined) continue;
      const { first, longest, total } = pollPace(action, context.options);
      context.report(
        diagnostic(
          'polling-paced',
          placeOf(action.node),
          `\`${action.name.value}\` repeats the same request with no delay: a wait of ${first} s, growing to ${longest} s, is put before each repetition, and after ${total} s (${limit} repetitions) the execution fails with \`Arazzo.PollLimitReached\``,
          'Say it yourself: `x-polling: { first: 10, longest: 60, total: 1800 }` in the action, the option `polling`, or `type: retry` with `retryAfter` and `retryLimit`.',
        ),
      );
    } else if (loop === 'page') {
      context.report(
        diagnostic(
          'paging-bounded',
          placeOf(action.node),
          `\`${action.name.value}\` goes back for more: after ${PAGES} rounds the execution fails with \`Arazzo.PollLimitReached\``,
        ),
      );
    }
  }
}

function reportCaught(step: PlacedStep, plans: StepPlans): void {
  const { decided, rules } = plans.of(step).failures;
  if (decided.length === 0 || !rules.some(({ test }) => readsFailure(test))) return;
  const { id } = step.bound.of.step;
  plans.context.report(
    diagnostic(
      'failure-not-redrivable',
      placeOf(id.node),
      `errors of \`${id.value}\` are caught to be looked at; one that no action names ends in a Fail state, which a redrive can't resume`,
      'This is the price of looking at `$statusCode`; errors that no action can match by their name stay uncaught.',
    ),
  );
}
