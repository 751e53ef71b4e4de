export { shortError } from './errorNames.ts';
export type * from './facts.ts';
export { stateFacts } from './stateFacts.ts';
