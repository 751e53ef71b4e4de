import type { Document, Parameter, Step, Workflow } from '../arazzo/index.ts';
import { diagnostic, nearest } from '../diagnostics/index.ts';
import { type Node, placeOf } from '../source/index.ts';
import type { Binder } from './binder.ts';
import { bindNode } from './bindNode.ts';
import type { Documents } from './documents.ts';
import type { Frame, Scope, StepScope } from './frame.ts';
import { readInputs } from './inputs.ts';
import type { Names } from './names.ts';
import { OperationFinder } from './resolveOperation.ts';
import { secretReferences, withReferences } from './secretReferences.ts';
import { literal, type Value } from './value.ts';

/** What frames are made with. */
export interface FrameMaker {
  readonly binder: Binder;
  readonly names: Names;
  readonly documents: Documents;
  readonly finders: Map<Document, OperationFinder>;
  /** How many steps of called workflows there are so far. */
  readonly called: { steps: number };
}

/** Workflows inside of each other, and steps of workflows that are called: more would never fit into a definition. */
const DEEPEST = 50;
const MOST_STEPS = 2000;

/** The frame of the workflow that is compiled, with those of every workflow that it calls inside. */
export function createFrame(document: Document, workflow: Workflow, maker: FrameMaker): Frame {
  return makeFrame({ document, workflow, prefix: '', callers: [], waiting: [], last: true }, maker);
}

interface FrameRequest {
  readonly document: Document;
  readonly workflow: Workflow;
  readonly prefix: string;
  /** The workflows around it, to find a workflow that calls itself. */
  readonly callers: readonly Workflow[];
  /** The last of them, those that wait for it by `dependsOn`. */
  readonly waiting: readonly Workflow[];
  /** Its end is the end of the machine. */
  readonly last: boolean;
  readonly given?: Map<string, Value>;
}

function makeFrame(request: FrameRequest, maker: FrameMaker): Frame {
  const { document, workflow, prefix, given } = request;
  const { binder, names } = maker;
  const written = readInputs(workflow.inputs, document.components.inputs, binder);
  // A called workflow gets its inputs from the step that calls it; references belong to the execution's input.
  const references = given === undefined ? secretReferences(written, binder.options, names) : new Map();
  const inputs = withReferences(written, references, workflow.inputs ?? workflow.node);
  const steps = new Map<string, StepScope>();
  const order: StepScope[] = [];
  const before: Frame[] = [];
  const frame: Frame = {
    document,
    workflow,
    prefix,
    inputsVariable: names.variable(`${prefix}inputs`),
    inputs,
    ...(given === undefined ? {} : { given }),
    steps,
    order,
    before,
    secrets: new Set([
      ...[...inputs.declared.values()].filter(({ password }) => password).map(({ name }) => name),
      ...references.keys(),
    ]),
    references,
    personal: new Set(),
    read: new Set(),
  };
  for (const dependency of workflow.dependsOn) {
    const found = maker.documents.workflow(dependency, document, binder);
    const inner =
      found === undefined
        ? undefined
        : callFrame(
            found,
            {
              prefix: `${prefix}${found.workflow.id.value} / `,
              node: dependency.node,
              given: sameNamed(frame, found.workflow, found.document, maker),
              waits: true,
            },
            request,
            maker,
          );
    if (inner !== undefined) before.push(inner);
  }
  for (const step of workflow.steps) {
    if (steps.has(step.id.value)) continue;
    const scope = makeStep(step, order.length, prefix, names);
    steps.set(step.id.value, scope);
    order.push(scope);
  }
  for (const step of order) fillStep(step, frame, request, maker);
  return frame;
}

function makeStep(step: Step, index: number, prefix: string, names: Names): StepScope {
  const label = `${prefix}${step.id.value}`;
  return {
    step,
    index,
    state: names.state(label),
    variable: names.variable(label),
    jumps: new Map(),
    outputs: new Map(),
    kept: new Set(),
  };
}

/** Finds what the step calls. Arguments are bound later, when every step's operation is known. */
function fillStep(step: StepScope, frame: Frame, request: FrameRequest, maker: FrameMaker): void {
  const { target } = step.step;
  for (const action of [...step.step.onSuccess, ...step.step.onFailure]) {
    const jump =
      action.workflowId === undefined
        ? undefined
        : maker.documents.workflow(action.workflowId, frame.document, maker.binder);
    if (jump === undefined || action.workflowId === undefined) continue;
    const { node } = action.workflowId;
    const leaves = action.type === 'goto';
    if (leaves && !request.last) {
      const message =
        'a `goto` to another workflow is not supported in a workflow that is called: its outputs would not be those that the caller reads';
      maker.binder.report(
        diagnostic('not-supported', placeOf(node), message, 'Call the other workflow by a step, and go to that.'),
      );
      continue;
    }
    const prefix = `${frame.prefix}${step.step.id.value} / ${action.name.value} / `;
    const inner = callFrame(jump, { prefix, node, given: new Map(), leaves }, request, maker);
    if (inner !== undefined) step.jumps.set(action, inner);
  }
  if (target.kind !== 'workflowId') {
    let finder = maker.finders.get(frame.document);
    if (finder === undefined) {
      finder = new OperationFinder(frame.document, maker.binder);
      maker.finders.set(frame.document, finder);
    }
    const operation = finder.find(target);
    if (operation !== undefined) step.operation = operation;
    return;
  }
  const found = maker.documents.workflow(target.text, frame.document, maker.binder);
  if (found === undefined) return;
  const prefix = `${frame.prefix}${step.step.id.value} / `;
  const called = callFrame(found, { prefix, node: target.text.node, given: new Map() }, request, maker);
  if (called !== undefined) step.called = called;
}

/** How a workflow comes to be part of another one. */
interface Call {
  readonly prefix: string;
  /** What names it. */
  readonly node: Node;
  readonly given: Map<string, Value>;
  /** By `dependsOn`: the other one waits for it. */
  readonly waits?: true;
  /** By `goto`: the other one is left for it. */
  readonly leaves?: boolean;
}

/** The frame of a workflow that is called; undefined where that would never end (reported). */
function callFrame(
  found: { readonly document: Document; readonly workflow: Workflow },
  { prefix, node, given, waits, leaves = false }: Call,
  request: FrameRequest,
  maker: FrameMaker,
): Frame | undefined {
  const callers = [...request.callers, request.workflow];
  const waiting = waits && found.document === request.document ? [...request.waiting, request.workflow] : [];
  // A circle of `dependsOn` alone is reported when the document is read.
  if (waiting.includes(found.workflow)) return undefined;
  if (callers.includes(found.workflow)) {
    return maker.binder.report(
      diagnostic(
        'workflow-recursive',
        placeOf(node),
        `\`${found.workflow.id.value}\` is already running when this calls it`,
        'Called workflows become part of the machine, so none can call itself: write the repetition as a `goto` or `retry`.',
      ),
    );
  }
  maker.called.steps += found.workflow.steps.length;
  if (callers.length > DEEPEST || maker.called.steps > MOST_STEPS) {
    return maker.binder.report(
      diagnostic(
        'definition-too-large',
        placeOf((callers[0] ?? request.workflow).id.node),
        `the workflows that \`${callers[0]?.id.value}\` calls, and those that they call, are too many for one machine`,
        'Called workflows become part of the machine, once for each call: call fewer, or split the workflow.',
      ),
    );
  }
  return makeFrame({ ...found, prefix, callers, waiting, last: request.last && leaves, given }, maker);
}

/** A workflow in `dependsOn` gets the same-named members of the execution's input. */
function sameNamed(frame: Frame, workflow: Workflow, document: Document, maker: FrameMaker): Map<string, Value> {
  const given = new Map<string, Value>();
  const { declared } = readInputs(workflow.inputs, document.components.inputs, { report: () => undefined });
  for (const [name, input] of declared) {
    const outer = frame.inputs.declared.get(name);
    if (outer === undefined && input.certain && input.default === undefined) {
      const place = placeOf(workflow.id.node);
      maker.binder.report(
        diagnostic(
          'input-unknown',
          place,
          `\`${workflow.id.value}\` must run first and needs the input \`${name}\`, which \`${frame.workflow.id.value}\` does not have`,
          `Declare \`${name}\` in the inputs of \`${frame.workflow.id.value}\`.`,
        ),
      );
    }
    if (outer === undefined) continue;
    given.set(name, {
      kind: 'read',
      from: { kind: 'input', frame, name },
      path: [],
      certain: outer.certain,
      sensitive: false,
      place: placeOf(outer.node),
      type: 'unknown',
    });
  }
  return given;
}

/** Binds what a step, or a 1.1 action, hands to the workflow that it runs: each parameter is one of its inputs. */
export function bindGiven(
  parameters: readonly Parameter[],
  called: Frame,
  scope: Scope,
  from: Node,
  binder: Binder,
): void {
  const { declared } = called.inputs;
  const given = called.given;
  if (given === undefined) return;
  const names = new Set(parameters.map(({ name }) => name.value));
  for (const { name, value } of parameters) {
    if (!declared.has(name.value)) {
      const close = nearest(name.value, declared.keys());
      // The input that was meant is not missing as well.
      if (close !== undefined) names.add(close);
      binder.report(
        diagnostic(
          'input-unknown',
          placeOf(name.node),
          `the workflow \`${called.workflow.id.value}\` has no input \`${name.value}\``,
          close === undefined ? undefined : `Did you mean \`${close}\`?`,
        ),
      );
      continue;
    }
    const bound = bindNode(value, scope, binder);
    if (bound !== undefined) given.set(name.value, bound);
  }
  for (const [name, input] of declared) {
    if (names.has(name) || !input.certain) continue;
    if (input.default !== undefined) given.set(name, literal(input.default));
    else
      binder.report(
        diagnostic(
          'input-missing',
          placeOf(from),
          `the workflow \`${called.workflow.id.value}\` needs the input \`${name}\``,
          `Give it a parameter \`${name}\`.`,
        ),
      );
  }
}
