import type { Criterion, Text } from '../arazzo/index.ts';
import { diagnostic } from '../diagnostics/index.ts';
import { type Condition, type Operand, parseCriterion } from '../expressions/index.ts';
import { placeOf, type ScalarNode } from '../source/index.ts';
import { type CompareMode, constant, literal, type Test, type Value } from '../values/index.ts';
import { bindExpression } from './bindExpression.ts';
import type { Binder } from './binder.ts';
import { bindTemplate, bindText } from './bindNode.ts';
import { bindQuery, extendBySegments } from './bindQuery.ts';
import { bindRegex, patternTest } from './bindRegex.ts';
import type { BoundCriterion } from './bound.ts';
import { checkCompared } from './checkCompared.ts';
import { reportText } from './reportText.ts';
import type { Scope } from './scope.ts';

/** What the operands of one condition are read against. */
export interface ConditionScope {
  readonly node: ScalarNode;
  readonly scope: Scope;
  readonly binder: Binder;
  /** What `$` of a query stands for, and inside a filter what `@` stands for. */
  readonly root: Value;
  readonly item?: Value;
  readonly mode: CompareMode;
  /** Whether the queries are a criterion's own: neither in one of its filters nor in a selector. */
  readonly criterion: boolean;
  /** Is told each operand that is looked at and that the document does not spell out. */
  readonly compared: (operand: Operand, value: Value) => void;
}

/**
 * What a criterion tests (Arazzo 1.0.1, section 4.6.8 "Criterion Object"); undefined where something in it is wrong
 * (reported).
 */
export function bindCriterion(criterion: Criterion, scope: Scope, binder: Binder): BoundCriterion | undefined {
  const { condition, context, type } = criterion;
  const root = context === undefined ? undefined : bindText(context.value, context.node, scope, binder);
  if (context !== undefined && root === undefined) return undefined;
  switch (type) {
    case 'regex': {
      if (context === undefined || root === undefined) return undefined;
      const subject = { label: context.value, value: root };
      return described(bindRegex(condition, root, scope, binder), condition, [subject]);
    }
    case 'simple':
    case 'jsonpath': {
      const parsed = parseCriterion(type, condition.value);
      if (!parsed.ok) return reportText(parsed.error, condition.node, binder);
      const { dialect } = parsed.value;
      if (dialect === 'comparison') {
        binder.report(
          diagnostic(
            'condition-not-jsonpath',
            placeOf(condition.node),
            'this is a comparison, not a JSONPath query; it is compiled to what it plainly says',
            'Other runners may refuse it: in Arazzo this is `type: simple` with `$response.body#/...`, or a query such as `$[?@.Status == "ACTIVE"]`.',
          ),
        );
      }
      const mode = dialect === 'simple' ? 'folded' : dialect === 'comparison' ? 'exact' : 'strict';
      const operands: { readonly label: string; readonly value: Value }[] = [];
      const test = bindCondition(parsed.value.condition, {
        node: condition.node,
        scope,
        binder,
        root: root ?? { kind: 'nothing' },
        mode,
        criterion: true,
        compared: ({ range }, value) => operands.push({ label: condition.value.slice(range.start, range.end), value }),
      });
      return described(test, condition, operands);
    }
    case 'xpath':
    case 'jsonpointer':
      return binder.report(
        diagnostic(
          'not-supported',
          placeOf(criterion.typeNode ?? criterion.node),
          `criteria of type \`${type}\` are not supported: AWS responses arrive as JSON, whatever the service speaks`,
          'Use `type: simple` or `type: jsonpath`.',
        ),
      );
    default:
      return type satisfies never;
  }
}

function described(
  test: Test | undefined,
  { value: text, node }: Text,
  operands: BoundCriterion['operands'],
): BoundCriterion | undefined {
  return test === undefined ? undefined : { test, text, place: placeOf(node), operands };
}

/** What a parsed condition tests. */
export function bindCondition(condition: Condition, given: ConditionScope): Test | undefined {
  switch (condition.kind) {
    case 'and':
    case 'or': {
      const tests = condition.operands.map((operand) => bindCondition(operand, given));
      return tests.every((test) => test !== undefined) ? { kind: condition.kind, tests } : undefined;
    }
    case 'not': {
      const test = bindCondition(condition.operand, given);
      return test === undefined ? undefined : { kind: 'not', test };
    }
    case 'compare': {
      const left = bindCompared(condition.left, given);
      const right = bindCompared(condition.right, given);
      if (left === undefined || right === undefined) return undefined;
      checkCompared(left, right, placeOf(given.node, condition.range), given.binder);
      return { kind: 'compare', operator: condition.operator, left, right, mode: given.mode };
    }
    case 'contains': {
      const left = bindOperand(condition.left, given);
      tell(condition.left, oneValue(left), given);
      const right = bindCompared(condition.right, given);
      return left === undefined || right === undefined ? undefined : { kind: 'contains', left, right };
    }
    case 'empty': {
      const value = bindOperand(condition.operand, given);
      tell(condition.operand, oneValue(value), given);
      return value === undefined ? undefined : { kind: 'empty', value, expected: condition.expected };
    }
    case 'truth':
      return bindTruth(condition.operand, given);
    default:
      return condition satisfies never;
  }
}

/** An operand as the one value that is compared. */
function bindCompared(operand: Operand, given: ConditionScope): Value | undefined {
  const value = oneValue(bindOperand(operand, given));
  tell(operand, value, given);
  return value;
}

function tell(operand: Operand, value: Value | undefined, { compared }: ConditionScope): void {
  if (operand.kind !== 'literal' && value !== undefined) compared(operand, value);
}

/** A query holds where it finds a node; any other operand where its value is true. */
function bindTruth(operand: Operand, given: ConditionScope): Test | undefined {
  if (operand.kind === 'call' && (operand.name === 'match' || operand.name === 'search'))
    return bindMatch(operand, operand.name, given);
  const value = bindOperand(operand, given);
  if (value === undefined) return undefined;
  if (operand.kind !== 'query') {
    tell(operand, value, given);
    return { kind: 'truth', value };
  }
  // Arazzo 1.1.0, "Evaluation Errors": over a context that is null a query fails, though RFC 9535 finds the null itself.
  if (operand.query.segments.length === 0 && operand.query.root === '$' && given.criterion)
    return { kind: 'compare', operator: '!=', left: value, right: literal(null), mode: 'folded' };
  return { kind: 'exists', value };
}

/** `match` and `search` of RFC 9535 (sections 2.4.6 and 2.4.7); the pattern must be known now. */
function bindMatch(
  operand: Operand & { kind: 'call' },
  use: 'match' | 'search',
  given: ConditionScope,
): Test | undefined {
  const [subject, pattern] = operand.arguments;
  if (subject === undefined || pattern?.kind !== 'literal') {
    return given.binder.report(
      diagnostic(
        'not-supported',
        placeOf(given.node, operand.range),
        `\`${operand.name}\` needs its pattern as a quoted text: JSONata has patterns only as literals`,
        'Write the pattern itself, or compare with `==`.',
      ),
    );
  }
  const value = bindCompared(subject, given);
  if (value === undefined) return undefined;
  // RFC 9535, section 2.4.6: what is no text matches nothing.
  if (typeof pattern.value !== 'string') return constant(false);
  return patternTest(pattern.value, value, use, placeOf(given.node, pattern.range), given.binder);
}

function bindOperand(operand: Operand, given: ConditionScope): Value | undefined {
  const { node, scope, binder } = given;
  switch (operand.kind) {
    case 'literal':
      return literal(operand.value);
    case 'expression': {
      const value = bindExpression(operand.expression, node, scope, binder);
      return value === undefined ? undefined : extendBySegments(value, operand.segments, given);
    }
    case 'template': {
      const [only, ...others] = operand.parts;
      if (only !== undefined && typeof only !== 'string' && others.length === 0)
        return bindExpression(only, node, scope, binder);
      return bindTemplate(operand.parts, node, scope, binder);
    }
    case 'query':
      return bindQuery(operand.query, given);
    case 'call':
      return bindCall(operand, given);
    default:
      return operand satisfies never;
  }
}

function bindCall(operand: Operand & { kind: 'call' }, given: ConditionScope): Value | undefined {
  const [argument] = operand.arguments;
  const value = argument === undefined ? undefined : bindOperand(argument, given);
  if (value === undefined) return undefined;
  // RFC 9535, section 2.4.5: nodes are counted; people's `count($.items) > 0` outside of filters counts what is in them.
  const countsItems = given.mode === 'exact' && given.item === undefined;
  switch (operand.name) {
    case 'length':
      // `$.Items[?(...)].length`: people count what a filter finds.
      return value.kind === 'nodes'
        ? { kind: given.mode === 'exact' ? 'count' : 'length', of: value }
        : { kind: 'length', of: value };
    case 'count':
      return {
        kind: 'count',
        of:
          value.kind === 'nodes' ? value : { kind: 'nodes', of: value, segments: [], flat: countsItems, itself: false },
      };
    case 'value':
      return value.kind === 'nodes' ? { kind: 'single', of: value } : value;
    case 'match':
    case 'search':
      return given.binder.report(
        diagnostic(
          'not-supported',
          placeOf(given.node, operand.range),
          `\`${operand.name}\` is a condition, not a value`,
        ),
      );
    default:
      return operand.name satisfies never;
  }
}

/** Where one value is compared, a query that may find several counts only if it finds exactly one. */
function oneValue(value: Value | undefined): Value | undefined {
  return value?.kind === 'nodes' ? { kind: 'single', of: value } : value;
}
