/**
 * The strongly connected components of a graph: for each node the number of its component. Two nodes have the same one
 * exactly where each can be reached from the other. Takes linear time, and no depth of the stack.
 * @param successors of each node, by number
 */
export function components(successors: readonly (readonly number[])[]): readonly number[] {
  const predecessors: number[][] = successors.map(() => []);
  for (const [node, targets] of successors.entries()) for (const target of targets) predecessors[target]?.push(node);
  const result: number[] = successors.map(() => -1);
  // Kosaraju: backwards from the node that was finished last.
  for (const [component, root] of finished(successors).reverse().entries()) {
    const pending = [root];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      if (result[node] !== -1) continue;
      result[node] = component;
      for (const before of predecessors[node] ?? []) pending.push(before);
    }
  }
  return result;
}

/** The nodes in the order in which a search in depth is done with them. */
function finished(successors: readonly (readonly number[])[]): number[] {
  const order: number[] = [];
  const seen = new Set<number>();
  for (const root of successors.keys()) {
    const stack: { readonly node: number; at: number }[] = [];
    const enter = (node: number): void => {
      if (seen.has(node)) return;
      seen.add(node);
      stack.push({ node, at: 0 });
    };
    enter(root);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const next = successors[top.node]?.[top.at];
      top.at += 1;
      if (next !== undefined) enter(next);
      else {
        order.push(top.node);
        stack.pop();
      }
    }
  }
  return order;
}
