/*
 * What holds for a file of inputs where nobody says otherwise: on the command line, and on the page.
 */

/** Between the items of a list in a cell. Files in a bucket have it, too (`lib/batch/rowInput.ts`). */
export const LIST_SEPARATOR = '|';

/** So many executions run at the same time, at most. */
export const MAX_RUNNING = 50;
