import {
  assignmentsIn,
  evaluatedIn,
  type Part,
  readText,
  variablesIn,
} from '../../../compiler/statesLanguage/index.ts';
import type { Report } from './diagnostic.ts';

/**
 * Checks the names of variables that a state assigns.
 * @param outer those that a machine around it assigns: a branch may read them and not assign them
 */
export function checkAssignments(state: Part, outer: ReadonlySet<string>, location: string, report: Report): void {
  for (const [path, assignment] of assignmentsIn(state)) {
    for (const name of Object.keys(assignment)) {
      const at = `${location}/${path}/${name}`;
      if (name === 'states') {
        report('RESERVED_VARIABLE_NAME', "Cannot assign to reserved variable '$states'.", at);
      } else if (!/^\p{ID_Start}\p{ID_Continue}{0,79}$/u.test(name)) {
        const message = `Invalid variable name '${name}': the variable name contains invalid characters.`;
        report('INVALID_VARIABLE_NAME', message, at);
      } else if (outer.has(name)) {
        report('DUPLICATE_VARIABLE_NAME', `The variable name '${name}' was already defined in a parent scope.`, at);
      }
    }
  }
}

/** Warns of variables that a state reads and no way to it assigns. */
export function checkReads(state: Part, set: ReadonlySet<string>, location: string, report: Report): void {
  for (const { field, text } of evaluatedIn(state)) {
    const read = readText(text);
    if (read.kind !== 'expression') continue;
    for (const variable of variablesIn(read.facts)) {
      if (set.has(variable)) continue;
      const message = `Variable '${variable}' is possibly not defined.`;
      report('POSSIBLY_UNDEFINED_VARIABLE', message, `${location}/${field}`);
    }
  }
}

/** What the other states of a machine assign. What a state assigns itself, its catchers too, comes after its branches. */
export function assignedBeside(name: string, states: ReadonlyMap<string, Part>): readonly string[] {
  const others = [...states].filter(([other]) => other !== name);
  return others.flatMap(([, state]) => assignmentsIn(state).flatMap(([, assignment]) => Object.keys(assignment)));
}
