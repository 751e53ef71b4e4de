import { type Hover, MarkupKind } from 'vscode-languageserver';
import type { Operation } from '../compiler/apis/index.ts';
import type { Range } from '../compiler/diagnostics/index.ts';
import type { Document, FrameStep, Workflow } from '../compiler/index.ts';
import {
  isObject,
  isText,
  type JsonObject,
  type MapNode,
  nodeAt,
  type TextNode,
  textNode,
  toJson,
  valueAt,
} from '../compiler/source/index.ts';
import { describeOperation, repetitionText } from '../discovery/index.ts';
import { stepMarkdown } from '../view/index.ts';
import { answerValue, outputTokens, tokensOf } from './document/answers.ts';
import { operationOfStep, parameterNamed, payloadAlong, type ShapedValue } from './document/calls.ts';
import { standingAt, stepPath } from './document/grammar.ts';
import { type Found, foundAt, isAround, mapAround, type Path } from './document/path.ts';
import { shapedDetail } from './members.ts';
import { lspRange } from './places.ts';
import type { Analysis } from './workspace.ts';

/** What is told of a place: Markdown, and what of the text it is about. */
interface Told {
  readonly text: string;
  readonly range: Range;
}

/** What is known of what stands at an offset: a member, an operation, what a step becomes, what an expression reads. */
export function hover(analysis: Analysis, offset: number): Hover | undefined {
  const { root } = analysis.examined;
  const found = root === undefined ? undefined : foundAt(root, offset);
  const told = root === undefined || found === undefined ? undefined : tell(new Spoken(analysis, found, offset));
  if (told === undefined) return undefined;
  return { contents: { kind: MarkupKind.Markdown, value: told.text }, range: lspRange(analysis.source, told.range) };
}

/** What somebody points at, and what is around it. */
class Spoken {
  readonly analysis: Analysis;
  readonly found: Found;
  readonly offset: number;
  readonly step: MapNode | undefined;
  readonly operation: Operation | undefined;
  readonly workflow: Workflow | undefined;

  constructor(analysis: Analysis, found: Found, offset: number) {
    this.analysis = analysis;
    this.found = found;
    this.offset = offset;
    const path = stepPath(found.path);
    const [root] = found.nodes;
    const step = root === undefined || path === undefined ? undefined : nodeAt(root, path);
    this.step = step?.kind === 'map' ? step : undefined;
    this.operation = this.step === undefined ? undefined : operationOfStep(this.step, analysis.examined);
    this.workflow = this.document?.workflows.find(({ node }) => isAround(node, offset));
  }

  get document(): Document | undefined {
    return this.analysis.examined.document;
  }

  get steps(): readonly FrameStep[] {
    const { document, workflow } = this;
    if (document === undefined || workflow === undefined) return [];
    return this.analysis.examined.frames.frame(document, workflow).order;
  }
}

function tell(spoken: Spoken): Told | undefined {
  const { found, step, operation } = spoken;
  const { node, path, isKey } = found;
  const told = (text: string | undefined): Told | undefined =>
    text === undefined ? undefined : { text, range: node.range };
  const { spot, rest } = standingAt(path);
  if (!isKey && isText(node)) {
    const expression = expressionAt(node, spoken.offset);
    if (expression !== undefined) {
      const text = expressionText(expression.text, spoken);
      return text === undefined ? undefined : { text, range: expression.range };
    }
  }
  if (spot.kind === 'payload' && step !== undefined && operation !== undefined)
    return told(payloadText(rest, step, operation));
  if (spot.kind === 'parameterName' || spot.kind === 'parameterValue') return told(parameterText(found, operation));
  if (path.length === 5 && (spot.kind === 'operationId' || spot.kind === 'operationPath') && operation !== undefined)
    return told([operationText(operation), becomes(spoken)].join('\n\n'));
  if (path.length === 5 && path[4] === 'stepId') return told(becomes(spoken));
  return isKey ? told(fieldText(path)) : undefined;
}

/** The runtime expression around an offset of a text. */
function expressionAt(node: TextNode, offset: number): Told | undefined {
  for (const { index, 0: text } of node.value.matchAll(/\$[a-z][\w.\-#/~]*/gi)) {
    const range = node.locate(index, index + text.length);
    if (isAround({ range }, offset)) return { text, range };
  }
  return undefined;
}

function expressionText(text: string, spoken: Spoken): string | undefined {
  const { operation, workflow, steps } = spoken;
  const head = `\`${text}\``;
  const [, body] = /^\$response\.body(?:#\/?(.*))?$/.exec(text) ?? [];
  if (text.startsWith('$response.body') && operation !== undefined)
    return shapedText(head, answerValue(operation, tokensOf(body ?? '')), 'answer');
  const [, input] = /^\$inputs\.([\w-]+)/.exec(text) ?? [];
  if (input !== undefined && workflow !== undefined) return inputText(head, input, spoken);
  const [, id, output = '', further = ''] = /^\$steps\.([\w-]+)\.outputs\.([\w.-]+)(?:#\/?(.*))?/.exec(text) ?? [];
  const step = steps.find((each) => each.step.id.value === id);
  if (step === undefined) return undefined;
  const written = textNode(step.step.outputs.find(({ name }) => name.value === output)?.value)?.value;
  const origin = written === undefined ? '' : `: \`${written}\` of \`${step.step.id.value}\``;
  const tokens = outputTokens(step, output, tokensOf(further));
  if (step.runs.kind !== 'operation' || tokens === undefined) return origin === '' ? undefined : `${head}${origin}`;
  return shapedText(`${head}${origin}`, answerValue(step.runs.operation, tokens), 'answer');
}

function inputText(head: string, name: string, spoken: Spoken): string | undefined {
  const { document, workflow, analysis } = spoken;
  if (document === undefined || workflow === undefined) return undefined;
  const { declared, secrets } = analysis.examined.frames.frame(document, workflow).inputs;
  const input = declared.get(name);
  if (input === undefined) return undefined;
  const schema = toJson(input.node);
  const { type, description } = isObject(schema) ? keywords(schema) : {};
  const machine = analysis.machines().find(({ workflowId }) => workflowId === workflow.id.value);
  const isSecret = secrets.has(name) || machine?.secretInputs.includes(name) === true;
  const notes = [
    type ?? 'any value',
    input.certain ? 'always there' : 'may be missing',
    ...(isSecret ? ['secret'] : []),
  ];
  return [`${head}: ${notes.join(', ')}`, ...(description === undefined ? [] : [description])].join('\n\n');
}

function keywords(schema: JsonObject): {
  readonly type?: string;
  readonly description?: string;
} {
  const { type, description } = schema;
  return {
    ...(typeof type === 'string' ? { type } : {}),
    ...(typeof description === 'string' ? { description } : {}),
  };
}

function payloadText(path: Path, step: MapNode, operation: Operation): string | undefined {
  if (path.length === 0) return undefined;
  return shapedText(`\`${path.join('.')}\``, payloadAlong(operation, step, path), 'request');
}

function parameterText(found: Found, operation: Operation | undefined): string | undefined {
  const parameter = operation === undefined ? undefined : parameterNamed(operation, mapAround(found));
  if (parameter === undefined) return undefined;
  return shapedText(`\`${parameter.name}\` in ${parameter.in}`, parameter, 'request');
}

function shapedText(head: string, value: ShapedValue | undefined, use: 'request' | 'answer'): string | undefined {
  if (value === undefined) return undefined;
  const { member } = value;
  const other =
    member === undefined || member.sfnName === member.name ? [] : [`In a state machine it is \`${member.sfnName}\`.`];
  return [`${head}: ${shapedDetail(value, use)}`, ...other].join('\n\n');
}

/** What a call is, needs, and whether it may be repeated. */
function operationText(operation: Operation): string {
  switch (operation.kind) {
    case 'aws': {
      const { serviceTitle, method, path, status, permissions, repetition } = describeOperation(operation, 1);
      const actions = permissions?.map(({ action }) => `\`${action}\``) ?? [];
      return [
        `**${serviceTitle} ${operation.name}**: \`${method} ${path}\`, answers with ${status}`,
        `${actions.length === 0 ? 'It is not known which permissions it needs.' : `Needs ${actions.join(', ')}.`} ${repetitionText(repetition)}`,
      ].join('\n\n');
    }
    case 'http':
      return `**${operation.api.title} ${operation.name}**: \`${operation.method} ${operation.uri}\`, answers with ${operation.status}`;
    default:
      return operation satisfies never;
  }
}

/** What the step becomes in the machine of its workflow. */
function becomes({ analysis, step, workflow }: Spoken): string | undefined {
  const id = step === undefined ? undefined : textNode(valueAt(step, 'stepId'))?.value;
  const machine = analysis.machines().find(({ workflowId }) => workflowId === workflow?.id.value);
  if (id === undefined) return undefined;
  if (machine === undefined) return 'What it becomes is told once its workflow has no errors.';
  return stepMarkdown(machine, id);
}

function fieldText(path: Path): string | undefined {
  const name = path.at(-1);
  const { spot, rest } = standingAt(path.slice(0, -1));
  if (spot.kind !== 'object' || rest.length > 0 || typeof name !== 'string') return undefined;
  const field = Object.hasOwn(spot.definition.fields, name) ? spot.definition.fields[name] : undefined;
  if (field === undefined) return undefined;
  const since = field.since === undefined ? '' : `, since Arazzo ${field.since}`;
  return `\`${name}\` of ${spot.definition.name}: ${field.type}${field.required ? ', required' : ''}${since}`;
}
