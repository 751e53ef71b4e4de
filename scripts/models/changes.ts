import type {
  ActionFacts,
  OperationFacts,
  ShapeFacts,
  ServiceFacts as StoredFacts,
} from '../../compiler/apis/aws/format.ts';
import type { ServicesTable } from './services.ts';

/*
 * What is other in models than in those before them, as lines to read: what comes with an update of AWS's facts is reviewed
 * before it is taken over.
 */

/** How the list of services has changed. */
export function listChanges(before: ServicesTable, after: ServicesTable): string[] {
  const known = new Map(before.services.map((service) => [service.resource, service]));
  const lines = after.services.flatMap((service) => {
    const old = known.get(service.resource);
    known.delete(service.resource);
    const { resource, exceptionPrefix, since, removed, retired, unsupported } = service;
    if (old === undefined) return [`${resource}: new on the list${since === undefined ? '' : ` since ${since}`}`];
    return [
      ...(old.exceptionPrefix === exceptionPrefix ? [] : [`${resource}: its errors begin with ${exceptionPrefix}`]),
      ...(old.removed === removed ? [] : [`${resource}: left the list on ${removed ?? '?'}`]),
      ...(old.retired === retired ? [] : [`${resource}: retired by AWS on ${retired ?? '?'}`]),
      ...differences(`${resource}: operations that can't be called`, old.unsupported ?? [], unsupported ?? []),
    ];
  });
  const gone = [...known.keys()].map((resource) => `${resource}: not in the list given`);
  const dated =
    before.listed === after.listed ? [] : [`The list is of ${after.listed ?? '?'}, before ${before.listed ?? '?'}.`];
  return [...dated, ...lines, ...gone];
}

/**
 * How a service's model has changed: operations, their errors and permissions, members and values.
 * @param before the texts of the model's parts, see format.ts; undefined: there was no model
 * @param after undefined: there is none any more
 */
export function modelChanges(
  resource: string,
  before: readonly string[] | undefined,
  after: readonly string[] | undefined,
): string[] {
  if (before === undefined && after === undefined) return [];
  if (before === undefined) return [`${resource}: a model, with ${operationNames(after ?? []).length} operations`];
  if (after === undefined) return [`${resource}: no model any more`];
  const old = linesOf(before);
  const operations = differences(`${resource}: operations`, operationNames(before), operationNames(after));
  const errors = differences(`${resource}: errors`, errorsOf(before), errorsOf(after));
  const changed = [...linesOf(after)].flatMap(([key, text]) => {
    const known = old.get(key);
    if (known === undefined || known === text) return [];
    const [kind = '', name = ''] = key.split(' ');
    return changedFact(`${resource} ${name}`, kind, known, text);
  });
  return [...operations, ...errors, ...changed];
}

/** Changes in the order of the services that they are about; what is about none comes first. */
export function byService(changes: readonly string[]): readonly string[] {
  const service = (line: string) => /^[a-z0-9]+/.exec(line)?.[0] ?? '';
  return [...changes].sort((a, b) => (service(a) < service(b) ? -1 : Number(service(a) > service(b))));
}

function changedFact(name: string, kind: string, before: string, after: string): readonly string[] {
  switch (kind) {
    case 'operation': {
      const [old, now]: readonly OperationFacts[] = [JSON.parse(before), JSON.parse(after)];
      return orElse(`${name}: changed`, [
        ...differences(`${name}: errors`, old?.errors ?? [], now?.errors ?? []),
        ...differences(`${name}: permissions`, old?.iam ?? [], now?.iam ?? []),
      ]);
    }
    case 'shape': {
      const [old, now]: readonly ShapeFacts[] = [JSON.parse(before), JSON.parse(after)];
      return orElse(`${name}: changed`, [
        ...differences(`${name}: members`, membersOf(old), membersOf(now)),
        ...differences(`${name}: required`, requiredOf(old), requiredOf(now)),
        ...differences(`${name}: values`, valuesOf(old), valuesOf(now)),
      ]);
    }
    case 'action': {
      const [old, now]: readonly ActionFacts[] = [JSON.parse(before), JSON.parse(after)];
      return orElse(`${name}: changed`, [
        ...differences(`${name}: resources`, old?.resources ?? [], now?.resources ?? []),
        ...differences(`${name}: conditions`, old?.conditions ?? [], now?.conditions ?? []),
      ]);
    }
    default:
      return [`${name}: ${before} is now ${after}`];
  }
}

function orElse(otherwise: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [otherwise] : lines;
}

/** `connect: operations: + CreateView, - CreateLook`; nothing where they are the same. */
function differences(what: string, before: readonly string[], after: readonly string[]): readonly string[] {
  const more = after.filter((name) => !before.includes(name)).map((name) => `+ ${name}`);
  const fewer = before.filter((name) => !after.includes(name)).map((name) => `- ${name}`);
  return more.length + fewer.length === 0 ? [] : [`${what}: ${[...more, ...fewer].join(', ')}`];
}

function operationNames([head = '{}']: readonly string[]): readonly string[] {
  const facts: Partial<StoredFacts> = JSON.parse(head);
  return (facts.operations ?? []).flat();
}

/** The errors of a service with what is known of them: `GoneException status 404`. */
function errorsOf([head = '{}']: readonly string[]): readonly string[] {
  const facts: Partial<StoredFacts> = JSON.parse(head);
  return Object.entries(facts.errors ?? {}).map(([name, known]) => [name, ...Object.entries(known).flat()].join(' '));
}

/** The facts of all slices by kind and name, as their JSON. */
function linesOf([, ...slices]: readonly string[]): ReadonlyMap<string, string> {
  const lines = slices.flatMap((slice) => slice.split('\n')).filter((line) => line !== '');
  return new Map(lines.map((line) => [line.slice(0, line.indexOf('\t')), line.slice(line.indexOf('\t') + 1)]));
}

function membersOf(shape: ShapeFacts | undefined): readonly string[] {
  return typeof shape === 'object' && shape.type === 'structure' ? Object.keys(shape.members) : [];
}

function requiredOf(shape: ShapeFacts | undefined): readonly string[] {
  if (typeof shape !== 'object' || shape.type !== 'structure') return [];
  return Object.entries(shape.members).flatMap(([name, member]) =>
    typeof member === 'object' && member.required === 1 ? [name] : [],
  );
}

function valuesOf(shape: ShapeFacts | undefined): readonly string[] {
  return typeof shape === 'object' && 'enum' in shape ? (shape.enum ?? []) : [];
}
