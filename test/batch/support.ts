import {
  type Batch,
  type Complaint,
  type Inputs,
  inputsOf,
  type MappingOptions,
  readBatch,
} from '../../batch/index.ts';
import type { Json } from '../../compiler/source/index.ts';

/** The inputs of a workflow that onboards people. */
export const inputs: Inputs = inputsOf(
  {
    type: 'object',
    required: ['instanceId', 'username', 'password'],
    properties: {
      instanceId: { type: 'string' },
      username: { type: 'string' },
      password: { type: 'string' },
      level: { type: 'integer', minimum: 1 },
      remote: { type: 'boolean' },
      skills: { type: 'array', items: { type: 'string' } },
    },
  },
  ['password'],
);

/** Options of a mapping, each usual unless told otherwise. */
export function mapping(options: Partial<MappingOptions> = {}): MappingOptions {
  return { map: new Map(), set: new Map([['instanceId', 'i1']]), separator: '|', ...options };
}

/** Reads a file of this text, of which the machine refuses nothing unless told otherwise. */
export function read(
  text: string,
  options: Partial<MappingOptions> = {},
  check: (input: Json) => readonly Complaint[] = () => [],
): Promise<Batch> {
  return readBatch({ name: 'hires.csv', text }, inputs, mapping(options), async (input) => check(input));
}
