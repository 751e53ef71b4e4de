import type { Action, Document, SourceDescription, Step, Text, Workflow } from '../arazzo/index.ts';
import { diagnostic } from '../diagnostics/index.ts';
import { assertsFormats } from '../options.ts';
import { placeOf } from '../source/index.ts';
import type { Context } from './context.ts';
import { Documents, type FoundWorkflow } from './documents.ts';
import { OperationFinder } from './findOperation.ts';
import type { Frame, FrameStep, Jump, Runs } from './frame.ts';
import { readInputs } from './inputs.ts';
import { withoutLifted } from './liftedInputs.ts';
import { reportNumbers } from './numbers.ts';
import { SchemaIndex } from './schemaIndex.ts';
import { inDependencyOrder } from './stepOrder.ts';

/** Workflows inside of each other: more than people write. */
const DEEPEST = 200;

/** Makes the frames of workflows, each once, and finds what their steps run. */
export class Frames {
  readonly #context: Context;
  readonly #documents: Documents = new Documents();
  readonly #finders = new Map<Document, OperationFinder>();
  readonly #schemas = new Map<Document, SchemaIndex>();
  readonly #known = new Map<Workflow, Frame>();
  /** The workflows whose frames are being made, from the outermost, and how each is run by the one before. */
  readonly #open = new Map<Workflow, How>();

  constructor(context: Context) {
    this.#context = context;
  }

  /** The frame of a workflow of this document. */
  frame(document: Document, workflow: Workflow): Frame {
    return this.#frame({ document, workflow }, 'calls');
  }

  /** What finds the operations that a document calls. */
  finder(document: Document): OperationFinder {
    const finder = this.#finders.get(document) ?? new OperationFinder(document, this.#context);
    this.#finders.set(document, finder);
    return finder;
  }

  /** The workflows of the document that a source description names; none where it names no readable Arazzo document. */
  workflowsOf(source: SourceDescription, document: Document): readonly Workflow[] {
    const read = source.type === 'arazzo' ? this.#documents.read(source, document, this.#context) : undefined;
    return read === undefined || read === 'unreadable' ? [] : read.workflows;
  }

  #frame({ document, workflow }: FoundWorkflow, how: How): Frame {
    const known = this.#known.get(workflow);
    if (known !== undefined) return known;
    this.#open.set(workflow, how);
    const { errors } = this.#context;
    const declared = readInputs(
      workflow.inputs,
      this.#schemasOf(document),
      this.#context,
      assertsFormats(this.#context.options),
    );
    const before = workflow.dependsOn.flatMap((name) => this.#run(name, document, 'waits') ?? []);
    const steps = new Map<string, FrameStep>();
    for (const step of inDependencyOrder(workflow)) {
      if (!steps.has(step.id.value)) steps.set(step.id.value, this.#step(step, steps.size, document));
    }
    this.#open.delete(workflow);
    const order = [...steps.values()];
    const broken = this.#context.errors > errors || before.some((each) => each.broken) || order.some(isBroken);
    const inputs = withoutLifted(declared, workflow, order);
    const frame = { document, workflow, inputs, before, steps, order, broken };
    this.#known.set(workflow, frame);
    return frame;
  }

  #schemasOf(document: Document): SchemaIndex {
    const known = this.#schemas.get(document);
    if (known !== undefined) return known;
    const { node, workflows, components, self } = document;
    const inputs = workflows.flatMap((each) => each.inputs ?? []);
    const index = new SchemaIndex(inputs, components.inputs, node, self?.value);
    this.#schemas.set(document, index);
    return index;
  }

  #step(step: Step, index: number, document: Document): FrameStep {
    reportNumbers(step, this.#context);
    const jumps = new Map<Action, Jump>();
    for (const action of [...step.onSuccess, ...step.onFailure]) {
      const text = action.workflowId;
      const frame =
        text === undefined ? undefined : this.#run(text, document, action.type === 'goto' ? 'goes' : 'calls');
      if (text !== undefined && frame !== undefined) jumps.set(action, { frame, text });
    }
    return { step, index, jumps, runs: this.#runs(step, document) };
  }

  #runs({ target }: Step, document: Document): Runs {
    if (target.kind === 'none') return { kind: 'unknown' };
    const { text } = target;
    if (target.kind === 'workflowId') {
      const frame = this.#run(text, document, 'calls');
      return frame === undefined ? { kind: 'unknown' } : { kind: 'workflow', frame, text };
    }
    const operation = this.finder(document).find(target);
    return operation === undefined ? { kind: 'unknown' } : { kind: 'operation', operation, text };
  }

  /** The frame of a workflow that another one runs; undefined where there is none, or it is already running (reported). */
  #run(name: Text, document: Document, how: How): Frame | undefined {
    const found = this.#documents.workflow(name, document, this.#context);
    if (found === undefined) return undefined;
    if (!this.#open.has(found.workflow)) {
      if (this.#open.size > DEEPEST) return this.#reportDepth();
      const frame = this.#frame(found, how);
      if (how !== 'goes') this.#refuseLeaving(frame);
      return frame;
    }
    if (how !== 'waits' || !this.#onlyWaits(found.workflow, document)) this.#reportRecursion(name, found.workflow);
    return undefined;
  }

  /** A circle of `dependsOn` alone is reported when the document is read. */
  #onlyWaits(workflow: Workflow, { workflows }: Document): boolean {
    const open = [...this.#open];
    const inside = open.slice(open.findIndex(([each]) => each === workflow) + 1);
    return workflows.includes(workflow) && inside.every(([each, how]) => how === 'waits' && workflows.includes(each));
  }

  #reportDepth(): undefined {
    const [first] = this.#open.keys();
    if (first === undefined) return undefined;
    return this.#context.report(
      diagnostic(
        'definition-too-large',
        placeOf(first.id.node),
        `the workflows that \`${first.id.value}\` calls, and those that they call, are too many for one machine`,
        'Called workflows become part of the machine: call fewer, or split the workflow.',
      ),
    );
  }

  #reportRecursion({ node }: Text, workflow: Workflow): void {
    this.#context.report(
      diagnostic(
        'workflow-recursive',
        placeOf(node),
        `\`${workflow.id.value}\` is already running when this calls it`,
        'Called workflows become part of the machine, so none can call itself: write the repetition as a `goto` or `retry`.',
      ),
    );
  }

  /** A workflow that is called comes back, so it can't leave for another one. */
  #refuseLeaving({ order }: Frame): void {
    for (const { jumps } of order) {
      for (const [{ type }, { text }] of jumps) {
        if (type !== 'goto') continue;
        this.#context.report(
          diagnostic(
            'not-supported',
            placeOf(text.node),
            'a `goto` to another workflow is not supported in a workflow that is called: its outputs would not be those that the caller reads',
            'Call the other workflow by a step, and go to that.',
          ),
        );
      }
    }
  }
}

/** How one workflow runs another: by a step or before a retry, by `dependsOn`, or by leaving for it. */
type How = 'calls' | 'waits' | 'goes';

function isBroken({ step, runs, jumps }: FrameStep): boolean {
  return (
    step.broken ||
    runs.kind === 'unknown' ||
    (runs.kind === 'workflow' && runs.frame.broken) ||
    [...jumps.values()].some(({ frame }) => frame.broken)
  );
}
