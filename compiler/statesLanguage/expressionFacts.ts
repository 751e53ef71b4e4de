import type { Pair, Suffixed, Syntax } from './syntax.ts';

/** What an expression needs from its surroundings. Names stand without their `$`. */
export interface ExpressionFacts {
  /** Variables that it reads and doesn't set itself, functions handed on as values among them; `states` is not. */
  readonly variables: ReadonlySet<string>;
  /** Functions that it calls and doesn't define itself. */
  readonly functions: ReadonlySet<string>;
  /** The fields of `$states` that it reads. */
  readonly statesFields: ReadonlySet<string>;
  /**
   * What it reads from a context item where there is none: field names, wildcards and `$` at the top level; and `$$`,
   * which in a state machine is nothing anywhere.
   */
  readonly contextReads: ReadonlySet<string>;
  /** Names that it sets: `:=`, parameters, `@` and `#`. */
  readonly bound: ReadonlySet<string>;
}

/**
 * Reads an expression once. Inside filters, groups and later steps of a path there is a context item; a function's body
 * has the one of the expression that defines it.
 */
export function expressionFacts(syntax: Syntax): ExpressionFacts {
  const facts: Facts = {
    variables: new Set(),
    functions: new Set(),
    statesFields: new Set(),
    contextReads: new Set(),
    bound: new Set(),
    bodies: [],
  };
  walk(syntax, { names: new Set(), outer: undefined }, false, facts);
  // The body of a function runs when all of the surrounding names are set, so it is read last: it may call itself.
  for (let body = facts.bodies.pop(); body !== undefined; body = facts.bodies.pop()) {
    walk(body.syntax, body.scope, body.inContext, facts);
  }
  return facts;
}

interface Facts extends ExpressionFacts {
  readonly variables: Set<string>;
  readonly functions: Set<string>;
  readonly statesFields: Set<string>;
  readonly contextReads: Set<string>;
  readonly bound: Set<string>;
  /** Bodies of functions that are still to be read. */
  readonly bodies: { readonly syntax: Syntax; readonly scope: Scope; readonly inContext: boolean }[];
}

/** The names that are set in a block or function so far, and the scope around it. */
interface Scope {
  readonly names: Set<string>;
  readonly outer: Scope | undefined;
}

function inside(outer: Scope): Scope {
  return { names: new Set(), outer };
}

function isBound(name: string, scope: Scope): boolean {
  for (let each: Scope | undefined = scope; each !== undefined; each = each.outer) {
    if (each.names.has(name)) return true;
  }
  return false;
}

function bind(name: string, scope: Scope, facts: Facts): void {
  scope.names.add(name);
  facts.bound.add(name);
}

function walk(syntax: Syntax, scope: Scope, inContext: boolean, facts: Facts): void {
  switch (syntax.kind) {
    case 'literal':
    case 'regex':
    case 'parent':
      break;
    case 'name':
      if (!inContext) facts.contextReads.add(syntax.name);
      break;
    case 'wildcard':
      if (!inContext) facts.contextReads.add(syntax.text);
      break;
    case 'variable':
      readVariable(syntax.name, scope, inContext, facts);
      break;
    case 'path':
      walkSteps(syntax.steps, inside(scope), inContext, facts);
      break;
    case 'object':
      walkPairs(syntax.members, scope, inContext, facts);
      break;
    case 'array':
      walkAll(syntax.items, scope, inContext, facts);
      break;
    case 'block':
      walkAll(syntax.expressions, inside(scope), inContext, facts);
      break;
    case 'bind':
      walk(syntax.value, scope, inContext, facts);
      bind(syntax.name, scope, facts);
      break;
    case 'lambda': {
      const body = inside(scope);
      for (const parameter of syntax.parameters) bind(parameter, body, facts);
      facts.bodies.push({ syntax: syntax.body, scope: body, inContext });
      break;
    }
    case 'call':
      walkCallee(syntax.callee, syntax.arguments, scope, inContext, facts);
      walkAll(syntax.arguments, scope, inContext, facts);
      break;
    case 'condition':
      walk(syntax.test, scope, inContext, facts);
      walkAll(syntax.branches, scope, inContext, facts);
      break;
    case 'sort':
      walkAll(syntax.terms, scope, true, facts);
      break;
    case 'transform':
      walkAll(syntax.parts, scope, true, facts);
      break;
    case 'operator':
      walkAll(syntax.operands, scope, inContext, facts);
      break;
    case 'suffixed':
      walkSuffixed(syntax, inside(scope), inContext, facts);
      break;
    default:
      syntax satisfies never;
  }
}

function walkAll(parts: readonly Syntax[], scope: Scope, inContext: boolean, facts: Facts): void {
  for (const part of parts) walk(part, scope, inContext, facts);
}

function readVariable(name: string, scope: Scope, inContext: boolean, facts: Facts): void {
  if (name === '$') facts.contextReads.add('$$');
  else if (name === '') {
    if (!inContext) facts.contextReads.add('$');
  } else if (name !== 'states' && !isBound(name, scope)) facts.variables.add(name);
}

function walkSteps(steps: readonly Syntax[], scope: Scope, inContext: boolean, facts: Facts): void {
  for (const [at, step] of steps.entries()) {
    const context = inContext || at > 0;
    // The variables of a step are there for the steps behind it.
    if (step.kind === 'suffixed') walkSuffixed(step, scope, context, facts);
    else walk(step, scope, context, facts);
  }
  const [first, second] = steps;
  if (second !== undefined && isStates(first)) {
    const field = second.kind === 'suffixed' ? second.of : second;
    if (field.kind === 'name') facts.statesFields.add(field.name);
  }
}

function walkSuffixed(syntax: Suffixed, scope: Scope, inContext: boolean, facts: Facts): void {
  if (syntax.of.kind === 'path') walkSteps(syntax.of.steps, scope, inContext, facts);
  else walk(syntax.of, scope, inContext, facts);
  for (const name of syntax.binds) bind(name, scope, facts);
  for (const filter of syntax.filters) walk(filter, scope, true, facts);
  walkPairs(syntax.group, scope, true, facts);
}

function walkPairs(pairs: readonly Pair[], scope: Scope, inContext: boolean, facts: Facts): void {
  for (const [key, value] of pairs) {
    walk(key, scope, inContext, facts);
    walk(value, scope, inContext, facts);
  }
}

function walkCallee(callee: Syntax, given: readonly Syntax[], scope: Scope, inContext: boolean, facts: Facts): void {
  if (callee.kind !== 'variable') {
    walk(callee, scope, inContext, facts);
    return;
  }
  if (isBound(callee.name, scope)) return;
  facts.functions.add(callee.name);
  const [of, name] = given;
  if (callee.name === 'lookup' && isStates(of) && name?.kind === 'literal') facts.statesFields.add(String(name.value));
}

function isStates(syntax: Syntax | undefined): boolean {
  return syntax?.kind === 'variable' && syntax.name === 'states';
}
