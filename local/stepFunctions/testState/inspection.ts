import { type Exchanged, type IncomingAnswer, type OutgoingRequest, reasonOf } from '../../http/index.ts';
import type { ExecutionResult, HistoryEvent, Json, JsonObject, Progress } from '../../interpreter/index.ts';
import { optionalText, textIn } from '../../services/index.ts';
import type { SfnCall } from '../store.ts';

/** A retry or catch that comes next. */
export type Handled = Extract<Progress, { readonly kind: 'retried' | 'caught' }>;

/** What is known of a run of the state beside its history. */
export interface Inspected {
  readonly handled: Handled | undefined;
  /** The last request of an HTTP Task. */
  readonly exchanged: Exchanged | undefined;
  readonly isMap: boolean;
}

/** What happened inside the state, for those who ask (`DEBUG`, `TRACE`). */
export function inspection(
  call: SfnCall,
  { history }: ExecutionResult,
  { handled, exchanged, isMap }: Inspected,
): JsonObject {
  const level = optionalText(call, 'inspectionLevel') ?? 'INFO';
  if (level === 'INFO') return {};
  const inspected: { [key: string]: Json } = { input: textIn(call, 'input') || '{}' };
  for (const event of history) Object.assign(inspected, isMap ? mapPart(event, history) : partOf(event));
  if (handled !== undefined) inspected['errorDetails'] = errorDetails(handled);
  if (level === 'TRACE' && exchanged !== undefined)
    Object.assign(inspected, traced(exchanged, call.request['revealSecrets'] === true));
  return { inspectionData: inspected };
}

/** Request and answer of an HTTP Task as AWS writes them; what the connection adds is left out unless it is asked for. */
function traced({ sent, own, answer }: Exchanged, reveals: boolean): JsonObject {
  const shown = reveals ? sent : own;
  return {
    request: requestPart(shown),
    ...(answer === undefined ? {} : { response: responsePart(answer) }),
  };
}

const protocol = 'https';

function requestPart({ method, url, headers, body }: OutgoingRequest): JsonObject {
  return { protocol, method, url, headers: lines(headers), ...(body === undefined ? {} : { body }) };
}

function responsePart({ status, headers, body }: IncomingAnswer): JsonObject {
  const statusMessage = reasonOf(status);
  return {
    protocol,
    statusCode: String(status),
    ...(statusMessage === undefined ? {} : { statusMessage }),
    headers: lines(headers),
    body: new TextDecoder().decode(body),
  };
}

function lines(headers: readonly (readonly [string, string])[]): string {
  return `[${headers.map(([name, value]) => `${name}: ${value}`).join(', ')}]`;
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
