import { dependencyCycles } from './dependencyCycles.ts';
import { knownDependencies } from './knownDependencies.ts';
import { knownSteps } from './knownSteps.ts';
import { knownWorkflows } from './knownWorkflows.ts';
import type { Rule } from './rule.ts';
import { uniqueIds } from './uniqueIds.ts';

/** What is checked of a document once all of it has been read, in the order of the reports. */
export const rules: readonly Rule[] = [uniqueIds, knownWorkflows, knownSteps, knownDependencies, dependencyCycles];
