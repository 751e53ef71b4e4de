export { checkDefinition, type Problem } from './check.ts';
export { checkedLevels } from './checkedLevels.ts';
export type * from './definition.ts';
export { LARGEST_DEFINITION } from './definitionText.ts';
export { type CausePlace, type Emitted, emit } from './emit.ts';
export { type Figures, figures } from './figures.ts';
export { isAccepted, rejection } from './inputsCheck.ts';
