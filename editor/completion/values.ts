import { CompletionItemKind } from 'vscode-languageserver';
import type { Shape } from '../../compiler/apis/index.ts';
import { shippedModels } from '../../compiler/node/index.ts';
import { type MapNode, textNode, valueAt, writtenToken } from '../../compiler/source/index.ts';
import { parameterNamed, parametersOf, servicesOf } from '../document/calls.ts';
import type { ComponentGroup, Standing } from '../document/grammar.ts';
import { mapAround } from '../document/path.ts';
import { memberDetail } from '../members.ts';
import type { Candidate, Candidates } from './candidate.ts';
import { expressionCandidates } from './expressions.ts';
import { payloadAt } from './keys.ts';
import { type Situation, stepsAround } from './situation.ts';

/** The values that could stand where one is being typed. */
export function valueCandidates(standing: Standing, situation: Situation): Candidates {
  const { before, after } = situation.cursor;
  const whole = (all: readonly Candidate[]): Candidates => ({ all, before, after });
  const { spot, rest } = standing;
  switch (spot.kind) {
    case 'word':
      return whole(words(spot.words));
    case 'operationId':
      return whole(operationIds(situation));
    case 'operationPath':
      return whole(operationPaths(situation));
    case 'workflowId':
    case 'dependency':
      return whole(workflowIds(situation));
    case 'stepId':
      return whole(stepIds(situation));
    case 'reference':
      return whole(references(spot.group, situation));
    case 'service':
      return whole(services());
    case 'parameterName':
      return whole(parameterNames(situation));
    case 'parameterValue':
      return withValues(parameterShape(situation), situation);
    case 'payload':
      return withValues(payloadAt(rest, situation), situation);
    case 'expression':
    case 'condition':
      return expressionCandidates(spot.kind, situation);
    case 'schema':
      return whole(rest.at(-1) === 'type' ? words(['string', 'integer', 'number', 'boolean', 'object', 'array']) : []);
    case 'object':
    case 'list':
    case 'names':
    case 'free':
      return whole([]);
    default:
      return spot satisfies never;
  }
}

function words(all: readonly string[]): readonly Candidate[] {
  return all.map((text) => ({ text, kind: CompletionItemKind.EnumMember }));
}

/** What a member can be, where there are few such values, and what a value can be read from. */
function withValues(shape: Shape | undefined, situation: Situation): Candidates {
  const found = expressionCandidates('expression', situation);
  const known = situation.cursor.before.startsWith('$') ? [] : knownValues(shape);
  return { ...found, all: [...known, ...found.all] };
}

function knownValues(shape: Shape | undefined): readonly Candidate[] {
  switch (shape?.type) {
    case 'string':
      return words(shape.enum ?? []);
    case 'boolean':
      return words(['true', 'false']).map((each) => ({ ...each, isLiteral: true }));
    default:
      return [];
  }
}

/** Operations by their ids, as short as the document may write them. */
function operationIds({ document, examined }: Situation): readonly Candidate[] {
  const services = servicesOf(examined);
  const isOnly = document.sources.filter(({ type }) => type !== 'arazzo' && type !== 'asyncapi').length === 1;
  return services.flatMap(([source, service]) => {
    const [ids, title] =
      service.kind === 'aws'
        ? [service.model.operationNames.map(small), service.model.serviceId]
        : [service.operationIds, service.api.title];
    const prefix = isOnly ? '' : `$sourceDescriptions.${source}.`;
    return ids.map((id) => ({ text: `${prefix}${id}`, kind: CompletionItemKind.Function, detail: title }));
  });
}

/** As OpenAPI descriptions write the ids of operations. */
function small(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function operationPaths({ examined }: Situation): readonly Candidate[] {
  return servicesOf(examined).flatMap(([source, service]) =>
    service.kind === 'aws'
      ? []
      : service.operationPaths.map(({ method, path }) => ({
          text: `{$sourceDescriptions.${source}.url}#/paths/${writtenToken(path)}/${method}`,
          kind: CompletionItemKind.Function,
          detail: service.api.title,
        })),
  );
}

function workflowIds({ document, workflow, examined }: Situation): readonly Candidate[] {
  const own = document.workflows
    .filter((each) => each !== workflow)
    .map(({ id, summary }) => candidate(id.value, CompletionItemKind.Module, summary));
  const others = document.sources.flatMap((source) =>
    examined.frames
      .workflowsOf(source, document)
      .map(({ id, summary }) =>
        candidate(`$sourceDescriptions.${source.name.value}.${id.value}`, CompletionItemKind.Module, summary),
      ),
  );
  return [...own, ...others];
}

function stepIds(situation: Situation): readonly Candidate[] {
  return stepsAround(situation).map(({ step }) =>
    candidate(step.id.value, CompletionItemKind.Method, step.description),
  );
}

function references(group: ComponentGroup, { document }: Situation): readonly Candidate[] {
  const { node } = document.components;
  const held = node === undefined ? undefined : valueAt(node, group);
  if (held?.kind !== 'map') return [];
  return held.entries.map(({ key }) => candidate(`$components.${group}.${key.value}`, CompletionItemKind.Reference));
}

function services(): readonly Candidate[] {
  return shippedModels.services.flatMap(({ resource, serviceId }) =>
    serviceId === undefined ? [] : [candidate(resource, CompletionItemKind.Module, serviceId)],
  );
}

/** The parameters of the operation, or the inputs of the workflow that the step runs; those that the step has are left out. */
function parameterNames(situation: Situation): readonly Candidate[] {
  const { stepNode, operation, examined, document } = situation;
  const given = new Set(parametersIn(stepNode).map((node) => textNode(valueAt(node, 'name'))?.value));
  if (operation !== undefined)
    return parametersOf(operation)
      .filter(({ name }) => !given.has(name))
      .map(({ name, in: place, required, member }) => {
        const detail = `in ${place}${member === undefined ? (required ? ', required' : '') : `, ${memberDetail(member, 'request')}`}`;
        return { text: name, kind: CompletionItemKind.Property, detail, first: required };
      });
  const called = stepNode === undefined ? undefined : textNode(valueAt(stepNode, 'workflowId'))?.value;
  const workflow = document.workflows.find(({ id }) => id.value === called);
  if (workflow === undefined) return [];
  return [...examined.frames.frame(document, workflow).inputs.declared.values()]
    .filter(({ name }) => !given.has(name))
    .map(({ name, certain }) => ({ text: name, kind: CompletionItemKind.Variable, first: certain }));
}

function parametersIn(stepNode: MapNode | undefined): readonly MapNode[] {
  const list = stepNode === undefined ? undefined : valueAt(stepNode, 'parameters');
  return list?.kind === 'list' ? list.items.filter((item) => item.kind === 'map') : [];
}

/** What the parameter is that the cursor is in. */
function parameterShape({ cursor, operation }: Situation): Shape | undefined {
  return operation === undefined ? undefined : parameterNamed(operation, mapAround(cursor))?.shape;
}

function candidate(text: string, kind: CompletionItemKind, detail?: string): Candidate {
  return { text, kind, ...(detail === undefined ? {} : { detail }) };
}
