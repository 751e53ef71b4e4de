import { bounds } from './bounds.ts';
import { callArguments } from './callArguments.ts';
import { definitionSize } from './definitionSize.ts';
import { errorNames } from './errorNames.ts';
import { expressions } from './expressions.ts';
import { reachability } from './reachability.ts';
import { resources } from './resources.ts';
import { stateNames } from './stateNames.ts';
import type { Check } from './subject.ts';
import { times } from './times.ts';
import { transitions } from './transitions.ts';
import { variableNames } from './variableNames.ts';
import { variables } from './variables.ts';

/** All checks but that of the shape, in the order in which they report. */
export const allChecks: readonly Check[] = [
  definitionSize,
  stateNames,
  transitions,
  reachability,
  bounds,
  times,
  errorNames,
  resources,
  callArguments,
  expressions,
  variableNames,
  variables,
];
