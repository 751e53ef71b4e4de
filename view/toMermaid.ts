import { printable } from '../compiler/diagnostics/index.ts';
import type { Drawing, DrawnEdge, DrawnNode } from './drawing/drawing.ts';

/** A drawing as a flowchart of Mermaid (https://mermaid.js.org/syntax/flowchart.html), which many sites show as a picture. */
export function toMermaid(drawing: Drawing): string {
  const lines = [
    '---',
    `title: ${JSON.stringify(printable(drawing.title))}`,
    '---',
    'flowchart TD',
    ...groupLines(drawing, undefined, '  '),
    ...drawing.edges.map((edge) => `  ${edgeLine(edge)}`),
    '  classDef failure stroke-dasharray: 4 3',
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
      `${indent}subgraph ${id} [${quoted([title])}]`,
      ...groupLines(drawing, id, `${indent}  `),
      `${indent}end`,
    ]),
  ];
}

function nodeLine({ id, kind, title, subtitle, notes }: DrawnNode): string {
  const text = quoted([title, ...(subtitle === undefined ? [] : [subtitle]), ...notes]);
  switch (kind) {
    case 'call':
      return `${id}[${text}]`;
    case 'decision':
      return `${id}{${quoted([' '])}}`;
    case 'failure':
      return `${id}([${text}]):::failure`;
    case 'inputs':
    case 'start':
    case 'wait':
    case 'success':
      return `${id}([${text}])`;
    default:
      return kind satisfies never;
  }
}

function edgeLine({ from, to, kind, label }: DrawnEdge): string {
  const arrow = kind === 'caught' ? '-.->' : '-->';
  return `${from} ${arrow}${label.length === 0 ? '' : `|${quoted(label)}|`} ${to}`;
}

/** Lines as one text of the language, every character that means something in it as an entity code (`#35;` is `#`). */
function quoted(lines: readonly string[]): string {
  const escaped = lines.map((line) =>
    printable(line).replaceAll(/[^\p{L}\p{N}\p{M} .,:;=≠≤≥()_/+-]/gu, (character) => `#${character.codePointAt(0)};`),
  );
  return `"${escaped.join('<br>')}"`;
}
