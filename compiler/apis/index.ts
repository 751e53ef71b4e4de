/** What is known of the APIs that documents call: today those of AWS. */
export * from './aws/index.ts';
export type { CallErrors, NamedError } from './callErrors.ts';
export {
  callErrors,
  idempotencyTokens,
  neededActions,
  type Operation,
  serviceOf,
  taskResourceOf,
  usualTimeout,
} from './calls.ts';
export { isCredentialName } from './credentialName.ts';
