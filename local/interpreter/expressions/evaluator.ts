import jsonata from 'jsonata';
import { emptyObject, isObject, type Json, type JsonObject, mostNesting } from '../json.ts';
import { seededRandom } from '../random.ts';
import { registerAwsFunctions } from './awsFunctions.ts';
import { registerCostlyFunctions } from './costlyFunctions.ts';
import { isFunction } from './functions.ts';
import { type Node, watch } from './guard.ts';
import { memberAt, memberPath } from './members.ts';
import { matcher } from './patterns.ts';
import { type Budget, LimitExceeded, outOfMemory, type Session, sessionKey, TooMuch } from './session.ts';
import { membersOf, mostMembers } from './sizes.ts';
import { registerTextFunctions } from './texts.ts';

/** What an expression is evaluated on: plain data, which can be sent to another thread. */
export interface Evaluation {
  /** `states` among them. */
  readonly variables: JsonObject;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** For `$random` and `$uuid`. */
  readonly seed: number;
}

/** What came of it. */
export type Outcome =
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'nothing' }
  /** A function, or data with one in it: nothing that a state machine can hold. */
  | { readonly kind: 'function' }
  /** With jsonata's code, where it has one. */
  | { readonly kind: 'failed'; readonly code: string | undefined; readonly message: string }
  /** More than the budget; to be evaluated again with a larger one. */
  | { readonly kind: 'tooMuch' };

/** A compiled expression. Many evaluations of it may be under way at once. */
export interface Evaluator {
  /** Whether it depends on the seed. */
  readonly drawsNumbers: boolean;
  evaluate(evaluation: Evaluation, budget: Budget): Promise<Outcome>;
}

/** Compiles JSONata. Throws what jsonata throws where it is none. */
export function compileEvaluator(source: string): Evaluator {
  const expression = jsonata(source);
  registerAwsFunctions(expression);
  registerCostlyFunctions(expression);
  const path = memberPath(expression.ast());
  const nodes = nodesOf(expression.ast());
  const patterns = takePatterns(nodes);
  registerTextFunctions(expression, nodes);
  watch(expression, source, nodes);
  // A function that is applied in part forgets in which evaluation it is called.
  const isUnwatched = nodes.some(({ type }) => type === 'partial');
  return {
    drawsNumbers: /\$(random|uuid)\b/.test(source),
    async evaluate({ variables, now, seed }, budget) {
      const member = path && memberAt(path, variables);
      if (member !== undefined) return outcomeOf(member);
      if (isUnwatched && budget.small) return { kind: 'tooMuch' };
      const session: Session = {
        budget,
        now,
        random: lazyRandom(seed),
        start: performance.now(),
        depth: 0,
        steps: 0,
        cells: 0,
        sizes: new WeakMap(),
        ended: undefined,
      };
      const bindings: Record<string, unknown> = { ...variables, [sessionKey]: session };
      for (const [name, pattern] of patterns) bindings[name] = matcher(pattern, session);
      try {
        return outcomeOf(await expression.evaluate(undefined, bindings));
      } catch (error) {
        return failureOf(error);
      } finally {
        // Members of lists and objects are evaluated side by side: one that failed may have left others under way.
        session.ended ??= over;
      }
    },
  };
}

const over = new Error('The evaluation is over');

function lazyRandom(seed: number): () => number {
  let next: (() => number) | undefined;
  return () => {
    next ??= seededRandom(seed);
    return next();
  };
}

interface SyntaxNode extends Node {
  type?: string;
  value?: unknown;
}

function nodesOf(tree: unknown): SyntaxNode[] {
  const nodes: SyntaxNode[] = [];
  const collect = (part: unknown): void => {
    if (Array.isArray(part)) {
      for (const item of part) collect(item);
    } else if (isObject(part) && !(part instanceof RegExp)) {
      nodes.push(part);
      for (const child of Object.values(part)) collect(child);
    }
  };
  collect(tree);
  return nodes;
}

/** Makes the patterns of an expression variables, and gives them with the names of these. */
function takePatterns(nodes: readonly SyntaxNode[]): readonly (readonly [name: string, pattern: RegExp])[] {
  const patterns: (readonly [string, RegExp])[] = [];
  for (const node of nodes) {
    if (node.type !== 'regex' || !(node.value instanceof RegExp)) continue;
    // Not a name that JSONata can write.
    const name = ` pattern ${patterns.length}`;
    patterns.push([name, node.value]);
    node.type = 'variable';
    node.value = name;
  }
  return patterns;
}

function outcomeOf(result: unknown): Outcome {
  if (result === undefined) return { kind: 'nothing' };
  let left = mostMembers;
  const copy = (value: unknown, depth: number): Json | undefined => {
    if (--left < 0 || depth > mostNesting) throw outOfMemory();
    if (isFunction(value)) throw new FunctionFound();
    if (typeof value === 'string') {
      left -= membersOf(value.length);
      return value;
    }
    if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
    if (Array.isArray(value)) return value.map((item) => copy(item, depth + 1) ?? null);
    if (!isObject(value)) return typeof value === 'boolean' || value === null ? value : undefined;
    const object = emptyObject();
    for (const [key, member] of Object.entries(value)) {
      const data = copy(member, depth + 1);
      if (data !== undefined) object[key] = data;
    }
    return object;
  };
  const value = copy(result, 0);
  return value === undefined ? { kind: 'nothing' } : { kind: 'value', value };
}

class FunctionFound extends Error {}

function failureOf(error: unknown): Outcome {
  if (error instanceof TooMuch) return { kind: 'tooMuch' };
  if (error instanceof FunctionFound) return { kind: 'function' };
  if (error instanceof LimitExceeded) return { kind: 'failed', code: undefined, message: error.message };
  // jsonata throws plain objects with a code and a message, and passes on whatever a function throws.
  const { code, message } = error as { code?: unknown; message?: unknown };
  return { kind: 'failed', code: typeof code === 'string' ? code : undefined, message: String(message ?? error) };
}
