import { type Edge, edgesOf, type PlanNode, withEdges } from '../plan.ts';
import { ofResponse, readsOfAssignment, readsOfNode } from './reads.ts';

type Nodes = ReadonlyMap<string, PlanNode>;

/** The nodes, every transition of which says whether what its node has ends there: nothing behind it looks at that. */
export function settleHandingOn(nodes: Nodes): Nodes {
  return new Map([...nodes].map(([name, node]) => [name, withDrops(node, nodes)] as const));
}

function withDrops(node: PlanNode, nodes: Nodes): PlanNode {
  const dropping = (edge: Edge, drops: boolean): Edge => ({ ...edge, drops });
  switch (node.kind) {
    case 'accept':
      // The inputs go no further, neither those that were accepted nor those that were not; only a called workflow that
      // was given parts of a response tells from it what was wrong.
      return {
        ...node,
        accepted: dropping(node.accepted, true),
        rejected: dropping(node.rejected, !ofResponse(readsOfNode(node))),
      };
    case 'call':
      return {
        ...node,
        // The Choice that looks at an error gets it as its input.
        catch: node.catch.map(({ errors, next }) => ({
          errors,
          next: dropping(next, nodes.get(next.to)?.kind !== 'decide'),
        })),
        next: dropping(node.next, !looksAtInput(nodes.get(node.next.to), nodes)),
      };
    case 'decide': {
      const has = node.on === 'failure' || looksAtInput(node, nodes);
      return {
        ...node,
        rules: node.rules.map((rule) => ({
          ...rule,
          next: dropping(rule.next, has && !looksThrough(rule.next.to, nodes)),
        })),
        otherwise: dropping(node.otherwise, has && !looksAtInput(nodes.get(node.otherwise.to), nodes)),
      };
    }
    case 'pass':
      return withEdges(node, (edge: Edge) => dropping(edge, true));
    case 'wait':
    case 'succeed':
    case 'fail':
      return node;
    default:
      return node satisfies never;
  }
}

/** Whether a node reads what the one before it hands on: a response, or an error. */
function looksAtInput(node: PlanNode | undefined, nodes: Nodes): boolean {
  switch (node?.kind) {
    case 'fail':
      return node.reason.kind === 'unchanged' || ofResponse(readsOfNode(node));
    case 'accept':
      return ofResponse(readsOfNode(node));
    case 'decide':
      return (
        ofResponse(readsOfNode(node)) ||
        edgesOf(node).some(
          ({ to, assign }) => looksThrough(to, nodes) || assign.some((each) => ofResponse(readsOfAssignment(each))),
        )
      );
    case 'wait':
      return looksThrough(node.next.to, nodes);
    default:
      return false;
  }
}

/** A Wait and a Choice hand on what they get to a called workflow that is given parts of it. */
function looksThrough(name: string, nodes: Nodes): boolean {
  const node = nodes.get(name);
  return (node?.kind === 'accept' || node?.kind === 'wait') && looksAtInput(node, nodes);
}
