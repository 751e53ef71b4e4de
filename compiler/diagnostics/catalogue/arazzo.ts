import { entries } from './entry.ts';

/** What `compiler/arazzo` reports. */
export const arazzoEntries = entries({});
