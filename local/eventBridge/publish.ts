import { isObject, type Json, type JsonObject } from '../interpreter/index.ts';
import { meetsPattern } from './pattern.ts';
import type { BusEvent, EventBridgeContext } from './store.ts';

/** Hands an event to the targets of every rule of its bus that it meets, and gives its id. */
export function publish(context: EventBridgeContext, event: BusEvent): string {
  const id = context.newId();
  const rules = context.buses.get(event.bus);
  if (rules === undefined || rules.size === 0) return id;
  const envelope: JsonObject = {
    version: '0',
    id,
    'detail-type': event.detailType,
    source: event.source,
    account: context.account,
    time: event.time,
    region: context.region,
    resources: event.resources,
    detail: event.detail,
  };
  for (const rule of rules.values()) {
    if (rule.state !== 'ENABLED' || rule.pattern === undefined || !meetsPattern(rule.pattern, envelope)) continue;
    for (const target of rule.targets.values()) {
      const input = inputFor(target, envelope, rule.arn, rule.name);
      if (input !== undefined) context.deliver(String(target['Arn']), id, input);
    }
  }
  return id;
}

/** What a target is given of an event: all of it, a part, a constant, or a text made of parts. */
function inputFor(target: JsonObject, event: JsonObject, ruleArn: string, ruleName: string): Json | undefined {
  const { Input: constant, InputPath: path, InputTransformer: transformer } = target;
  if (typeof constant === 'string') return JSON.parse(constant);
  if (typeof path === 'string') return atPath(event, path);
  if (!isObject(transformer)) return event;
  const paths = isObject(transformer['InputPathsMap']) ? transformer['InputPathsMap'] : {};
  const known: JsonObject = {
    'aws.events.rule-arn': ruleArn,
    'aws.events.rule-name': ruleName,
    'aws.events.event.ingestion-time': event['time'] ?? null,
    'aws.events.event': event,
    'aws.events.event.json': event,
  };
  const lookUp = (name: string): Json | undefined =>
    Object.hasOwn(known, name) ? known[name] : atPath(event, String(paths[name] ?? ''));
  return transformed(String(transformer['InputTemplate'] ?? ''), lookUp);
}

/**
 * A template with its `<name>`s replaced: inside a JSON string by the text of the value, elsewhere by its JSON. Undefined
 * where that gives no JSON, which EventBridge doesn't deliver either.
 */
function transformed(template: string, lookUp: (name: string) => Json | undefined): Json | undefined {
  let inText = false;
  let escaped = false;
  let result = '';
  for (let at = 0; at < template.length; at++) {
    const character = template.charAt(at);
    const name = character === '<' ? /^<([\w.-]+)>/.exec(template.slice(at))?.[1] : undefined;
    if (name !== undefined) {
      const value = lookUp(name);
      const json = JSON.stringify(value ?? (inText ? '' : null));
      result += inText
        ? JSON.stringify(typeof value === 'string' || value === undefined ? (value ?? '') : json).slice(1, -1)
        : json;
      at += name.length + 1;
      continue;
    }
    if (character === '"' && !escaped) inText = !inText;
    escaped = character === '\\' && !escaped;
    result += character;
  }
  try {
    return JSON.parse(result);
  } catch {
    return undefined;
  }
}

/** The value at a path such as `$.detail.items[0]`; undefined where there is none. */
function atPath(value: JsonObject, path: string): Json | undefined {
  let current: Json | undefined = value;
  for (const [, name, index] of path.replace(/^\$\.?/, '').matchAll(/([^.[\]]+)|\[(\d+)\]/g)) {
    if (index !== undefined) current = Array.isArray(current) ? current[Number(index)] : undefined;
    else if (name !== undefined)
      current = isObject(current) && Object.hasOwn(current, name) ? current[name] : undefined;
  }
  return current;
}
