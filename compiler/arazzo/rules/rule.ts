import type { Document } from '../document.ts';
import type { Reading } from '../reading.ts';

/** Checks one thing of a whole document. */
export type Rule = (document: Document, reading: Reading) => void;
