import { entries } from './entry.ts';

/** What `compiler/plan` reports. */
export const planEntries = entries({});
