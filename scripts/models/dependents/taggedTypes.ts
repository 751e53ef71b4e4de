import { fold } from '../../../compiler/apis/aws/findMember.ts';
import { type IamCatalog, typeKey } from '../iamCatalog.ts';
import { kindsOf } from '../resources/loadBalancers.ts';
import { TAGGED_TYPES, thingOf } from './tags.ts';

/**
 * The resource types that are tagged when something is made: the one that the operation is called after (`listener-rule`
 * ends in what `CreateRule` makes), else those that
 * both the operation and the tagging action know, the required ones of them first. Undefined: all that the tagging one
 * knows.
 * @param own what the operation touches
 */
export async function taggedTypes(
  {
    resource,
    operation,
    actions,
  }: { readonly resource: string; readonly operation: string; readonly actions: readonly string[] },
  own: readonly string[],
  tagging: string,
  catalog: IamCatalog,
): Promise<readonly string[] | undefined> {
  const known = actions.flatMap((action) => TAGGED_TYPES[action] ?? []);
  if (known.length > 0) return known;
  const types = (kindsOf(resource, 'AddTags', catalog.typesOf(tagging)) ?? catalog.typesOf(tagging)).map(typeKey);
  for (const type of types) await catalog.addType(type);
  const thing = fold(thingOf(operation)).replace(/s$/, '');
  const named = types.filter((type) => namesOf(type, catalog).includes(thing));
  if (named.length > 0) return alternatives(named);
  const ending = types.filter((type) => type.split('/')[1]?.split('-').at(-1) === thing);
  if (ending.length > 0) return alternatives(ending);
  const touched = own.filter((each) => types.includes(typeKey(each)));
  const required = touched.filter((each) => !each.startsWith('?'));
  if (required.length > 0) return alternatives(required);
  return touched.length === 0 ? undefined : touched;
}

/** Of several types one is tagged. */
function alternatives(types: readonly string[]): readonly string[] {
  return types.length === 1 ? types : types.map((type) => `?${type}`);
}

/** What a type is called: by its own name, that of its kind (`listener/app`), and by what stands last in its ARNs. */
function namesOf(type: string, { resources }: IamCatalog): readonly string[] {
  const placeholders = (resources[type] ?? []).map((arn) => /\$\{(\w+?)(Name|Id|Identifier)?\}$/.exec(arn)?.[1] ?? '');
  return [type.slice(type.indexOf('/') + 1), type.split('/')[1] ?? type, ...placeholders].map(fold);
}
