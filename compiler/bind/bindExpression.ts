import { diagnostic, didYouMean, nearest, type Place, type Range } from '../diagnostics/index.ts';
import type { MessagePart, Name, Pointer, RuntimeExpression } from '../expressions/index.ts';
import { calledBy, type Frame, operationOf } from '../frames/index.ts';
import { type Node, placeOf, type ScalarNode } from '../source/index.ts';
import { literal, type Read, type Run, type Slot, typeOfValue, type Value, type Via } from '../values/index.ts';
import { answeredStatus } from './answeredStatus.ts';
import type { Binder } from './binder.ts';
import { bindResponse, extend } from './bindResponse.ts';
import { alongSchema } from './inputPath.ts';
import { within } from './marks.ts';
import { requested } from './requested.ts';
import type { Scope } from './scope.ts';
import { splitName } from './splitName.ts';

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
      return refuse(
        "`$url` can't be read: Step Functions makes the request",
        'Read the value that you send instead, for example `$request.path.InstanceId`.',
      );
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

/** Whether an expression reads what a call sends or gets. */
function isOfCall({ kind }: RuntimeExpression): boolean {
  return kind === 'statusCode' || kind === 'response' || kind === 'request' || kind === 'method';
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

/** An input, or a member of one: `$inputs.a.b` is the input `a.b` where there is one, else the member `b` of `a`. */
function bindInput(
  name: Name,
  pointer: Pointer | undefined,
  node: ScalarNode,
  { frame, via }: { readonly frame: Frame; readonly via: Via },
  binder: Binder,
): Value | undefined {
  const { declared, schema } = frame.inputs;
  const split = splitName(name.text, (candidate) => declared.has(candidate));
  if (split === undefined) {
    const close = nearest(name.text, declared.keys());
    const help =
      didYouMean(close, (near) => `$inputs.${near}`) ??
      (schema === undefined ? 'Declare it under `inputs` of the workflow.' : 'Declare it under `inputs.properties`.');
    return binder.report(
      diagnostic(
        'input-unknown',
        placeOf(node, name.range),
        `the workflow \`${frame.workflow.id.value}\` has no input \`${name.text}\``,
        help,
      ),
    );
  }
  const input = declared.get(split.name);
  const steps = [...split.members, ...(pointer?.tokens ?? []).map(({ text }) => text)];
  const { path, free, type } = alongSchema(input?.schema ?? {}, steps);
  return {
    kind: 'read',
    from: { kind: 'input', via, name: split.name },
    path,
    ...(free === undefined ? {} : { free }),
    certain: path.length === 0 && input?.certain === true,
    sensitive: false,
    place: placeOf(node),
    type,
  };
}

function bindStepOutput(
  step: Name,
  output: Name,
  pointer: Pointer | undefined,
  node: ScalarNode,
  scope: Scope,
  binder: Binder,
): Value | undefined {
  const target = scope.workflow.frame.steps.get(step.text);
  if (target === undefined) {
    const close = nearest(step.text, scope.workflow.frame.steps.keys());
    return binder.report(
      diagnostic(
        'step-unknown',
        placeOf(node, step.range),
        `there is no step \`${step.text}\` in the workflow \`${scope.workflow.frame.workflow.id.value}\``,
        didYouMean(close),
      ),
    );
  }
  const names = target.step.outputs.map(({ name }) => name.value);
  const split = splitName(output.text, (candidate) => names.includes(candidate));
  if (split === undefined) {
    const close = nearest(output.text, names);
    const help = didYouMean(close) ?? `Declare it under \`outputs\` of \`${step.text}\`.`;
    return binder.report(
      diagnostic(
        'output-unknown',
        placeOf(node, output.range),
        `the step \`${step.text}\` has no output \`${output.text}\``,
        help,
      ),
    );
  }
  const value = scope.workflow.output(target, split.name);
  if (value === undefined) return undefined;
  const members = [...split.members.map((text) => ({ text, range: output.range })), ...(pointer?.tokens ?? [])];
  // A workflow's outputs stand in the variables of its own steps: the name is only another word for them.
  if (target.runs.kind === 'workflow') return extend(value, members, node, binder);
  const from: Slot = { kind: 'output', via: [], step: target.step.id.value, name: split.name };
  return extend(storedRead(value, from, node), members, node, binder);
}

/** Reading back what was stored: the same shape and type; there only where the step has run, a constant, too. */
function storedRead(value: Value, from: Slot, node: ScalarNode): Read {
  const shape = value.kind === 'read' ? value.shape : undefined;
  const type = typeOfValue(value);
  const sensitive = value.kind === 'read' && value.sensitive;
  return {
    kind: 'read',
    from,
    path: [],
    certain: false,
    sensitive,
    place: placeOf(node),
    type,
    ...(shape === undefined ? {} : { shape }),
  };
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

/** Values that refer to each other more often than people write: each may stand in the next one several times. */
const MOST_FOLLOWED = 10_000;

/**
 * Another value of the document that an expression stands for, which may hold expressions itself. One that leads back to
 * itself has no value (reported).
 */
function follow(to: Node, at: Place, scope: Scope, binder: Binder): Value | undefined {
  const { following } = binder;
  if (following.open.has(to)) {
    return binder.report(
      diagnostic(
        'expression-not-here',
        at,
        'this stands for a value that it is part of itself',
        'Write the value out.',
      ),
    );
  }
  if (following.open.size > 0) following.count += 1;
  if (following.count > MOST_FOLLOWED) {
    return binder.report(diagnostic('definition-too-large', at, 'values that refer to others make this one too large'));
  }
  following.open.add(to);
  const value = binder.node(to, scope);
  following.open.delete(to);
  return value;
}

/** An output of a workflow that has run here. */
function bindCalledOutput(
  name: Name,
  pointer: Pointer | undefined,
  { frame: called, run }: Called,
  node: ScalarNode,
  binder: Binder,
): Value | undefined {
  const names = called.workflow.outputs.map((output) => output.name.value);
  const split = splitName(name.text, (candidate) => names.includes(candidate));
  if (split === undefined) {
    const close = nearest(name.text, names);
    return binder.report(
      diagnostic(
        'output-unknown',
        placeOf(node, name.range),
        `the workflow \`${called.workflow.id.value}\` has no output \`${name.text}\``,
        didYouMean(close),
      ),
    );
  }
  const output = binder.workflow(called).outputs.find((each) => each.name === split.name)?.value;
  const value = output === undefined ? undefined : within(output, run);
  const members = [...split.members.map((text) => ({ text, range: name.range })), ...(pointer?.tokens ?? [])];
  return value === undefined ? undefined : extend(value, members, node, binder);
}

/** Another output of the workflow itself, in its outputs. */
function bindOwnOutput(
  name: Name,
  pointer: Pointer | undefined,
  node: ScalarNode,
  scope: Scope,
  binder: Binder,
): Value | undefined {
  const { outputs } = scope.workflow.frame.workflow;
  const names = outputs.map((output) => output.name.value);
  const split = splitName(name.text, (candidate) => names.includes(candidate));
  const output = outputs.find((each) => each.name.value === split?.name);
  if (split === undefined || output === undefined) {
    const help = didYouMean(nearest(name.text, names));
    const message = `this workflow has no output \`${name.text}\``;
    return binder.report(diagnostic('output-unknown', placeOf(node, name.range), message, help));
  }
  const value = follow(output.value, placeOf(node, name.range), scope, binder);
  const members = [...split.members.map((text) => ({ text, range: name.range })), ...(pointer?.tokens ?? [])];
  return value === undefined ? undefined : extend(value, members, node, binder);
}

/** A workflow that has run, and by what. */
interface Called {
  readonly frame: Frame;
  readonly run: Run;
}

/** A workflow that has run before this expression: called by this step, one that had to run first, or called by one other step. */
function ranBefore(workflowId: string, { workflow, step }: Scope): Called | undefined {
  const called = step === undefined ? undefined : calledBy(step);
  if (step !== undefined && called?.workflow.id.value === workflowId)
    return { frame: called, run: { step: step.step.id.value } };
  const index = workflow.frame.before.findIndex((each) => each.workflow.id.value === workflowId);
  const frame = workflow.frame.before[index];
  if (frame !== undefined) return { frame, run: { before: index } };
  const callers = [...workflow.frame.steps.values()].flatMap((each) => {
    const frame = calledBy(each);
    return frame?.workflow.id.value === workflowId ? [{ frame, run: { step: each.step.id.value } }] : [];
  });
  return callers.length === 1 ? callers[0] : undefined;
}
