import type { AcceptedInput, Assigned, Permission, UndecidedPermission } from '../../compiler/index.ts';
import { duration } from '../drawing/duration.ts';
import { assignedTable, type Block, code, codes, type Inline, joined, paragraph } from './blocks.ts';
import { costBlocks } from './costBlocks.ts';
import type { Explanation } from './explanation.ts';
import { stateBlocks } from './stateBlocks.ts';

/** An explanation in the order in which it is read. */
export function toBlocks(explanation: Explanation): readonly Block[] {
  const { workflow, about, states, bytes, timeoutSeconds, inputs, outputs, does, permissions, undecided, cost } =
    explanation;
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
    ...undecidedBlocks(undecided),
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
      text: ['The role is allowed these actions, on these resources, and no others.'],
    },
    {
      kind: 'table',
      head: ['action', 'level', 'on', 'for'],
      rows: permissions.flatMap(permissionRows),
    },
  ];
}

/** A row for each resource; what is the same as above stands in the first alone. */
function permissionRows(permission: Permission): readonly (readonly Inline[])[] {
  const { action, accessLevel, resources, conditions, by, states } = permission;
  const arns = resources.flatMap((resource) => resource.named ?? resource.arns);
  const on = arns.length === 0 ? ['*'] : arns;
  const because: Inline = by.length === 0 ? [] : [', for ', ...codes(by)];
  const rows = on.map((arn, index): readonly Inline[] =>
    index === 0 ? [[code(action)], [accessLevel, ...because], [code(arn)], codes(states)] : [[], [], [code(arn)], []],
  );
  const where = Object.entries(conditions).map(([key, values]): readonly Inline[] => [
    [],
    [],
    [
      'where ',
      code(key),
      ' is ',
      ...joined(
        values.map((value) => [code(value)]),
        ' or ',
      ),
    ],
    [],
  ]);
  return [...rows, ...where];
}

function undecidedBlocks(undecided: readonly UndecidedPermission[]): readonly Block[] {
  if (undecided.length === 0) return [];
  return [
    paragraph(["Whether the calls need these, too, isn't known; the role isn't allowed them."]),
    {
      kind: 'table',
      head: ['action', 'depends on', 'for'],
      rows: undecided.map(({ action, by, states }) => [[code(action)], dependsOn(by), codes(states)]),
    },
  ];
}

function dependsOn(members: readonly string[]): Inline {
  if (members.length === 0) return ['what the account and the called service hold'];
  return joined(
    members.map((path) => [path === '*' ? 'the payload' : code(path)]),
    ', ',
  );
}
