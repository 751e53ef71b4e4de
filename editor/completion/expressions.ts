import { CompletionItemKind } from 'vscode-languageserver';
import { callErrors, type Operation, responseHeaders, type Shape } from '../../compiler/apis/index.ts';
import { textNode, writtenToken } from '../../compiler/source/index.ts';
import { answerShape, outputTokens, tokensOf } from '../document/answers.ts';
import { parametersOf } from '../document/calls.ts';
import { stepPath } from '../document/grammar.ts';
import { memberDetail } from '../members.ts';
import type { Candidate, Candidates } from './candidate.ts';
import { inputsAround, type Situation, stepsAround } from './situation.ts';

/**
 * What could stand in a value that is an expression or holds some, or in a condition: the expression that the cursor is in,
 * further on. Values that an answer is compared with are offered, too.
 */
export function expressionCandidates(kind: 'expression' | 'condition', situation: Situation): Candidates {
  const { before, after } = situation.cursor;
  const typed = /\$[\w.\-#/~[\]]*$/.exec(before)?.[0];
  if (typed === undefined) {
    const compared = kind === 'condition' ? comparedCandidates(situation) : undefined;
    if (compared !== undefined) return compared;
    // In the middle of a text an expression begins with its sign.
    const begins = before === '' || (kind === 'condition' && /[\s(!]$/.test(before));
    return { all: begins ? roots(kind, situation) : [], before: '', after: '' };
  }
  const rest = /^[\w.\-#/~[\]]*/.exec(after)?.[0] ?? '';
  return { all: continued(typed, kind, situation), before: typed, after: rest };
}

/** How the expression that is typed could go on, as whole expressions. */
function continued(typed: string, kind: 'expression' | 'condition', situation: Situation): readonly Candidate[] {
  const pointed = /^(\$response\.body|\$steps\.([^.#]+)\.outputs\.([^#]+))#\/(.*)$/.exec(typed);
  if (pointed !== null) {
    const [, root = '', step, output, pointer = ''] = pointed;
    const tokens = tokensOf(pointer).slice(0, -1);
    const shape =
      step === undefined
        ? answerShape(situation.operation, tokens)
        : outputShape(step, output ?? '', tokens, situation);
    const way = tokens.map((token) => `${writtenToken(token)}/`).join('');
    return membersOf(shape).map((each) => ({ ...each, text: `${root}#/${way}${writtenToken(each.text)}` }));
  }
  const [, scope, name] = /^\$(steps|workflows|sourceDescriptions)\.([^.]+)\./.exec(typed) ?? [];
  if (scope !== undefined && name !== undefined) return insideOf(scope, name, typed, situation);
  const [, root] =
    /^\$(inputs|steps|workflows|sourceDescriptions|components|request|response|outputs)\./.exec(typed) ?? [];
  return root === undefined ? roots(kind, situation) : below(root, typed, situation);
}

/** The expressions that can stand where the cursor is. */
function roots(kind: 'expression' | 'condition', situation: Situation): readonly Candidate[] {
  const { cursor, document, workflow } = situation;
  const field = cursor.path[4];
  const isBehindCall =
    stepPath(cursor.path) !== undefined &&
    (kind === 'condition' || ['outputs', 'successCriteria', 'onSuccess', 'onFailure'].includes(String(field)));
  const runsBefore =
    (workflow?.dependsOn ?? []).length > 0 || stepsAround(situation).some(({ runs }) => runs.kind === 'workflow');
  return [
    ...(isBehindCall
      ? [
          keyword('$statusCode', 'The HTTP status of the answer'),
          keyword('$response.body', 'What came back'),
          keyword('$response.header.', 'A header of the answer'),
        ]
      : []),
    keyword('$inputs.', 'An input of the workflow'),
    keyword('$steps.', 'An output of another step'),
    ...(runsBefore ? [keyword('$workflows.', 'What a workflow that has run was given, or put out')] : []),
    ...(document.sources.length > 0 ? [keyword('$sourceDescriptions.', 'The url or type of a source')] : []),
    ...(document.components.parameters.size > 0 ? [keyword('$components.parameters.', 'A shared value')] : []),
  ];
}

function below(root: string, typed: string, situation: Situation): readonly Candidate[] {
  const { document, operation, workflow } = situation;
  switch (root) {
    case 'inputs':
      return inputsAround(situation).map((name) => variable(`$inputs.${name}`));
    case 'steps':
      return stepsAround(situation)
        .filter(({ step }) => step.id.value !== situation.stepId)
        .map(({ step }) => ({ ...variable(`$steps.${step.id.value}.outputs.`), ...detailOf(step.description) }));
    case 'workflows':
      return document.workflows.map(({ id }) => variable(`$workflows.${id.value}.`));
    case 'sourceDescriptions':
      return document.sources.map(({ name }) => variable(`$sourceDescriptions.${name.value}.`));
    case 'components':
      return [...document.components.parameters.keys()].map((name) => variable(`$components.parameters.${name}`));
    case 'outputs':
      return (workflow?.outputs ?? []).map(({ name }) => variable(`$outputs.${name.value}`));
    case 'response':
      if (!typed.startsWith('$response.header.'))
        return [keyword('$response.body'), keyword('$response.body#/'), keyword('$response.header.')];
      return headersOf(operation).map((name) => variable(`$response.header.${name}`));
    default: {
      if (operation === undefined) return [];
      const sent = parametersOf(operation).map(({ name, in: place }) => variable(`$request.${place}.${name}`));
      return [keyword('$request.body#/'), ...sent];
    }
  }
}

/** Inside of something that is named. */
function insideOf(scope: string, name: string, typed: string, situation: Situation): readonly Candidate[] {
  const { document, examined } = situation;
  if (scope === 'sourceDescriptions')
    return [keyword(`$sourceDescriptions.${name}.url`), keyword(`$sourceDescriptions.${name}.type`)];
  if (scope === 'steps') {
    const step = stepsAround(situation).find((each) => each.step.id.value === name)?.step;
    return (step?.outputs ?? []).map(({ name: output, value }) => ({
      ...variable(`$steps.${name}.outputs.${output.value}`),
      ...detailOf(textNode(value)?.value),
    }));
  }
  const workflow = document.workflows.find(({ id }) => id.value === name);
  if (workflow === undefined) return [];
  const front = `$workflows.${name}`;
  if (typed.startsWith(`${front}.outputs.`))
    return workflow.outputs.map((output) => variable(`${front}.outputs.${output.name.value}`));
  if (!typed.startsWith(`${front}.inputs.`)) return [keyword(`${front}.outputs.`), keyword(`${front}.inputs.`)];
  return [...examined.frames.frame(document, workflow).inputs.declared.keys()].map((input) =>
    variable(`${front}.inputs.${input}`),
  );
}

/** What a pointer into an output of another step leads to, where that is read from the step's answer. */
function outputShape(id: string, output: string, tokens: readonly string[], situation: Situation): Shape | undefined {
  const found = stepsAround(situation).find(({ step }) => step.id.value === id);
  const read = found === undefined ? undefined : outputTokens(found, output, tokens);
  return found?.runs.kind === 'operation' && read !== undefined ? answerShape(found.runs.operation, read) : undefined;
}

function membersOf(shape: Shape | undefined): readonly Candidate[] {
  switch (shape?.type) {
    case 'structure':
      return shape.members.map((member) => ({
        text: member.name,
        kind: CompletionItemKind.Property,
        detail: memberDetail(member, 'answer'),
      }));
    case 'list':
      return [{ text: '0', kind: CompletionItemKind.Value, detail: 'The first item' }];
    default:
      return [];
  }
}

function headersOf(operation: Operation | undefined): readonly string[] {
  switch (operation?.kind) {
    case 'aws':
      return responseHeaders(operation);
    case 'http':
      return [...new Set(operation.responses.flatMap(({ headers }) => headers.map(({ name }) => name)))];
    default:
      return [];
  }
}

/** What an answer is compared with: statuses of the operation, names of its errors, values of a member. */
function comparedCandidates(situation: Situation): Candidates | undefined {
  const { operation } = situation;
  const { before, after } = situation.cursor;
  const [, read = '', quote, typed = ''] = /(\$[^\s=!<>]+)\s*[=!]=\s*(?:(['"])([^'"]*)|(\w*))?$/.exec(before) ?? [];
  if (operation === undefined || read === '') return undefined;
  const word = quote === undefined ? (/\w*$/.exec(before)?.[0] ?? '') : typed;
  const rest = /^\w*/.exec(after)?.[0] ?? '';
  const quoted = (text: string) => (quote === undefined ? `'${text}'` : text);
  if (read === '$statusCode') {
    const statuses = callErrors(operation).named.flatMap(({ name, status }) =>
      status === undefined ? [] : [{ status, name }],
    );
    const byStatus = new Map(statuses.map(({ status }) => [status, statuses.filter((each) => each.status === status)]));
    return {
      all: [
        { ...value(`${operation.status}`, 'Success'), first: true },
        ...[...byStatus].map(([status, errors]) => value(`${status}`, errors.map(({ name }) => name).join(', '))),
      ],
      before: word,
      after: rest,
    };
  }
  if (/__type$|x-amzn-errortype$/i.test(read)) {
    const errors = callErrors(operation).named.flatMap(({ type }) => type ?? []);
    return { all: errors.map((type) => value(quoted(type))), before: word, after: rest };
  }
  const [, pointer] = /^\$response\.body#\/(.+)$/.exec(read) ?? [];
  const shape = pointer === undefined ? undefined : answerShape(operation, tokensOf(pointer));
  if (shape?.type !== 'string') return undefined;
  return { all: (shape.enum ?? []).map((each) => value(quoted(each))), before: word, after: rest };
}

function keyword(text: string, detail?: string): Candidate {
  return { text, kind: CompletionItemKind.Keyword, ...detailOf(detail) };
}

function variable(text: string): Candidate {
  return { text, kind: CompletionItemKind.Variable };
}

function value(text: string, detail?: string): Candidate {
  return { text, kind: CompletionItemKind.Value, ...detailOf(detail) };
}

function detailOf(detail: string | undefined): Pick<Candidate, 'detail'> {
  return detail === undefined ? {} : { detail };
}
