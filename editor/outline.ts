import { type DocumentSymbol, type FoldingRange, SymbolKind } from 'vscode-languageserver';
import { lineColumn } from '../compiler/diagnostics/index.ts';
import type { Document, Step, Workflow } from '../compiler/index.ts';
import { type Node, placeOf, type ScalarNode } from '../compiler/source/index.ts';
import { lspRange } from './places.ts';
import type { Analysis } from './workspace.ts';

/** What a document holds, from the outside in: sources, workflows with their inputs, steps and outputs, components. */
export function outline({ examined }: Analysis): DocumentSymbol[] {
  const { document } = examined;
  if (document === undefined) return [];
  return [
    ...document.sources.map(({ node, name, type = 'openapi' }) =>
      symbol(name.value, SymbolKind.Interface, node, name.node, type),
    ),
    ...document.workflows.map((workflow) => workflowSymbol(workflow, document, examined)),
    ...componentSymbols(document),
  ];
}

function workflowSymbol(workflow: Workflow, document: Document, { frames }: Analysis['examined']): DocumentSymbol {
  const { declared } = frames.frame(document, workflow).inputs;
  const inputs = [...declared.values()]
    .filter(({ node }) => isInside(node, workflow.node))
    .map(({ name, node }) => symbol(name, SymbolKind.Variable, node, node, 'input'));
  const outputs = workflow.outputs.map(({ name, value }) => entrySymbol(name.value, name.node, value, 'output'));
  const steps = workflow.steps.map(stepSymbol);
  const detail = workflow.summary;
  return symbol(workflow.id.value, SymbolKind.Module, workflow.node, workflow.id.node, detail, [
    ...inputs,
    ...steps,
    ...outputs,
  ]);
}

function stepSymbol({ id, node, target, outputs }: Step): DocumentSymbol {
  const runs = target.kind === 'none' ? undefined : target.text.value;
  const inside = outputs.map(({ name, value }) => entrySymbol(name.value, name.node, value, 'output'));
  return symbol(id.value, SymbolKind.Method, node, id.node, runs, inside);
}

function componentSymbols({ components }: Document): DocumentSymbol[] {
  const groups = components.node?.entries ?? [];
  return groups.flatMap(({ key: group, value }) =>
    value.kind === 'map'
      ? value.entries.map(({ key, value: held }) => entrySymbol(key.value, key, held, `components.${group.value}`))
      : [],
  );
}

/** An entry of an object, from its key to the end of its value. */
function entrySymbol(name: string, key: ScalarNode, value: Node, detail: string): DocumentSymbol {
  const whole = { start: key.range.start, end: Math.max(key.range.end, value.range.end) };
  return {
    name,
    kind: SymbolKind.Property,
    detail,
    range: lspRange(key.file, whole),
    selectionRange: lspRange(key.file, key.range),
  };
}

function symbol(
  name: string,
  kind: SymbolKind,
  node: Node,
  selected: Node,
  detail?: string,
  children?: DocumentSymbol[],
): DocumentSymbol {
  return {
    // Editors refuse one without a name.
    name: name === '' ? '(no name)' : name,
    kind,
    range: lspRange(node.file, node.range),
    selectionRange: lspRange(selected.file, selected.range),
    ...(detail === undefined ? {} : { detail }),
    ...(children === undefined ? {} : { children }),
  };
}

function isInside({ range, file }: Node, around: Node): boolean {
  return file === around.file && range.start >= around.range.start && range.end <= around.range.end;
}

/** What can be folded: each object, list and long text that takes several lines, below the line of its key. */
export function folds({ examined }: Analysis): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  if (examined.root !== undefined) foldInside(examined.root, ranges);
  const byStart = new Map(ranges.map((each) => [each.startLine, each]));
  return [...byStart.values()].sort((a, b) => a.startLine - b.startLine);
}

function foldInside(node: Node, into: FoldingRange[]): void {
  switch (node.kind) {
    case 'map':
      for (const { key, value } of node.entries) {
        // The outermost one that starts in a line is the one that is folded there: it comes last.
        foldInside(value, into);
        fold(key, value, into);
      }
      return;
    case 'list':
      for (const item of node.items) {
        foldInside(item, into);
        fold(item, item, into);
      }
      return;
    case 'scalar':
      return;
    default:
      node satisfies never;
  }
}

function fold(from: Node, to: Node, into: FoldingRange[]): void {
  const { file, range } = placeOf(to);
  const startLine = lineColumn(file, from.range.start).line - 1;
  const isOpen = /[\r\n]$/.test(file.text.slice(range.start, range.end));
  const endLine = lineColumn(file, range.end).line - (isOpen ? 2 : 1);
  if (endLine > startLine) into.push({ startLine, endLine });
}
