import { isObject, type Json, type JsonObject } from '../interpreter/index.ts';
import { type ConnectCall, instanceOf, invalid } from './call.ts';
import { type Kind, kinds } from './kinds.ts';
import { type Entry, entriesNamed, type Instance } from './store.ts';

/** The entries of a kind that meet a Search request's criteria and filter. */
export function searchEntries(call: ConnectCall, kind: Kind): readonly Entry[] {
  const { SearchCriteria: criteria, SearchFilter: filter } = call.request;
  return candidates(instanceOf(call), kind, criteria).filter((entry) => {
    const fields = fieldsOf(kind, entry);
    return (
      (!isObject(criteria) || meetsCriteria(call, criteria, fields)) &&
      (!isObject(filter) || meetsFilter(filter, entry))
    );
  });
}

/** Those of the name that is searched, where nothing but a name is; else all. */
function candidates(instance: Instance, kind: Kind, criteria: Json | undefined): readonly Entry[] {
  const { StringCondition: condition, ...others }: JsonObject = isObject(criteria) ? criteria : {};
  const {
    FieldName: field,
    Value: value,
    ComparisonType: comparison,
  }: JsonObject = isObject(condition) ? condition : {};
  const isName = ['name', kinds[kind].name.toLowerCase()].includes(String(field).toLowerCase());
  if (isName && comparison === 'EXACT' && Object.keys(others).length === 0) {
    return entriesNamed(instance, kind, String(value ?? ''));
  }
  return [...instance.held[kind].values()];
}

/** What a search can look at, by its name in lower case. */
function fieldsOf(kind: Kind, entry: Entry): ReadonlyMap<string, Json> {
  const { id, name } = kinds[kind];
  const identity = entry['IdentityInfo'];
  const all = {
    ...(isObject(identity) ? identity : {}),
    ...entry,
    name: entry[name] ?? '',
    resourceId: entry[id] ?? '',
  };
  return new Map(Object.entries(all).map(([key, value]) => [key.toLowerCase(), value]));
}

function meetsCriteria(call: ConnectCall, criteria: JsonObject, fields: ReadonlyMap<string, Json>): boolean {
  return Object.entries(criteria).every(([kind, value]) => {
    switch (kind) {
      case 'OrConditions':
        return objects(value).some((inner) => meetsCriteria(call, inner, fields));
      case 'AndConditions':
        return objects(value).every((inner) => meetsCriteria(call, inner, fields));
      case 'StringCondition':
        return isObject(value) && meetsString(value, fields);
      case 'HierarchyGroupCondition':
        return isObject(value) && fields.get('hierarchygroupid') === value['Value'];
      case 'TypeCondition':
      case 'StateCondition':
      case 'StatusCondition':
        return fields.get(kind.replace('Condition', '').toLowerCase()) === value;
      case 'QueueTypeCondition':
        return value === 'STANDARD';
      default:
        throw invalid(call, `Searching by ${kind} is not supported here`);
    }
  });
}

function meetsString(condition: JsonObject, fields: ReadonlyMap<string, Json>): boolean {
  const field = fields.get(String(condition['FieldName']).toLowerCase());
  const wanted = String(condition['Value'] ?? '').toLowerCase();
  const values = (Array.isArray(field) ? field : [field ?? '']).map((value) => String(value).toLowerCase());
  switch (condition['ComparisonType']) {
    case 'STARTS_WITH':
      return values.some((value) => value.startsWith(wanted));
    case 'CONTAINS':
      return values.some((value) => value.includes(wanted));
    default:
      return values.includes(wanted);
  }
}

function meetsFilter(filter: JsonObject, entry: Entry): boolean {
  const tags = isObject(entry['Tags']) ? entry['Tags'] : {};
  const tagged = (condition: JsonObject): boolean => {
    const key = String(condition['TagKey']);
    return Object.hasOwn(tags, key) && (condition['TagValue'] === undefined || tags[key] === condition['TagValue']);
  };
  const part = Object.values(filter).filter(isObject);
  return part.every((conditions) => {
    const { OrConditions: or, AndConditions: and, AndCondition: both, TagCondition: one } = conditions;
    const all = isObject(both) ? objects(both['TagConditions']) : objects(and);
    return (
      (!Array.isArray(or) || or.some((list) => (Array.isArray(list) ? objects(list).every(tagged) : true))) &&
      all.every(tagged) &&
      (!isObject(one) || tagged(one))
    );
  });
}

function objects(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
