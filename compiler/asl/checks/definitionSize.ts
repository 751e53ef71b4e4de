import { definitionText } from '../definitionText.ts';
import type { Check } from './subject.ts';

/** Largest definition that Step Functions takes: 1 MiB of UTF-8 (AWS Step Functions, quotas). */
export const LARGEST_DEFINITION = 1_048_576;

/** The text isn't larger than Step Functions takes. */
export const definitionSize: Check = ({ definition }, report) => {
  const bytes = Buffer.byteLength(definitionText(definition), 'utf8');
  if (bytes <= LARGEST_DEFINITION) return;
  report({ field: '', message: `the definition has ${bytes} bytes; Step Functions takes ${LARGEST_DEFINITION}` });
};
