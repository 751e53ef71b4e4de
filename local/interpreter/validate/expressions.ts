import {
  type EvaluatedText,
  type ExpressionFacts,
  evaluatedIn,
  type Holds,
  type Part,
  readText,
} from '../../../compiler/statesLanguage/index.ts';
import type { Report } from './diagnostic.ts';

/** Checks every expression of a state: that it is JSONata, and reads nothing that isn't there. */
export function checkExpressions(state: Part, location: string, report: Report): void {
  for (const evaluated of evaluatedIn(state)) checkText(evaluated, `${location}/${evaluated.field}`, report);
}

function checkText({ text, holds }: EvaluatedText, location: string, report: Report): void {
  const read = readText(text);
  switch (read.kind) {
    case 'plain':
      break;
    case 'half':
      // One that only ends like an expression is text, as far as is known.
      if (!text.startsWith('{%')) break;
      report('SCHEMA_VALIDATION_FAILED', 'JSONata string must start with {% and end with %}', location);
      break;
    case 'broken':
      report('INVALID_JSONATA_EXPRESSION', read.message, location);
      break;
    case 'expression':
      for (const message of refused(read.facts, holds)) report('UNSUPPORTED_JSONATA_EXPRESSION', message, location);
  }
}

function refused({ contextReads, statesFields }: ExpressionFacts, holds: Holds): readonly string[] {
  const known: readonly unknown[] = ['input', 'context', holds];
  return [
    ...[...contextReads].map((name) =>
      name === '$$'
        ? "Reference to '$$' is not supported."
        : `Reference to '${name}' at the top level is not supported.`,
    ),
    ...[...statesFields]
      .filter((name) => !known.includes(name))
      .map((name) => `Field '$states.${name}' does not exist.`),
  ];
}
