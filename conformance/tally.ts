import type { Area, Case, Level } from './cases.ts';
import type { Notes, Results } from './results.ts';

/** How many cases there are, and how many of them came out as the specification allows. */
export interface Tally {
  readonly passed: number;
  readonly cases: number;
}

/** A case that came out otherwise than the specification allows. */
export interface Difference {
  readonly case: Case;
  readonly kind: 'refused' | 'differs' | 'error';
  readonly differences: readonly string[];
  /** Why, where it is known. */
  readonly note: string | undefined;
}

/** Whether a case came out as its specification says, or by a reading that it leaves open. */
export function isPassed(results: Results, { id }: Pick<Case, 'id'>): boolean {
  const verdict = results.cases[id];
  return verdict === 'pass' || verdict?.kind === 'reading';
}

/** Counts cases, of some levels or all. */
export function tally(results: Results, cases: readonly Case[], levels?: readonly Level[]): Tally {
  const counted = cases.filter(({ id, level }) => results.cases[id] !== undefined && (levels?.includes(level) ?? true));
  return { passed: counted.filter((each) => isPassed(results, each)).length, cases: counted.length };
}

/** The cases that came out otherwise, in the order of the cases. */
export function differencesIn(results: Results, areas: readonly Area[], notes: Notes): readonly Difference[] {
  return areas
    .flatMap(({ cases }) => cases)
    .flatMap((each) => {
      const verdict = results.cases[each.id];
      if (verdict === undefined || verdict === 'pass' || verdict.kind === 'reading') return [];
      return [{ case: each, kind: verdict.kind, differences: verdict.differences, note: notes[each.id] }];
    });
}

/** The readings that a runner takes where the specification is open, by the ids of cases. */
export function readingsIn(results: Results): readonly (readonly [id: string, reading: string])[] {
  return Object.entries(results.cases).flatMap(([id, verdict]) =>
    verdict !== 'pass' && verdict.kind === 'reading' ? [[id, verdict.reading] as const] : [],
  );
}
