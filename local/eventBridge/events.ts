import type { Json, JsonObject } from '../interpreter/index.ts';
import { objectsIn, refusal, ServiceException, textIn, toSecond } from '../services/index.ts';
import { checkPattern, meetsPattern, PatternError } from './pattern.ts';
import { publish } from './publish.ts';
import type { EventCall, EventHandlers } from './store.ts';

/** Events: what is put on a bus. */
export const events: EventHandlers = {
  PutEvents(call) {
    const entries = objectsIn(call, 'Entries').map((entry) => putEvent(call, entry));
    return {
      FailedEntryCount: entries.filter(({ ErrorCode: code }) => code !== undefined).length,
      Entries: entries,
    };
  },

  TestEventPattern(call) {
    const pattern = patternOf(call, textIn(call, 'EventPattern'));
    let event: Json;
    try {
      event = JSON.parse(textIn(call, 'Event'));
    } catch {
      throw new ServiceException('ValidationException', 'Parameter Event is not valid.');
    }
    return { Result: meetsPattern(pattern, event) };
  },
};

/** A pattern's text, read; refuses what is none. */
export function patternOf(call: EventCall, text: string): JsonObject {
  let pattern: Json;
  try {
    pattern = JSON.parse(text);
    checkPattern(pattern);
    return pattern;
  } catch (error) {
    const message = error instanceof PatternError ? error.message : 'Event pattern is not valid. Reason: it is no JSON';
    throw refusal(call, 'InvalidEventPatternException', message);
  }
}

function putEvent({ context }: EventCall, entry: JsonObject): JsonObject {
  const { Source: source, DetailType: detailType, Detail: detail, EventBusName: busName } = entry;
  for (const [name, value] of Object.entries({ Source: source, DetailType: detailType, Detail: detail })) {
    if (typeof value !== 'string' || value === '') {
      return rejected('InvalidArgument', `Parameter ${name} is not valid. Reason: ${name} is a required argument.`);
    }
  }
  if (String(source).startsWith('aws.')) {
    return rejected('NotAuthorizedForSource', `Not authorized for the source: ${String(source)}.`);
  }
  let content: Json;
  try {
    content = JSON.parse(String(detail));
  } catch {
    return rejected('MalformedDetail', 'Detail is malformed.');
  }
  const time = entry['Time'];
  const at = typeof time === 'number' ? time * 1000 : typeof time === 'string' ? Date.parse(time) : context.clock.now();
  const id = publish(context, {
    source: String(source),
    detailType: String(detailType),
    detail: content,
    resources: Array.isArray(entry['Resources']) ? entry['Resources'].map(String) : [],
    time: toSecond(at),
    bus: busOf(busName),
  });
  return { EventId: id };
}

function rejected(code: string, message: string): JsonObject {
  return { ErrorCode: code, ErrorMessage: message };
}

/** The name of a bus that is given by name or ARN, or not at all. */
export function busOf(given: Json | undefined): string {
  const name = typeof given === 'string' ? given : '';
  return name.slice(name.lastIndexOf('/') + 1) || 'default';
}
