import { diagnostic, type Range } from '../diagnostics/index.ts';
import type { MessagePart, RuntimeExpression } from '../expressions/index.ts';
import { calledBy, operationOf } from '../frames/index.ts';
import { placeOf, type ScalarNode } from '../source/index.ts';
import { literal, type Value } from '../values/index.ts';
import { answeredStatus } from './answeredStatus.ts';
import type { Binder } from './binder.ts';
import { bindInput } from './bindInput.ts';
import { bindOwnOutput, bindStepOutput } from './bindOutputs.ts';
import { bindResponse, extend } from './bindResponse.ts';
import { bindCalledOutput, ranBefore } from './calledWorkflows.ts';
import { follow } from './follow.ts';
import { requestedUrl } from './http/requestedUrl.ts';
import { requested } from './requested.ts';
import type { Scope } from './scope.ts';

/** What a runtime expression of a text comes to; undefined where it names something that isn't there (reported). */
export function bindExpression(
  expression: RuntimeExpression,
  node: ScalarNode,
  scope: Scope,
  binder: Binder,
): Value | undefined {
  const at = (range: Range) => placeOf(node, range);
  const refuse = (message: string, help?: string): undefined =>
    binder.report(diagnostic('expression-not-here', at(expression.range), message, help));
  if (isOfCall(expression) && speaksOfNoCall(scope)) return { kind: 'nothing' };
  if ('part' in expression) reportLoose(expression, node, binder);
  switch (expression.kind) {
    case 'inputs':
      return bindInput(expression.name, expression.pointer, node, { frame: scope.workflow.frame, via: [] }, binder);
    case 'steps':
      return bindStepOutput(expression.step, expression.output, expression.pointer, node, scope, binder);
    case 'statusCode':
      return (
        bindStatus(scope, node) ??
        (isUnknown(scope)
          ? undefined
          : refuse('`$statusCode` is known only after a call', 'Use it in criteria, actions or outputs of a step.'))
      );
    case 'method': {
      const operation = scope.step === undefined ? undefined : operationOf(scope.step);
      if (operation !== undefined) return literal(operation.method);
      return isUnknown(scope) ? undefined : refuse('`$method` is known only in a step that calls an operation');
    }
    case 'url':
      return bindUrl(scope, refuse);
    case 'self': {
      const self = scope.workflow.frame.document.self;
      return self === undefined ? refuse('this document has no `$self`') : literal(self.value);
    }
    case 'request': {
      const { node: found, rest } = requested(expression.part, scope, binder);
      if (found === undefined) return refuse('this step sends nothing of that name');
      const value = follow(found, at(expression.range), scope, binder);
      return value === undefined ? undefined : extend(value, rest, node, binder);
    }
    case 'response':
      return bindResponse(expression.part, expression.range, node, scope, binder);
    case 'outputs': {
      const { step } = scope;
      const called = step === undefined ? undefined : calledBy(step);
      if (step !== undefined && called !== undefined) {
        const from = { frame: called, run: { step: step.step.id.value } };
        return bindCalledOutput(expression.name, expression.pointer, from, node, binder);
      }
      if (isUnknown(scope)) return undefined;
      if (scope.phase === 'end') return bindOwnOutput(expression.name, expression.pointer, node, scope, binder);
      return refuse('`$outputs` is known only in a step that calls a workflow, and in outputs of a workflow');
    }
    case 'workflows': {
      const { workflow, frame } = { workflow: expression.workflow.text, frame: scope.workflow.frame };
      if (workflow === frame.workflow.id.value && expression.field === 'inputs')
        return bindInput(expression.name, expression.pointer, node, { frame, via: [] }, binder);
      const called = ranBefore(workflow, scope);
      if (called === undefined && isUnknown(scope)) return undefined;
      if (called === undefined)
        return refuse(
          `\`${expression.workflow.text}\` is not a workflow that has run here`,
          'Only a workflow that one step calls, or one in `dependsOn`, can be read.',
        );
      if (expression.field === 'outputs')
        return bindCalledOutput(expression.name, expression.pointer, called, node, binder);
      const from = { frame: called.frame, via: [called.run] };
      return bindInput(expression.name, expression.pointer, node, from, binder);
    }
    case 'sourceDescriptions': {
      const source = scope.workflow.frame.document.sources.find(({ name }) => name.value === expression.source.text);
      if (source !== undefined && expression.name.text === 'url') return literal(source.url.value);
      if (source?.type !== undefined && expression.name.text === 'type') return literal(source.type);
      return refuse(
        `\`${expression.source.text}.${expression.name.text}\` is not a value`,
        'Of a source description its `url` can be read, and its `type` where it has one.',
      );
    }
    case 'components': {
      const parameter = scope.workflow.frame.document.components.parameters.get(expression.name.text);
      if (expression.group.text === 'parameters' && parameter !== undefined)
        return follow(parameter.value, at(expression.range), scope, binder);
      return refuse(`\`$components.${expression.group.text}.${expression.name.text}\` is not a value`);
    }
    default:
      return expression satisfies never;
  }
}

/** The address of a step's request, which of calls of AWS is Step Functions' own affair. */
function bindUrl(scope: Scope, refuse: (message: string, help?: string) => undefined): Value | undefined {
  const { step, phase, workflow } = scope;
  if (isUnknown(scope)) return undefined;
  const operation = step === undefined ? undefined : operationOf(step);
  if (step === undefined || operation === undefined || phase === 'request' || phase === 'end') {
    const help = 'Use it in criteria, actions or outputs of a step that calls an operation.';
    return refuse('`$url` is known only after a call', help);
  }
  if (operation.kind === 'http') return requestedUrl(workflow.request(step));
  return refuse(
    "`$url` can't be read: Step Functions makes the request",
    'Read the value that you send instead, for example `$request.path.InstanceId`.',
  );
}

/** Whether an expression reads what a call sends or gets. */
function isOfCall({ kind }: RuntimeExpression): boolean {
  return kind === 'statusCode' || kind === 'response' || kind === 'request' || kind === 'method' || kind === 'url';
}

/** An action of the workflow serves steps that call workflows, too: nothing that it reads of a call is there then. */
function speaksOfNoCall({ step, phase, inherited }: Scope): boolean {
  return inherited === true && phase === 'failed' && step?.runs.kind === 'workflow';
}

/** Says so where a part of a message isn't written as the grammar has it. */
function reportLoose(
  { kind, part, range }: RuntimeExpression & { part: MessagePart },
  node: ScalarNode,
  binder: Binder,
) {
  const place = placeOf(node, range);
  if (part.kind === 'body' && part.dotted === true) {
    const pointer = part.pointer?.tokens.map(({ text }) => `/${text}`).join('');
    const message = 'this path is taken as a pointer into the body';
    binder.report(diagnostic('body-path-dotted', place, message, `Write \`$${kind}.body#${pointer}\`.`));
  }
  if (part.kind === 'header' && part.plural === true) {
    const message = `\`$${kind}.headers\` is taken as \`$${kind}.header\``;
    binder.report(diagnostic('header-plural', place, message, `Write \`$${kind}.header.${part.name.text}\`.`));
  }
}

/** The step runs an operation or a workflow that could not be found, which is reported. */
function isUnknown({ step }: Scope): boolean {
  return step?.runs.kind === 'unknown';
}

/**
 * The status of a step's call. A called workflow that came to its end counts as a call that was answered.
 */
function bindStatus({ step, phase, status }: Scope, node: ScalarNode): Value | undefined {
  if (step?.runs.kind === 'workflow' && phase === 'response') return literal(200);
  if (step?.runs.kind !== 'operation') return undefined;
  const { operation } = step.runs;
  if (phase === 'response') return status === undefined ? answeredStatus(operation, placeOf(node)) : literal(status);
  return phase === 'failed' ? { kind: 'failure', part: 'status', operation } : undefined;
}
