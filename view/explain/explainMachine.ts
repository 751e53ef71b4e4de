import type { Machine } from '../../compiler/index.ts';
import { costOf } from './cost.ts';
import type { Explanation } from './explanation.ts';

/** Everything about a machine that a reviewer asks for. */
export function explainMachine(machine: Machine): Explanation {
  const { workflowId, definition, facts, figures, permissions, undecided } = machine;
  const accept = facts.find(({ kind, within }) => kind === 'accept' && within.length === 0);
  const end = facts.find(({ kind, within }) => kind === 'succeed' && within.length === 0);
  // The definition's comment is the id of the workflow and, where the document says something, that behind it.
  const about = definition.Comment?.startsWith(`${workflowId}: `)
    ? definition.Comment.slice(workflowId.length + 2)
    : undefined;
  return {
    workflow: workflowId,
    ...(about === undefined ? {} : { about }),
    states: figures.states,
    bytes: figures.bytes,
    timeoutSeconds: definition.TimeoutSeconds ?? 0,
    inputs: accept?.kind === 'accept' ? accept.inputs : [],
    outputs: end?.kind === 'succeed' ? end.outputs : [],
    does: facts,
    permissions,
    undecided,
    cost: costOf(machine),
  };
}
