import { QueryError } from './errors.ts';
import type { Json } from './json.ts';
import type { MapProgram } from './program.ts';
import { bindingsOf, type Visit } from './run.ts';
import { evaluateTemplate, evaluateTyped, type Template } from './template.ts';

/** The items that a Map has of its input. Throws a `QueryError` where they are no list. */
export async function itemsOfInput(visit: Visit, { items }: MapProgram): Promise<readonly Json[]> {
  if (items !== undefined) return evaluateTyped(items, 'Items', bindingsOf(visit, undefined), 'array');
  if (Array.isArray(visit.input)) return visit.input;
  throw new QueryError('Items', `Map state input must be an array but was: ${JSON.stringify(visit.input)}`);
}

/** What the processor starts with: the item, or what the state makes of it. `map` is `$states.context.Map`. */
export async function selectItem(visit: Visit, { itemSelector }: MapProgram, item: Json, map: Json): Promise<Json> {
  if (itemSelector === undefined) return item;
  const inIteration = { ...visit, branch: { ...visit.branch, map } };
  return evaluateTemplate(itemSelector, 'ItemSelector', bindingsOf(inIteration, undefined));
}

/** How many iterations, or child executions, run at once, and how many may fail, as far as the state says so. */
export interface MapLimits {
  readonly maxConcurrency: number | undefined;
  readonly toleratedFailurePercentage: number | undefined;
  readonly toleratedFailureCount: number | undefined;
}

export async function limitsOf(visit: Visit, state: MapProgram): Promise<MapLimits> {
  const numberOf = async (field: string, template: Template | undefined): Promise<number | undefined> =>
    template && evaluateTyped(template, field, bindingsOf(visit, undefined), 'number');
  return {
    maxConcurrency: await numberOf('MaxConcurrency', state.maxConcurrency),
    toleratedFailurePercentage: await numberOf('ToleratedFailurePercentage', state.toleratedFailurePercentage),
    toleratedFailureCount: await numberOf('ToleratedFailureCount', state.toleratedFailureCount),
  };
}
