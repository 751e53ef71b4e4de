import { CompletionItemKind } from 'vscode-languageserver';
import type { Member, Shape } from '../../compiler/apis/index.ts';
import type { Definition } from '../../compiler/index.ts';
import type { MapNode } from '../../compiler/source/index.ts';
import { payloadAlong } from '../document/calls.ts';
import type { Spot, Standing } from '../document/grammar.ts';
import type { Path } from '../document/path.ts';
import { memberDetail } from '../members.ts';
import type { Candidate } from './candidate.ts';
import type { Situation } from './situation.ts';

/** The keys that an object could have besides those that it has. */
export function keyCandidates(
  standing: Standing,
  siblings: MapNode | undefined,
  situation: Situation,
): readonly Candidate[] {
  const given = new Set(siblings?.entries.map(({ key }) => key.value));
  const all = keysAt(standing, situation);
  return all.filter(({ text }) => !given.has(text));
}

function keysAt({ spot, rest }: Standing, situation: Situation): readonly Candidate[] {
  switch (spot.kind) {
    case 'object':
      return fieldCandidates(spot.definition, situation);
    case 'payload':
      return memberCandidates(payloadAt(rest, situation));
    case 'schema':
      return rest.length === 0 || rest.at(-2) === 'properties' ? schemaKeywords : [];
    default:
      return [];
  }
}

/** The fields of an object of the specification, in the version of the document. */
function fieldCandidates({ fields }: Definition, { document }: Situation): readonly Candidate[] {
  return Object.entries(fields).flatMap(([text, { type, required, since }]): Candidate[] => {
    if (since !== undefined && since > document.version) return [];
    const detail = `${type}${required ? ', required' : ''}`;
    return [{ text, kind: CompletionItemKind.Field, detail, first: required === true }];
  });
}

/** What the payload of the step's request has at a path. */
export function payloadAt(path: Path, { operation, stepNode }: Situation): Shape | undefined {
  if (operation === undefined || stepNode === undefined) return undefined;
  return payloadAlong(operation, stepNode, path)?.shape;
}

function memberCandidates(shape: Shape | undefined): readonly Candidate[] {
  return shape?.type === 'structure' ? shape.members.map(memberCandidate) : [];
}

/** A member of a request as a key. */
function memberCandidate(member: Member): Candidate {
  const { name: text, required } = member;
  return { text, kind: CompletionItemKind.Property, detail: memberDetail(member, 'request'), first: required };
}

const schemaKeywords: readonly Candidate[] = [
  'type',
  'description',
  'default',
  'enum',
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'items',
  'properties',
  'required',
  'examples',
].map((text) => ({ text, kind: CompletionItemKind.Keyword }));

/** Whether an item of a list would be an object, so that what is typed there is its first key. */
export function isObject({ spot, rest }: Standing, situation: Situation): boolean {
  if (spot.kind === 'payload') return payloadAt(rest, situation)?.type === 'structure' && rest.length > 0;
  return spot.kind === 'object' && rest.length === 0;
}

/** How a value of a field goes on behind its colon. */
export function isNested(spot: Spot | undefined): boolean {
  return spot?.kind === 'object' || spot?.kind === 'list' || spot?.kind === 'names';
}
