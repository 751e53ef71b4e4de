import { type Place, positionsOf } from '../compiler/diagnostics/index.ts';
import type { Machine } from '../compiler/index.ts';
import { type MapNode, type Node, parseSource, valueAt } from '../compiler/source/index.ts';
import type { Excerpt } from './contract.ts';

/**
 * The lines of the document from which each state of a machine comes: its whole step, if it belongs to one, and the outputs
 * where the workflow succeeds.
 * @param mask takes secrets out of a text
 */
export function excerptsOf(machine: Machine, mask: (text: string) => string): ReadonlyMap<string, Excerpt> {
  const roots = new Map<string, Node | undefined>();
  const rootOf = ({ file }: Place): Node | undefined => {
    if (!roots.has(file.text)) roots.set(file.text, parseSource(file, { report: () => {} }));
    return roots.get(file.text);
  };
  const succeeding = new Set(machine.facts.filter(({ kind }) => kind === 'succeed').map(({ state }) => state));
  const excerpts = [...machine.places].map(([state, place]) => {
    const root = rootOf(place);
    const owners = root === undefined ? [] : ownersOf(root, place);
    const step = owners.find((owner) => valueAt(owner, 'stepId') !== undefined);
    if (step !== undefined) return [state, excerptOf(step, place, mask)] as const;
    const outputs = owners[0] === undefined ? undefined : valueAt(owners[0], 'outputs');
    const meant = succeeding.has(state) && outputs !== undefined ? outputs : place;
    return [state, excerptOf(meant, meant, mask)] as const;
  });
  return new Map(excerpts);
}

/** The maps that a place lies in, the smallest first. */
function ownersOf(node: Node, place: Place): readonly MapNode[] {
  const { start, end } = place.range;
  if (node.range.start > start || node.range.end < end) return [];
  const inner = node.kind === 'map' ? node.entries.map(({ value }) => value) : node.kind === 'list' ? node.items : [];
  const found = inner.flatMap((each) => ownersOf(each, place));
  return node.kind === 'map' ? [...found, node] : found;
}

function excerptOf(shown: Place, meant: Place, mask: (text: string) => string): Excerpt {
  const { file } = shown;
  const { start, end } = positionsOf(shown);
  const marked = positionsOf(meant);
  // The range of a map in YAML may end with the line break behind it.
  const last = end.column === 1 && end.line > start.line ? end.line - 1 : end.line;
  const lines = file.text.split(/\r?\n/).slice(start.line - 1, last);
  return {
    file: file.name,
    first: start.line,
    lines: lines.map(mask),
    marked: [marked.start.line, Math.min(marked.end.line, last)],
  };
}
