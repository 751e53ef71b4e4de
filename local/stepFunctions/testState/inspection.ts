import type { ExecutionResult, HistoryEvent, Json, JsonObject, Progress } from '../../interpreter/index.ts';
import { optionalText, textIn } from '../../services/index.ts';
import type { SfnCall } from '../store.ts';

/** A retry or catch that comes next. */
export type Handled = Extract<Progress, { readonly kind: 'retried' | 'caught' }>;

/** What happened inside the state, for those who ask (`DEBUG`, `TRACE`). */
export function inspection(
  call: SfnCall,
  { history }: ExecutionResult,
  handled: Handled | undefined,
  isMap: boolean,
): JsonObject {
  const level = optionalText(call, 'inspectionLevel') ?? 'INFO';
  if (level === 'INFO') return {};
  const inspected: { [key: string]: Json } = { input: textIn(call, 'input') || '{}' };
  for (const event of history) Object.assign(inspected, isMap ? mapPart(event, history) : partOf(event));
  if (handled !== undefined) inspected['errorDetails'] = errorDetails(handled);
  return { inspectionData: inspected };
}

function partOf(event: HistoryEvent): JsonObject {
  const { taskScheduledEventDetails: scheduled, lambdaFunctionScheduledEventDetails: invoked } = event;
  const answered = event.taskSucceededEventDetails ?? event.lambdaFunctionSucceededEventDetails;
  if (scheduled !== undefined) return { afterArguments: scheduled.parameters };
  if (invoked !== undefined) return { afterArguments: invoked.input };
  if (answered !== undefined) return { result: answered.output };
  return assignedPart(event);
}

function mapPart(event: HistoryEvent, history: readonly HistoryEvent[]): JsonObject {
  if (event.mapStateStartedEventDetails === undefined) return assignedPart(event);
  const items = history.filter(({ previousEventId }) => history[previousEventId - 1]?.type === 'MapIterationStarted');
  const texts = items.map(({ stateEnteredEventDetails: entered }) => entered?.input ?? 'null');
  return { afterItemSelector: `[${texts.join(', ')}]`, maxConcurrency: 0 };
}

function assignedPart({ stateExitedEventDetails: left }: HistoryEvent): JsonObject {
  if (left?.assignedVariables === undefined) return {};
  const variables = Object.entries(left.assignedVariables).map(([name, text]) => [name, JSON.parse(text)]);
  return { variables: JSON.stringify(Object.fromEntries(variables)) };
}

function errorDetails(handled: Handled): JsonObject {
  return handled.kind === 'caught'
    ? { catchIndex: handled.index }
    : { retryIndex: handled.index, retryBackoffIntervalSeconds: Math.round(handled.seconds) };
}
