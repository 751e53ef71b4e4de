import type { Operation } from '../../compiler/apis/index.ts';
import type { Document, Examined, FrameStep, Workflow } from '../../compiler/index.ts';
import { type MapNode, type Node, nodeAt, textNode, valueAt } from '../../compiler/source/index.ts';
import { operationOfStep } from '../document/calls.ts';
import { stepPath, workflowPath } from '../document/grammar.ts';
import type { Cursor } from './cursor.ts';

/** What is known of the place at which something is being typed. */
export interface Situation {
  readonly cursor: Cursor;
  /** The document as it was last known: it may lack what has been typed since. */
  readonly examined: Examined;
  readonly document: Document;
  /** The step around the cursor, as it is being written. */
  readonly stepNode?: MapNode;
  readonly workflow?: Workflow;
  /** The step's id, and what it calls. */
  readonly stepId?: string;
  readonly operation?: Operation;
}

/** Gathers what is known around a cursor; undefined where nothing is known of the document yet. */
export function situationAt(cursor: Cursor, examined: Examined): Situation | undefined {
  const { document } = examined;
  if (document === undefined) return undefined;
  const workflowNode = mapAt(cursor.root, workflowPath(cursor.path));
  const stepNode = mapAt(cursor.root, stepPath(cursor.path));
  const id = idOf(workflowNode, 'workflowId');
  const workflow = document.workflows.find((each) => each.id.value === id);
  const stepId = idOf(stepNode, 'stepId');
  const operation = stepNode === undefined ? undefined : operationOfStep(stepNode, examined);
  return {
    cursor,
    examined,
    document,
    ...(stepNode === undefined ? {} : { stepNode }),
    ...(workflow === undefined ? {} : { workflow }),
    ...(stepId === undefined ? {} : { stepId }),
    ...(operation === undefined ? {} : { operation }),
  };
}

function mapAt(root: Node, path: Cursor['path'] | undefined): MapNode | undefined {
  const node = path === undefined ? undefined : nodeAt(root, path);
  return node?.kind === 'map' ? node : undefined;
}

function idOf(node: MapNode | undefined, name: string): string | undefined {
  return node === undefined ? undefined : textNode(valueAt(node, name))?.value;
}

/** The steps of the workflow around the cursor, with what they run. */
export function stepsAround({ examined, document, workflow }: Situation): readonly FrameStep[] {
  return workflow === undefined ? [] : examined.frames.frame(document, workflow).order;
}

/** The names of the inputs of the workflow around the cursor. */
export function inputsAround({ examined, document, workflow }: Situation): readonly string[] {
  return workflow === undefined ? [] : [...examined.frames.frame(document, workflow).inputs.declared.keys()];
}
