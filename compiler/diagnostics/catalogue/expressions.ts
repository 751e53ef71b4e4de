import { entries } from './entry.ts';

/** What `compiler/expressions` reports. */
export const expressionEntries = entries({});
