import { diagnostic } from '../diagnostics/index.ts';
import { placeOf } from '../source/index.ts';
import type { BoundAction } from './bindDecisions.ts';
import type { Binder } from './binder.ts';
import type { Frame, StepScope } from './frame.ts';
import type { Graph } from './graph.ts';
import { PAGES, pollPace } from './polling.ts';

/** Says what is odd about the paths of a workflow: what is never run or taken, what had to be bounded. */
export function reportControlFlow(frame: Frame, graph: Graph, binder: Binder): void {
  for (const step of frame.order) {
    if (!graph.entered.has(step)) {
      binder.report(
        diagnostic(
          'step-unreachable',
          placeOf(step.step.id.node),
          `no path leads to the step \`${step.step.id.value}\``,
          'Let an action go to it, or leave it out.',
        ),
      );
      continue;
    }
    reportActions(step, binder);
    reportLoops(step, graph, binder);
    reportCaught(step, graph, binder);
    if (step.called !== undefined) reportControlFlow(step.called, graph, binder);
  }
}

function reportActions(step: StepScope, binder: Binder): void {
  const decisions = step.decisions;
  if (decisions === undefined) return;
  const answered = ({ whenAnswered }: BoundAction) =>
    whenAnswered.kind === 'constant' ? whenAnswered.value : undefined;
  const failed = ({ whenFailed }: BoundAction) => (whenFailed.kind === 'constant' ? whenFailed.value : undefined);
  const unmet = decisions.criteria.length > 0;
  reportList(decisions.onSuccess, answered, step, binder);
  reportList(
    decisions.onFailure,
    (bound) => (unmet && answered(bound) !== false ? (failed(bound) === true ? true : undefined) : failed(bound)),
    step,
    binder,
  );
  const last = decisions.onSuccess.at(-1);
  if (
    last !== undefined &&
    decisions.onSuccess.every((bound) => answered(bound) !== true) &&
    last.action.type !== 'retry'
  ) {
    binder.report(
      diagnostic(
        'actions-fall-through',
        placeOf(last.action.node),
        `where no action of \`${step.step.id.value}\` matches, the workflow goes on with the next step`,
        'Add an action without criteria to say what happens otherwise.',
      ),
    );
  }
}

/** @param taken whether an action is surely taken, surely not, or perhaps */
function reportList(
  actions: readonly BoundAction[],
  taken: (bound: BoundAction) => boolean | undefined,
  step: StepScope,
  binder: Binder,
): void {
  let closed: string | undefined;
  for (const bound of actions) {
    const { action } = bound;
    if (closed !== undefined) {
      binder.report(
        diagnostic(
          'action-unreachable',
          placeOf(action.node),
          `\`${action.name.value}\` is never looked at: \`${closed}\` before it is taken in any case`,
        ),
      );
    } else if (taken(bound) === false) {
      binder.report(
        diagnostic(
          'action-never-taken',
          placeOf(action.node),
          `the criteria of \`${action.name.value}\` can't hold after \`${step.step.id.value}\``,
        ),
      );
    } else if (taken(bound) === true && action.type !== 'retry') closed = action.name.value;
  }
}

function reportLoops(step: StepScope, graph: Graph, binder: Binder): void {
  for (const [{ action }, { loop, limit }] of graph.plans.get(step)?.counters ?? []) {
    if (loop === 'poll') {
      const { first, longest, total } = pollPace(binder.options);
      binder.report(
        diagnostic(
          'polling-paced',
          placeOf(action.node),
          `\`${action.name.value}\` repeats the same request with no delay: a wait of ${first} s, growing to ${longest} s, is put before each repetition, and after ${total} s (${limit} repetitions) the execution fails with \`Arazzo.PollLimitReached\``,
          'Use `type: retry` with `retryAfter` and `retryLimit` to say it yourself.',
        ),
      );
    } else if (loop === 'page') {
      binder.report(
        diagnostic(
          'paging-bounded',
          placeOf(action.node),
          `\`${action.name.value}\` goes back for more: after ${PAGES} rounds the execution fails with \`Arazzo.PollLimitReached\``,
        ),
      );
    }
  }
}

function reportCaught(step: StepScope, graph: Graph, binder: Binder): void {
  if ((graph.plans.get(step)?.failures.decided.length ?? 0) === 0) return;
  binder.report(
    diagnostic(
      'failure-not-redrivable',
      placeOf(step.step.id.node),
      `errors of \`${step.step.id.value}\` are caught to be looked at; one that no action names ends in a Fail state, which a redrive can't resume`,
      'This is the price of looking at `$statusCode`; errors that no action can match by their name stay uncaught.',
    ),
  );
}
