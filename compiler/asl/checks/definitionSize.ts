import { definitionText, LARGEST_DEFINITION } from '../definitionText.ts';
import type { Check } from './subject.ts';

/** The text isn't larger than Step Functions takes. */
export const definitionSize: Check = ({ definition }, report) => {
  const bytes = Buffer.byteLength(definitionText(definition), 'utf8');
  if (bytes <= LARGEST_DEFINITION) return;
  report({ field: '', message: `the definition has ${bytes} bytes; Step Functions takes ${LARGEST_DEFINITION}` });
};
