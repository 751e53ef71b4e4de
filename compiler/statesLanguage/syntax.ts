import jsonata from 'jsonata';

/** A JSONata expression as the reference parser reads it, with types. What none of the checks looks at is left out. */
export type Syntax =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'regex' }
  /** A field's name: a step of a path. */
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'wildcard'; readonly text: '*' | '**' }
  /** `%`: the parent of the context item; the parser sees to it that there is one. */
  | { readonly kind: 'parent' }
  /** `$name`; the name is empty for `$` and `$` for `$$`. */
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'path'; readonly steps: readonly Syntax[] }
  | { readonly kind: 'object'; readonly members: readonly Pair[] }
  | { readonly kind: 'array'; readonly items: readonly Syntax[] }
  | { readonly kind: 'block'; readonly expressions: readonly Syntax[] }
  | { readonly kind: 'bind'; readonly name: string; readonly value: Syntax }
  | { readonly kind: 'lambda'; readonly parameters: readonly string[]; readonly body: Syntax }
  /** A call, or a partial application, whose placeholders are no arguments here. */
  | { readonly kind: 'call'; readonly callee: Syntax; readonly arguments: readonly Syntax[] }
  /** `test ? branch : branch`, the second where there is one. */
  | { readonly kind: 'condition'; readonly test: Syntax; readonly branches: readonly Syntax[] }
  | { readonly kind: 'sort'; readonly terms: readonly Syntax[] }
  /** `|pattern|update, remove|`. */
  | { readonly kind: 'transform'; readonly parts: readonly Syntax[] }
  /** Operators with one or two operands, `..` and `~>` among them. */
  | { readonly kind: 'operator'; readonly operator: string; readonly operands: readonly Syntax[] }
  | Suffixed;

export type Pair = readonly [key: Syntax, value: Syntax];

/** `of@$focus#$index[filter]{key: value}`. */
export interface Suffixed {
  readonly kind: 'suffixed';
  readonly of: Syntax;
  /** Variables for the item and its index. */
  readonly binds: readonly string[];
  readonly filters: readonly Syntax[];
  readonly group: readonly Pair[];
}

/**
 * Parses an expression (the text between `{%` and `%}`).
 * Throws what the parser throws for a text that is no JSONata 2.0.6: an object with a `message`.
 */
export function readSyntax(text: string): Syntax {
  return read(nodeOf(jsonata(text).ast()));
}

/** A node of the parser's tree. The parser has no types for it that are true, so every part is looked at when read. */
interface Node {
  readonly [part: string]: unknown;
}

function read(node: Node): Syntax {
  const of = readPlain(node);
  const binds = [node['focus'], node['index']].filter((name) => typeof name === 'string');
  // A path step keeps its filters in `stages`, any other expression in `predicate`.
  const stages = [...nodes(node['stages']), ...nodes(node['predicate'])];
  const filters = stages.filter(({ type }) => type === 'filter').map(({ expr }) => read(nodeOf(expr)));
  const indices = stages.filter(({ type }) => type === 'index').map(({ value }) => String(value));
  const group = isNode(node['group']) ? pairs(node['group']['lhs']) : [];
  if (binds.length + stages.length + group.length === 0) return of;
  return { kind: 'suffixed', of, binds: [...binds, ...indices], filters, group };
}

function readPlain(node: Node): Syntax {
  const { type, value } = node;
  switch (type) {
    case 'string':
    case 'number':
    case 'value':
      return { kind: 'literal', value: scalar(value) };
    case 'regex':
      return { kind: 'regex' };
    case 'name':
      return { kind: 'name', name: String(value) };
    case 'wildcard':
      return { kind: 'wildcard', text: '*' };
    case 'descendant':
      return { kind: 'wildcard', text: '**' };
    case 'parent':
      return { kind: 'parent' };
    case 'variable':
      return { kind: 'variable', name: String(value) };
    case 'path':
      return { kind: 'path', steps: nodes(node['steps']).map(read) };
    case 'block':
      return { kind: 'block', expressions: nodes(node['expressions']).map(read) };
    case 'bind':
      return { kind: 'bind', name: String(nodeOf(node['lhs'])['value']), value: read(nodeOf(node['rhs'])) };
    case 'lambda':
      return readLambda(node);
    case 'function':
    case 'partial':
      return {
        kind: 'call',
        callee: read(nodeOf(node['procedure'])),
        arguments: nodes(node['arguments']).filter(isArgument).map(read),
      };
    case 'condition':
      return { kind: 'condition', test: read(nodeOf(node['condition'])), branches: operands(node, 'then', 'else') };
    case 'sort':
      return { kind: 'sort', terms: nodes(node['terms']).map(({ expression }) => read(nodeOf(expression))) };
    case 'transform':
      return { kind: 'transform', parts: operands(node, 'pattern', 'update', 'delete') };
    case 'unary':
      if (value === '{') return { kind: 'object', members: pairs(node['lhs']) };
      if (value === '[') return { kind: 'array', items: nodes(node['expressions']).map(read) };
      return { kind: 'operator', operator: String(value), operands: operands(node, 'expression') };
    case 'binary':
    case 'apply':
      return { kind: 'operator', operator: String(value), operands: operands(node, 'lhs', 'rhs') };
    default:
      throw new TypeError(`JSONata: the parser gave a ${String(type)}`);
  }
}

/** A function; the parser wraps a call at a function's end into another one without parameters, which means nothing here. */
function readLambda(node: Node): Syntax {
  const body = read(nodeOf(node['body']));
  if (node['thunk'] === true) return body;
  return { kind: 'lambda', parameters: nodes(node['arguments']).map(({ value }) => String(value)), body };
}

function isArgument({ type, value }: Node): boolean {
  return !(type === 'operator' && value === '?');
}

function operands(node: Node, ...parts: readonly string[]): readonly Syntax[] {
  return parts.flatMap((part) => (node[part] === undefined ? [] : [read(nodeOf(node[part]))]));
}

function pairs(value: unknown): readonly Pair[] {
  if (!Array.isArray(value)) throw new TypeError('JSONata: the parser gave no list of pairs');
  return value.map((pair: unknown) => {
    const [key, member] = nodes(pair).map(read);
    if (key === undefined || member === undefined) throw new TypeError('JSONata: the parser gave no pair');
    return [key, member];
  });
}

function scalar(value: unknown): string | number | boolean | null {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  throw new TypeError('JSONata: the parser gave a literal that is no scalar');
}

function nodes(value: unknown): readonly Node[] {
  return Array.isArray(value) ? value.map(nodeOf) : [];
}

function nodeOf(value: unknown): Node {
  if (isNode(value)) return value;
  throw new TypeError('JSONata: the parser gave no node');
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
