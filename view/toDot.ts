import { printable } from '../compiler/diagnostics/index.ts';
import type { Drawing, DrawnEdge, DrawnNode } from './drawing/drawing.ts';

/** A drawing as text for Graphviz (https://graphviz.org/doc/info/lang.html), to be laid out and styled by others. */
export function toDot(drawing: Drawing): string {
  const { title, edges } = drawing;
  const lines = [
    'digraph {',
    `  graph [label=${quoted([title])}, labelloc=t]`,
    '  node [shape=box, style=rounded]',
    ...groupLines(drawing, undefined, '  '),
    ...edges.map((edge) => `  ${edgeLine(edge)}`),
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

/** The nodes of a group, and the groups in it. */
function groupLines(drawing: Drawing, group: string | undefined, indent: string): readonly string[] {
  const nodes = drawing.nodes.filter((node) => node.group === group);
  const groups = drawing.groups.filter(({ parent }) => parent === group);
  return [
    ...nodes.map((node) => `${indent}${nodeLine(node)}`),
    ...groups.flatMap(({ id, title }) => [
      `${indent}subgraph cluster_${id} {`,
      `${indent}  label=${quoted([title])}`,
      ...groupLines(drawing, id, `${indent}  `),
      `${indent}}`,
    ]),
  ];
}

function nodeLine({ id, kind, title, subtitle, notes, about }: DrawnNode): string {
  const label = quoted([title, ...(subtitle === undefined ? [] : [subtitle]), ...notes]);
  const shape =
    kind === 'decision' ? ', shape=diamond, style=solid' : kind === 'failure' ? ', style="rounded,dashed"' : '';
  return `${id} [label=${label}, tooltip=${quoted([about])}${shape}]`;
}

function edgeLine({ from, to, kind, label }: DrawnEdge): string {
  const attributes = [
    ...(label.length === 0 ? [] : [`label=${quoted(label)}`]),
    ...(kind === 'caught' ? ['style=dashed'] : []),
  ];
  return `${from} -> ${to}${attributes.length === 0 ? '' : ` [${attributes.join(', ')}]`}`;
}

/** Lines as one text of the language: a backslash begins an escape in a label, and `&` an entity. */
function quoted(lines: readonly string[]): string {
  const escaped = lines.map((line) =>
    printable(line).replaceAll('&', '&amp;').replaceAll('\\', '\\\\').replaceAll('"', '\\"'),
  );
  return `"${escaped.join('\\n')}"`;
}
