export { shortError } from './errorNames.ts';
export type * from './facts.ts';
export type { AcceptedInput } from './inputs.ts';
export { stateFacts } from './stateFacts.ts';
