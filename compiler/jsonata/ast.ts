import type { Json } from '../source/index.ts';

/**
 * A JSONata 2.0.6 expression (https://docs.jsonata.org), as far as the compiler makes them. Made by the functions of
 * build.ts and turned into text by print.ts alone: nothing else in this project makes JSONata text.
 */
export type Expression =
  /** Any JSON value; lists and objects become constructors. */
  | { readonly kind: 'literal'; readonly value: Json }
  /** `$name`. The context item is the variable of the empty name, `$`. */
  | { readonly kind: 'variable'; readonly name: string }
  /** `of.name`. On a list JSONata maps it over the items. */
  | { readonly kind: 'field'; readonly of: Expression; readonly name: string }
  /** `of[index]`; from the end where negative. */
  | { readonly kind: 'index'; readonly of: Expression; readonly index: number }
  /** `of[predicate]`: the items for which it is true; inside, the item is the context. */
  | { readonly kind: 'filter'; readonly of: Expression; readonly predicate: Expression }
  /** `of.(body)`: the body for each item, which is its context; lists that it gives are joined. */
  | { readonly kind: 'each'; readonly of: Expression; readonly body: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Expression[] }
  | { readonly kind: 'binary'; readonly operator: Operator; readonly left: Expression; readonly right: Expression }
  /** `test ? then : otherwise`; without `otherwise` nothing where the test fails. */
  | {
      readonly kind: 'conditional';
      readonly test: Expression;
      readonly then: Expression;
      readonly otherwise?: Expression;
    }
  /** `{'a': x}`: a member whose value is nothing is left out. */
  | { readonly kind: 'object'; readonly members: readonly (readonly [string, Expression])[] }
  /** `{name: x}`: one member, whose name is worked out. */
  | { readonly kind: 'entry'; readonly name: Expression; readonly value: Expression }
  /** `[x, y]`: an item that is nothing is left out, a list is flattened into it. */
  | { readonly kind: 'array'; readonly items: readonly Expression[] }
  /** `( $a := x; result )`. */
  | {
      readonly kind: 'block';
      readonly bindings: readonly (readonly [string, Expression])[];
      readonly result: Expression;
    }
  | { readonly kind: 'lambda'; readonly parameters: readonly string[]; readonly body: Expression }
  | { readonly kind: 'regex'; readonly source: string; readonly ignoreCase: boolean };

export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'and' | 'or' | 'in' | '&' | '+' | '-' | '*' | '/' | '%';
