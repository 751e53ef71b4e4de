import type { Shape } from '../../../compiler/apis/index.ts';
import { emptyObject, isObject, type Json } from '../../interpreter/index.ts';

/** What a member is called in a message. */
export type WireNaming = 'name' | 'wireName';

/**
 * A value as it stands in a JSON message: members by their wire names, none that the shape doesn't know, and points in
 * time (ISO 8601 inside this process) as seconds since the epoch.
 */
export function toWire(shape: Shape, value: Json, naming: WireNaming): Json {
  switch (shape.type) {
    case 'structure': {
      if (shape.document || !isObject(value)) return value;
      const copy = emptyObject();
      for (const member of shape.members) {
        const item = Object.hasOwn(value, member.name) ? value[member.name] : undefined;
        if (item !== undefined && item !== null) copy[member[naming]] = toWire(member.shape, item, naming);
      }
      return copy;
    }
    case 'list':
      return Array.isArray(value) ? value.map((item) => toWire(shape.member.shape, item, naming)) : value;
    case 'map': {
      if (!isObject(value)) return value;
      const copy = emptyObject();
      for (const [key, item] of Object.entries(value)) copy[key] = toWire(shape.value.shape, item, naming);
      return copy;
    }
    case 'timestamp':
      return typeof value === 'string' ? Date.parse(value) / 1000 : value;
    default:
      return value;
  }
}
