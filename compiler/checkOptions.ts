import { findOperation } from './apis/index.ts';
import type { Document, Workflow } from './arazzo/index.ts';
import { diagnostic, didYouMean, nearest, type Place, type Reporter } from './diagnostics/index.ts';
import { type CompileSettings, OPTION_WORDS } from './options.ts';
import { MOST, placeOf, valueAt } from './source/index.ts';

/** A name in an option that nothing has, and what could have been meant. */
interface Unknown {
  readonly option: string;
  readonly name: string;
  readonly what: string;
  readonly known: readonly string[];
}

/**
 * Reports every name in the options that names nothing: a misspelt secret would go on as a text that everybody may read.
 * @returns whether all is well
 */
export function checkOptions(document: Document, settings: CompileSettings, reporter: Reporter): boolean {
  const unknown = [
    ...unknownInputs(document, settings),
    ...unknownSources(document, settings),
    ...unknownOperations(settings),
  ];
  for (const { option, name, what, known } of unknown) {
    const message = `the option \`${option}\` names \`${name}\`, and ${what}`;
    const all = known.length === 0 ? undefined : `There are ${known.join(', ')}.`;
    reporter.report(diagnostic('option-unknown', placeIn(document), message, didYouMean(nearest(name, known)) ?? all));
  }
  const wrong = wrongValues(settings);
  for (const message of wrong) reporter.report(diagnostic('option-value', placeIn(document), message));
  return unknown.length === 0 && wrong.length === 0;
}

/** What is wrong with options of which a program may give any value. */
function wrongValues(settings: CompileSettings): readonly string[] {
  const { callTimeout, polling = {} } = settings;
  const given: Readonly<Record<string, unknown>> = { ...settings };
  const times = Object.entries({ callTimeout, ...polling }).flatMap(([name, value]) =>
    value === undefined || (Number.isInteger(value) && value >= 1 && value <= MOST)
      ? []
      : [`\`${name}\` is no whole number of seconds from 1 to ${MOST}`],
  );
  const words = Object.entries<readonly string[]>(OPTION_WORDS).flatMap(([name, known]) => {
    const value = given[name];
    return value === undefined || known.some((word) => word === value)
      ? []
      : [`\`${name}\` is one of ${known.join(', ')}`];
  });
  return [...times, ...words];
}

function unknownInputs(
  { workflows }: Document,
  { secrets = [], secretInputs = {} }: CompileSettings,
): readonly Unknown[] {
  const known = workflows.flatMap(inputsOf);
  // What a `$ref` or `allOf` declares isn't looked for.
  if (known.includes(undefined)) return [];
  const names = known.filter((name) => name !== undefined);
  const unknown = (option: string, given: readonly string[]) =>
    given
      .filter((name) => !names.includes(name))
      .map((name) => ({ option, name, what: 'no workflow has an input of that name', known: names }));
  return [...unknown('secrets', secrets), ...unknown('secretInputs', Object.keys(secretInputs))];
}

/** The names of a workflow's inputs; undefined among them where there may be others. */
function inputsOf({ inputs }: Workflow): readonly (string | undefined)[] {
  if (inputs === undefined) return [];
  if (inputs.kind !== 'map') return [undefined];
  const properties = valueAt(inputs, 'properties');
  const others = inputs.entries.some(({ key }) => /^(?:\$ref|allOf|anyOf|oneOf|if|then|else)$/.test(String(key.value)));
  const names = properties?.kind === 'map' ? properties.entries.map(({ key }) => String(key.value)) : [];
  return others ? [...names, undefined] : names;
}

function unknownSources({ sources }: Document, settings: CompileSettings): readonly Unknown[] {
  // Another document has sources of its own.
  if (sources.some(({ type }) => type === 'arazzo')) return [];
  const known = sources.map(({ name }) => name.value);
  return (['services', 'servers', 'sources', 'connections'] as const).flatMap((option) =>
    Object.keys(settings[option] ?? {})
      .filter((name) => !known.includes(name))
      .map((name) => ({ option, name, what: 'no source description has that name', known })),
  );
}

function unknownOperations({ actions = {}, models }: CompileSettings): readonly Unknown[] {
  return Object.keys(actions).flatMap((name) => {
    const [resource = '', action = ''] = name.split(':');
    const service = models.service(resource);
    if (service === undefined) {
      const known = models.services.map((each) => each.resource);
      if (known.includes(resource)) return [];
      const near = nearest(resource, known);
      return [
        {
          option: 'actions',
          name,
          what: 'there is no such service',
          known: near === undefined ? [] : [`${near}:${action}`],
        },
      ];
    }
    // Written as in the resource of a Task: `createUser`, whatever the document calls the operation.
    const found = findOperation(service, action);
    if (found.kind === 'found' && found.operation.action === action) return [];
    const near = found.kind === 'found' ? found.operation.action : found.nearest;
    return [
      {
        option: 'actions',
        name,
        what: 'that service has no such operation',
        known: near === undefined ? [] : [`${resource}:${near}`],
      },
    ];
  });
}

/** Options stand in no document: what is wrong with them is shown where the document begins to speak of itself. */
function placeIn({ node }: Document): Place {
  return placeOf(valueAt(node, 'info') ?? node);
}
