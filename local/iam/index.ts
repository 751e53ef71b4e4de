export { type Enforcement, roleOf } from './derivedRole.ts';
export { enforceRole, type Role } from './enforceRole.ts';
export { allows, type Context, PolicyError, type Statement, statementsOf } from './policy.ts';
export type { Place } from './requests.ts';
