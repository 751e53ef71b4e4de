import { entries } from './entry.ts';

/** What `compiler/services` reports. */
export const serviceEntries = entries({});
