import { type Node, parseSource } from '../../compiler/source/index.ts';

/**
 * The places of the whole numbers that the text of a definition writes with a point or an exponent (`2.0`, `1e3`), as
 * diagnostics write them (`/States/Send/Arguments/DelaySeconds`): AWS takes them for no whole numbers.
 */
export function decimalsIn(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  // Nearly no definition has one, so nearly none is read twice.
  if (!/\d(\.0+|[eE][+-]?\d+)\s*[,}\]]/.test(text)) return found;
  const node = parseSource({ name: 'definition', text }, { report: () => {} });
  if (node !== undefined) collect(node, '', found);
  return found;
}

function collect(node: Node, place: string, found: Set<string>): void {
  switch (node.kind) {
    case 'map':
      for (const { key, value } of node.entries) collect(value, `${place}/${key.value}`, found);
      break;
    case 'list':
      for (const [at, item] of node.items.entries()) collect(item, `${place}[${at}]`, found);
      break;
    case 'scalar': {
      const { file, range, value } = node;
      if (typeof value === 'number' && /[.eE]/.test(file.text.slice(range.start, range.end))) found.add(place);
    }
  }
}
