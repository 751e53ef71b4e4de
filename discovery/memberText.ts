import type { Bounds, MemberDescription, ValueDescription } from './describeShape.ts';

/** How many values of an enumeration are shown; JSON has them all. */
const shownValues = 12;

/** The type of a value, in words: `array of strings`. */
export function typeText(value: ValueDescription): string {
  switch (value.type) {
    case 'array':
      return `array of ${plural(value.items)}`;
    case 'map':
      return `map to ${plural(value.values)}`;
    default:
      return value.type;
  }
}

function plural(value: ValueDescription): string {
  switch (value.type) {
    case 'array':
      return `arrays of ${plural(value.items)}`;
    case 'map':
      return `maps to ${plural(value.values)}`;
    case 'any':
      return 'any values';
    case 'bytes':
      return 'bytes';
    default:
      return `${value.type}s`;
  }
}

/**
 * What there is to say of a member beside its name and type: whether it must be given, secrets, bounds, values.
 * @param isOutermost it stands in no other member, so it matters where in the request it travels
 */
export function memberNotes(
  { required, in: place, secrecy, idempotencyToken, value }: MemberDescription,
  isRequest: boolean,
  isOutermost: boolean,
): string[] {
  return [
    ...(required && isRequest ? ['required'] : []),
    ...(secrecy === undefined ? [] : [secrecy === 'credential' ? 'secret' : 'sensitive']),
    ...(idempotencyToken ? ['idempotency token'] : []),
    ...(isOutermost && place !== 'body' ? [`in ${place}`] : []),
    ...valueNotes(value),
  ];
}

function valueNotes(value: ValueDescription): string[] {
  switch (value.type) {
    case 'any':
      return [];
    case 'object':
      if (value.recursive) return ['like the one that it stands in'];
      return [
        ...(value.oneOf ? ['with exactly one of its members'] : []),
        ...(value.members === undefined ? ['members by a larger --depth'] : []),
      ];
    case 'array':
      return [...boundsText(value, 'item', 'items'), ...valueNotes(value.items).map((note) => `each ${note}`)];
    case 'map':
      return [...boundsText(value, 'entry', 'entries'), ...valueNotes(value.values).map((note) => `each ${note}`)];
    case 'string':
      return value.enum === undefined ? boundsText(value, 'character', 'characters') : [enumText(value.enum)];
    case 'bytes':
      return boundsText(value, 'byte', 'bytes');
    case 'whole number':
    case 'number':
    case 'boolean':
    case 'timestamp':
      return boundsText(value);
  }
}

function enumText(values: readonly string[]): string {
  const more = values.length - shownValues;
  const shown = values.slice(0, more > 1 ? shownValues : values.length).join(', ');
  return `one of ${shown}${more > 1 ? ` and ${more} more` : ''}`;
}

function boundsText({ min = 0, max }: Bounds, one?: string, many?: string): string[] {
  const unit = one === undefined ? '' : ` ${(max ?? min) === 1 ? one : many}`;
  if (max === undefined) return min === 0 ? [] : [`at least ${min}${unit}`];
  if (min === max) return [`exactly ${max}${unit}`];
  return [min === 0 && one !== undefined ? `at most ${max}${unit}` : `${min} to ${max}${unit}`];
}
