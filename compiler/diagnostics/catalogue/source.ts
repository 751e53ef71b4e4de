import { entries } from './entry.ts';

/** What `compiler/source` reports. */
export const sourceEntries = entries({});
