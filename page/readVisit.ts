import { parseTaskResource, taskArn, taskText } from '../compiler/apis/index.ts';
import type { HistoryEvent, Secrets } from '../local/index.ts';
import type { VisitPart, VisitView } from './contract.ts';
import { parsed } from './secrets.ts';
import { createVisits } from './visits.ts';

/** What is known of the stay in a state that began at an event of this id; no parts where there is none. */
export function readVisit(history: readonly HistoryEvent[], id: number, secrets: Secrets): VisitView {
  const visits = createVisits();
  const parts = history.flatMap((event): readonly VisitPart[] => {
    const visit = visits.next(event);
    // The end of the execution is the end of the stays that it came in the middle of.
    const isEnd = event.executionFailedEventDetails !== undefined && visits.open().some((each) => each.id === id);
    return visit?.id === id || isEnd ? partsOf(event) : [];
  });
  return { parts: repeatedErrorsDropped(parts).map((part) => masked(part, secrets)) };
}

function partsOf(event: HistoryEvent): readonly VisitPart[] {
  const at = event.id;
  const { stateEnteredEventDetails: entered, stateExitedEventDetails: left } = event;
  if (entered !== undefined) return [{ event: at, kind: 'input', value: parsed(entered.input) }];
  if (left !== undefined) {
    const variables = Object.entries(left.assignedVariables ?? {}).map(([name, text]) => [name, parsed(text)] as const);
    return [
      ...(variables.length === 0
        ? []
        : [{ event: at, kind: 'variables', value: Object.fromEntries(variables) } as const]),
      { event: at, kind: 'output', value: parsed(left.output) },
    ];
  }
  const { taskScheduledEventDetails: sent, lambdaFunctionScheduledEventDetails: invoked } = event;
  if (sent !== undefined) {
    const operation = taskText(parseTaskResource(taskArn(sent)));
    return [{ event: at, kind: 'call', operation, value: parsed(sent.parameters) }];
  }
  if (invoked !== undefined) {
    return [{ event: at, kind: 'call', operation: invoked.resource, value: parsed(invoked.input) }];
  }
  const answered =
    event.taskSucceededEventDetails ?? event.taskSubmittedEventDetails ?? event.lambdaFunctionSucceededEventDetails;
  if (answered !== undefined) return [{ event: at, kind: 'result', value: parsed(answered.output) }];
  const failure =
    event.taskFailedEventDetails ??
    event.taskTimedOutEventDetails ??
    event.lambdaFunctionFailedEventDetails ??
    event.lambdaFunctionTimedOutEventDetails ??
    event.evaluationFailedEventDetails ??
    event.executionFailedEventDetails;
  if (failure === undefined) return [];
  return [{ event: at, kind: 'error', ...failureOf(failure, (text) => text) }];
}

/** An execution that fails says the error of its state once more. */
function repeatedErrorsDropped(parts: readonly VisitPart[]): readonly VisitPart[] {
  return parts.filter((part, index) => {
    const before = parts[index - 1];
    const repeats =
      part.kind === 'error' && before?.kind === 'error' && before.error === part.error && before.cause === part.cause;
    return !repeats;
  });
}

function masked(part: VisitPart, secrets: Secrets): VisitPart {
  if (part.kind !== 'error') return { ...part, value: secrets.mask(part.value) };
  return { event: part.event, kind: part.kind, ...failureOf(part, secrets.maskText) };
}

interface Failure {
  readonly error?: string;
  readonly cause?: string;
}

function failureOf({ error, cause }: Failure, shown: (text: string) => string): Failure {
  return {
    ...(error === undefined ? {} : { error: shown(error) }),
    ...(cause === undefined ? {} : { cause: shown(cause) }),
  };
}
