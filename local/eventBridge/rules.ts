import type { JsonObject } from '../interpreter/index.ts';
import {
  listIn,
  objectsIn,
  optionalNumber,
  optionalText,
  pageOf,
  pick,
  refusal,
  ServiceException,
  textIn,
} from '../services/index.ts';
import { busOf, patternOf } from './events.ts';
import type { EventCall, EventHandlers, Rule } from './store.ts';

/** The most targets that a rule may have. */
const mostTargets = 5;

/** Rules and their targets. */
export const rules: EventHandlers = {
  PutRule(call) {
    const { region, account } = call.context;
    const name = textIn(call, 'Name');
    const bus = busOf(call.request['EventBusName']);
    const text = optionalText(call, 'EventPattern');
    if (text === undefined && optionalText(call, 'ScheduleExpression') === undefined) {
      throw new ServiceException(
        'ValidationException',
        'Parameter(s) EventPattern or ScheduleExpression must be specified.',
      );
    }
    const pattern = text === undefined ? undefined : patternOf(call, text);
    const known = rulesOf(call).get(name);
    const rule: Rule = known ?? {
      name,
      bus,
      arn: `arn:aws:events:${region}:${account}:rule/${bus === 'default' ? '' : `${bus}/`}${name}`,
      pattern,
      members: {},
      state: 'ENABLED',
      targets: new Map(),
      tags: new Map(objectsIn(call, 'Tags').map(({ Key: key, Value: value }) => [String(key), String(value)])),
    };
    rule.pattern = pattern;
    rule.members = pick(call, ['EventPattern', 'ScheduleExpression', 'Description', 'RoleArn']);
    rule.state = textIn(call, 'State') === 'DISABLED' ? 'DISABLED' : 'ENABLED';
    rulesOf(call).set(name, rule);
    return { RuleArn: rule.arn };
  },

  DescribeRule: (call) => ({ ...shown(ruleOf(call)), CreatedBy: call.context.account }),

  ListRules(call) {
    const prefix = textIn(call, 'NamePrefix');
    const all = [...rulesOf(call).values()].filter(({ name }) => name.startsWith(prefix));
    return listed(call, 'Rules', all.map(shown));
  },

  EnableRule: (call) => switched(ruleOf(call), 'ENABLED'),
  DisableRule: (call) => switched(ruleOf(call), 'DISABLED'),

  DeleteRule(call) {
    const rule = rulesOf(call).get(textIn(call, 'Name'));
    if (rule !== undefined && rule.targets.size > 0) {
      throw new ServiceException('ValidationException', "Rule can't be deleted since it has targets.");
    }
    rulesOf(call).delete(textIn(call, 'Name'));
    return {};
  },

  PutTargets(call) {
    const rule = ruleOf(call);
    const added = objectsIn(call, 'Targets');
    if (new Set([...rule.targets.keys(), ...added.map(({ Id: id }) => String(id))]).size > mostTargets) {
      throw refusal(call, 'LimitExceededException', `The requested resource exceeds the maximum number allowed.`);
    }
    const failed = added.filter((target) => !putTarget(rule, target));
    return {
      FailedEntryCount: failed.length,
      FailedEntries: failed.map(({ Id: id }) => ({
        TargetId: String(id),
        ErrorCode: 'ValidationException',
        ErrorMessage: 'JSON syntax error in input for target',
      })),
    };
  },

  RemoveTargets(call) {
    const { targets } = ruleOf(call);
    for (const id of listIn(call, 'Ids')) targets.delete(String(id));
    return { FailedEntryCount: 0, FailedEntries: [] };
  },

  ListTargetsByRule: (call) => listed(call, 'Targets', [...ruleOf(call).targets.values()]),

  ListRuleNamesByTarget(call) {
    const arn = textIn(call, 'TargetArn');
    const found = [...rulesOf(call).values()].filter(({ targets }) =>
      [...targets.values()].some(({ Arn: target }) => target === arn),
    );
    return listed(
      call,
      'RuleNames',
      found.map(({ name }) => name),
    );
  },
};

function rulesOf(call: EventCall): Map<string, Rule> {
  const bus = busOf(call.request['EventBusName']);
  const found = call.context.buses.get(bus);
  if (found === undefined) throw refusal(call, 'ResourceNotFoundException', `Event bus ${bus} does not exist.`);
  return found;
}

function ruleOf(call: EventCall): Rule {
  const name = optionalText(call, 'Name') ?? textIn(call, 'Rule');
  const rule = rulesOf(call).get(name);
  if (rule !== undefined) return rule;
  const bus = busOf(call.request['EventBusName']);
  throw refusal(call, 'ResourceNotFoundException', `Rule ${name} does not exist on EventBus ${bus}.`);
}

function switched(rule: Rule, state: Rule['state']): JsonObject {
  rule.state = state;
  return {};
}

/** False where the target's constant input is no JSON. */
function putTarget(rule: Rule, target: JsonObject): boolean {
  const { Id: id, Input: constant } = target;
  if (typeof constant === 'string') {
    try {
      JSON.parse(constant);
    } catch {
      return false;
    }
  }
  rule.targets.set(String(id), target);
  return true;
}

function shown({ name, arn, bus, state, members }: Rule): JsonObject {
  return { ...members, Name: name, Arn: arn, EventBusName: bus, State: state };
}

/** A page of a list. */
export function listed(call: EventCall, member: string, all: readonly (JsonObject | string)[]): JsonObject {
  try {
    const size = optionalNumber(call, 'Limit') ?? 100;
    const { items, nextToken } = pageOf(all, size, optionalText(call, 'NextToken'), call.operation.name);
    return { [member]: items, ...(nextToken === undefined ? {} : { NextToken: nextToken }) };
  } catch (error) {
    throw error instanceof RangeError ? new ServiceException('ValidationException', 'Invalid token.') : error;
  }
}
