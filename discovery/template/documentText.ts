import { stringify } from 'yaml';
import type { Json } from '../../compiler/source/index.ts';
import { inputName, type SentMember, type Step, type Steps } from './workflowInputs.ts';

/**
 * The text of an Arazzo document: one workflow, whose steps send what their operations require. What may be sent besides
 * stands in comments.
 * @param name of the workflow
 */
export function documentText(name: string, { steps, inputs }: Steps): string {
  const services = new Map(steps.map(({ operation }) => [operation.service.resource, operation.service]));
  const head = {
    arazzo: '1.0.1',
    info: { title: titleOf(name), version: '1.0.0' },
    sourceDescriptions: [...services.keys()].map((resource) => ({
      name: resource,
      url: `./${resource}-openapi.yml`,
      type: 'openapi',
      'x-aws-service': resource,
    })),
  };
  const outputs = steps.flatMap(({ id, outputs: put }) =>
    put.map((output) => [output.name, `$steps.${id}.outputs.${output.name}`] as const),
  );
  const workflow = {
    workflowId: name,
    summary: `${steps.map(({ operation }) => operation.name).join(', then ')}.`,
    inputs: {
      type: 'object',
      required: [...inputs.keys()],
      properties: Object.fromEntries(inputs),
    },
  };
  const several = services.size > 1;
  return [
    yaml(head),
    'workflows:\n',
    indented(yaml(workflow), '- ', '  '),
    '  steps:\n',
    ...steps.map((step) => stepText(step, several)),
    outputs.length === 0 ? '' : indented(yaml({ outputs: Object.fromEntries(outputs) }), '  ', '  '),
  ].join('');
}

function stepText({ id, operation, sent, outputs }: Step, several: boolean): string {
  const { service, action, status, input } = operation;
  const inUrl = sent.filter(({ member }) => member.place !== 'body');
  const inBody = sent.filter(({ member }) => member.place === 'body');
  const step = {
    stepId: id,
    operationId: several ? `$sourceDescriptions.${service.resource}.${action}` : action,
    ...(inUrl.length === 0 ? {} : { parameters: inUrl.map(parameter) }),
    ...(inBody.length === 0
      ? {}
      : { requestBody: { payload: Object.fromEntries(inBody.map(({ member, value }) => [member.name, value])) } }),
  };
  const others = input.members.filter((each) => !sent.some(({ member }) => member === each)).map(({ name }) => name);
  const after = {
    successCriteria: [{ condition: `$statusCode == ${status}` }],
    ...(outputs.length === 0
      ? {}
      : { outputs: Object.fromEntries(outputs.map(({ name, member }) => [name, `$response.body#/${member}`])) }),
  };
  return [
    indented(yaml(step), '  - ', '    '),
    ...(others.length === 0
      ? []
      : comment(`May be sent, too: ${others.join(', ')} (arazzo-sfn describe ${service.resource}:${action})`)),
    indented(yaml(after), '    ', '    '),
  ].join('');
}

function parameter({ member, value }: SentMember): Json {
  const place = member.place === 'headers' || member.place === 'status' ? 'header' : member.place;
  return { name: member.wireName, in: place, value };
}

/** Lines of a comment, as wide as people read. */
function comment(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < 100) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`    # ${word}`);
  }
  return lines.map((line) => `${line}\n`);
}

function yaml(value: object): string {
  return stringify(value, { indentSeq: false, lineWidth: 0 });
}

function indented(text: string, first: string, others: string): string {
  return text.replaceAll(/^(?=.)/gm, (_, at: number) => (at === 0 ? first : others));
}

function titleOf(name: string): string {
  const words = inputName(name).replaceAll(/[-_]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
