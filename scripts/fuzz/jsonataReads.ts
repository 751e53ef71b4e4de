import jsonata from 'jsonata';

/** What an expression reads from outside of itself. */
export interface Reads {
  /** The variable that it is a path of, or is itself, so that it yields nothing where that isn't set; without `$`. */
  readonly root: string | undefined;
  /** All variables that it doesn't set itself, without `$`; functions among them. */
  readonly variables: ReadonlySet<string>;
  /** Paths that begin with `$states`: `input.name`; `` where it is read as a whole. */
  readonly paths: ReadonlySet<string>;
}

type Node = Readonly<Record<string, unknown>>;

/**
 * What an expression reads, by the parser of JSONata itself, and without anything of the compiler.
 * @throws Error where it is no JSONata
 */
export function jsonataReads(expression: string): Reads {
  const [named, bound, paths] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const root: unknown = jsonata(expression).ast();
  const left: unknown[] = [root];
  while (left.length > 0) {
    const node = left.pop();
    if (Array.isArray(node)) left.push(...node);
    if (!isNode(node)) continue;
    for (const name of boundBy(node)) bound.add(name);
    const path = statesPath(node);
    if (path !== undefined) paths.add(path);
    if (node['type'] === 'variable') named.add(String(node['value']));
    left.push(
      ...Object.entries(node).flatMap(([key, child]) => (key === 'steps' ? stepsBehindStates(child) : [child])),
    );
  }
  const variables = new Set([...named].filter((name) => name !== '' && name !== '$' && !bound.has(name)));
  if (variables.delete('states')) paths.add('');
  return { root: rootOf(root), variables, paths };
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function variableName(node: unknown): readonly string[] {
  return isNode(node) && node['type'] === 'variable' ? [String(node['value'])] : [];
}

/** The names that an expression sets: `:=`, parameters of functions, `@` and `#`. */
function boundBy({ type, lhs, arguments: parameters, focus, index }: Node): readonly string[] {
  return [
    ...(type === 'bind' ? variableName(lhs) : []),
    ...(type === 'lambda' ? list(parameters).flatMap(variableName) : []),
    ...[focus, index].filter((name) => typeof name === 'string'),
  ];
}

function rootOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  return variableName(node['type'] === 'path' ? list(node['steps'])[0] : node)[0];
}

function statesPath(node: Node): string | undefined {
  if (node['type'] !== 'path' || rootOf(node) !== 'states') return undefined;
  const names = list(node['steps']).slice(1);
  const end = names.findIndex((step) => !isNode(step) || step['type'] !== 'name');
  return names
    .slice(0, end < 0 ? undefined : end)
    .map((step) => (isNode(step) ? String(step['value']) : ''))
    .join('.');
}

/** The steps of a path; without `$states` in front, which is no read of it as a whole. */
function stepsBehindStates(steps: unknown): readonly unknown[] {
  const all = list(steps);
  return all.length > 1 && variableName(all[0])[0] === 'states' ? all.slice(1) : all;
}
