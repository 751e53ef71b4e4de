import { didYouMean, nearest } from '../../compiler/diagnostics/index.ts';
import type { Json } from '../interpreter/index.ts';
import { AssemblyError, type Parameter, type Template } from './template.ts';

/** A parameter of a stack that its resources use, and its value here. */
export interface TakenParameter extends Parameter {
  readonly value: string;
  /** Given by whoever takes the app, a value that this machine has for it, or the template's default. */
  readonly from: 'given' | 'usual' | 'default';
}

/** Values of parameters, by their names. */
export interface ParameterValues {
  readonly given: ReadonlyMap<string, string>;
  /** What stands in for a default, where a stack has a parameter of that name. */
  readonly usual: ReadonlyMap<string, string>;
}

/**
 * What the parameters of a stack are here; those without a value are none of them.
 * @throws AssemblyError where one is given a value that the template doesn't allow
 */
export function takenParameters(
  { parameters, resources }: Template,
  { given, usual }: ParameterValues,
): readonly TakenParameter[] {
  const used = namesIn([...resources.values()].map(({ properties }) => properties));
  return [...parameters.values()]
    .filter(({ name }) => used.has(name))
    .flatMap((parameter): readonly TakenParameter[] => {
      const { name, initial, fromStore } = parameter;
      const value = given.get(name);
      if (value !== undefined) {
        const fault = faultOf(value, parameter);
        if (fault !== undefined) throw new AssemblyError(`--parameter ${name}: ${fault}`);
        return [{ ...parameter, value, from: 'given' }];
      }
      const known = usual.get(name);
      if (known !== undefined && faultOf(known, parameter) === undefined)
        return [{ ...parameter, value: known, from: 'usual' }];
      return initial === undefined || fromStore ? [] : [{ ...parameter, value: initial, from: 'default' }];
    });
}

/**
 * Refuses values of parameters that no stack has.
 * @throws AssemblyError
 */
export function refuseUnknown(given: Iterable<string>, templates: readonly Template[]): void {
  const names = templates.flatMap(({ parameters }) => [...parameters.keys()]);
  for (const name of given) {
    if (names.includes(name)) continue;
    const help = didYouMean(nearest(name, names)) ?? (names.length === 0 ? '' : `There are ${names.join(', ')}.`);
    throw new AssemblyError(`The app has no parameter ${name}. ${help}`.trim());
  }
}

/** What a reference to a parameter comes to: of a list, its items. */
export function parameterValue({ value, isList }: TakenParameter): Json {
  return isList ? itemsOf(value) : value;
}

function itemsOf(list: string): readonly string[] {
  return list.split(',').map((item) => item.trim());
}

/** What is said of a parameter without a value, where one is needed. */
export function withoutValue({ name, description, allowed, fromStore }: Parameter): string {
  const reason = fromStore ? 'is read from Systems Manager, which is not here' : 'has no value';
  const choice = allowed.length === 0 ? 'VALUE' : allowed.join('|');
  const about = description === undefined ? '' : ` (${description})`;
  return `The stack's parameter ${name} ${reason}: give it by --parameter ${name}=${choice}${about}`;
}

/** Why CloudFormation would refuse a value; undefined where it wouldn't. */
function faultOf(value: string, parameter: Parameter): string | undefined {
  const { allowed, pattern, constraint, isNumber, isList, isSecret } = parameter;
  const shown = isSecret ? 'the value' : `\`${value}\``;
  const refused = (reason: string): string => `${shown} ${constraint ?? reason}`;
  for (const item of isList ? itemsOf(value) : [value]) {
    if (isNumber && (item.trim() === '' || Number.isNaN(Number(item)))) return refused('is no number');
    if (allowed.length > 0 && !allowed.includes(item)) {
      const meant = didYouMean(nearest(item, allowed));
      return `${refused(`is none of ${allowed.join(', ')}`)}${meant === undefined ? '' : `. ${meant}`}`;
    }
    if (pattern?.test(item) === false) return refused(`doesn't match ${pattern.source}`);
  }
  return boundsFault(value, parameter, refused);
}

function boundsFault(value: string, { bounds }: Parameter, refused: (reason: string) => string): string | undefined {
  const [number, length] = [Number(value), value.length];
  if (bounds.MinValue !== undefined && number < bounds.MinValue) return refused(`is less than ${bounds.MinValue}`);
  if (bounds.MaxValue !== undefined && number > bounds.MaxValue) return refused(`is more than ${bounds.MaxValue}`);
  if (bounds.MinLength !== undefined && length < bounds.MinLength)
    return refused(`is shorter than ${bounds.MinLength} characters`);
  if (bounds.MaxLength !== undefined && length > bounds.MaxLength)
    return refused(`is longer than ${bounds.MaxLength} characters`);
  return undefined;
}

/** What resources refer to by name: by `Ref`, or in texts of `Fn::Sub`. */
function namesIn(value: Json): ReadonlySet<string> {
  const text = JSON.stringify(value);
  const found = [...text.matchAll(/\{"Ref":"([^"]+)"\}|\$\{([A-Za-z0-9]+)\}/g)];
  return new Set(found.map(([, reference, part]) => reference ?? part ?? ''));
}
