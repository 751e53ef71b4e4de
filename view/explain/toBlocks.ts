import type { AcceptedInput, Assigned, Permission } from '../../compiler/index.ts';
import { duration } from '../drawing/duration.ts';
import { assignedTable, type Block, code, codes, type Inline, paragraph } from './blocks.ts';
import { costBlocks } from './costBlocks.ts';
import type { Explanation } from './explanation.ts';
import { stateBlocks } from './stateBlocks.ts';

/** An explanation in the order in which it is read. */
export function toBlocks(explanation: Explanation): readonly Block[] {
  const { workflow, about, states, bytes, timeoutSeconds, inputs, outputs, does, permissions, cost } = explanation;
  const size = `${states} states, ${cost.transitions} transitions to succeed, ${bytes} bytes.`;
  return [
    { kind: 'heading', level: 1, text: [workflow] },
    ...(about === undefined ? [] : [{ kind: 'paragraph', text: [about] } as const]),
    { kind: 'paragraph', text: [`${size} An execution is given up after ${duration(timeoutSeconds)}.`] },
    ...inputBlocks(inputs),
    ...outputBlocks(outputs),
    { kind: 'heading', level: 2, text: ['States'] },
    ...does.flatMap((state, index) => stateBlocks(state, index + 1, permissions)),
    ...permissionBlocks(permissions),
    ...costBlocks(cost),
  ];
}

function inputBlocks(inputs: readonly AcceptedInput[]): readonly Block[] {
  if (inputs.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: ['Inputs'] },
    {
      kind: 'table',
      head: ['name', 'type', 'must be given', 'treated as'],
      rows: inputs.map((input) => [
        [code(input.name)],
        [input.types.length === 0 ? 'any' : input.types.join(', ')],
        givenText(input),
        [input.mark ?? ''],
      ]),
    },
    ...(inputs.some(({ mark }) => mark === 'secret') ? [paragraph([SECRET])] : []),
    ...(inputs.some(({ insteadOf }) => insteadOf !== undefined) ? [paragraph([REFERENCE])] : []),
    ...(inputs.some(({ mark }) => mark === 'personal') ? [paragraph([PERSONAL])] : []),
  ];
}

function givenText({ required, default: otherwise, insteadOf }: AcceptedInput): Inline {
  if (insteadOf !== undefined) return ['yes, or ', code(insteadOf)];
  return otherwise === undefined ? [required ? 'yes' : 'no'] : ['no, else ', code(JSON.stringify(otherwise))];
}

const SECRET =
  'A secret stands in no variable, output, error or log; the calls that send it read it from the input of the execution.';
const REFERENCE =
  'Given as the id of a secret, it is read when it is needed, and stands in one variable from then to the call that sends it.';
const PERSONAL = 'What is personal may stand in variables and outputs, and never in errors.';

function outputBlocks(outputs: readonly Assigned[]): readonly Block[] {
  return outputs.length === 0 ? [] : [{ kind: 'heading', level: 2, text: ['Outputs'] }, assignedTable('name', outputs)];
}

function permissionBlocks(permissions: readonly Permission[]): readonly Block[] {
  if (permissions.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: ['Permissions'] },
    {
      kind: 'paragraph',
      text: ['The role is allowed these actions of the called services, on these resources, and no other.'],
    },
    {
      kind: 'table',
      head: ['action', 'level', 'on', 'for'],
      rows: permissions.flatMap(permissionRows),
    },
  ];
}

/** A row for each resource; what is the same as above stands in the first alone. */
function permissionRows({ action, accessLevel, resources, states }: Permission): readonly (readonly Inline[])[] {
  const arns = resources.flatMap((resource) => resource.arns);
  const on = arns.length === 0 ? ['*'] : arns;
  const used = codes(states);
  return on.map((arn, index) =>
    index === 0 ? [[code(action)], [accessLevel], [code(arn)], used] : [[], [], [code(arn)], []],
  );
}
