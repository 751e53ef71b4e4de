import { isText, type MapNode, nodeInWords } from '../source/index.ts';
import type { Output } from './document.ts';
import { checkSelector } from './readExpressionType.ts';
import type { Reading } from './reading.ts';
import { checkName } from './values.ts';

/** The entries of `outputs` (a step's or a workflow's): runtime expressions, by 1.1 also Selector Objects. */
export function readOutputs(reading: Reading, map: MapNode | undefined): Output[] {
  const outputs: Output[] = [];
  for (const { key, value } of map?.entries ?? []) {
    const name = { value: key.value, node: key };
    checkName(reading, name);
    const selects = value.kind === 'map' && reading.has('1.1');
    if (selects) checkSelector(reading, value);
    if (isText(value) || selects) outputs.push({ name, value });
    else {
      const help = value.kind === 'map' ? 'Arazzo 1.1 has selector objects here: write `arazzo: 1.1.0`.' : undefined;
      const message = `an output is a runtime expression, but \`${key.value}\` is ${nodeInWords(value)}`;
      reading.report('field-type', value.range.start === value.range.end ? key : value, message, help);
    }
  }
  return outputs;
}
