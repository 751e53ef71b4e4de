import type { InputMember } from './members.ts';

/** Members that hold the tags of what a call makes: at the top, or in what the request is made of (`WriteCampaignRequest.tags`). */
export function tagMembers(members: readonly InputMember[]): readonly string[] {
  return members.filter(holdsTags).map(({ path }) => path);
}

function holdsTags({ path, name, shape }: InputMember): boolean {
  if (!['list', 'map', 'structure'].includes(shape.type)) return false;
  const depth = path.split('.').length;
  if (depth === 1)
    return /(^|[a-z])(Tags|TagList|TagsList|TagSpecifications?)$|^(tags|tagging)$/i.test(name) && !OTHERS.test(name);
  return depth === 2 && /^(tags|TagSpecifications?)$/i.test(name) && /Request|WithTags|Configuration|Input/.test(path);
}

/** Tags by which something is chosen, or that others are to get. */
const OTHERS = /Filter|^(Copy|Exclude|Include|Remove|Scope|Target|StagingArea|LF)/i;

/** Whether an action tags what is made. */
export function isTagging(action: string): boolean {
  return /:(Tag[A-Z]\w*|AddTags\w*|CreateTags|CreateOrUpdateTags)$/.test(action);
}

/**
 * Names that a service's action for tags may have, the likeliest first: some have one for each kind of thing.
 * @param thing what the operation makes: `Role` of `CreateRole`
 */
export function taggingNames(thing: string): readonly string[] {
  return [
    `Tag${thing}`,
    `AddTagsTo${thing}`,
    'TagResource',
    'AddTagsToResource',
    'CreateTags',
    'AddTags',
    'TagResources',
    'CreateOrUpdateTags',
  ];
}

/** What a call makes of several types, and tags when it does. (Amazon EC2 API Reference, RunInstances, TagSpecification.) */
export const TAGGED_TYPES: Readonly<Record<string, readonly string[]>> = {
  'ec2:RunInstances': [
    '?ec2/elastic-gpu',
    '?ec2/instance',
    '?ec2/network-interface',
    '?ec2/spot-instances-request',
    '?ec2/volume',
  ],
};

/** What an operation makes, by its name: `Role` of `CreateRole`. */
export function thingOf(operation: string): string {
  return operation.replace(/^[A-Z][a-z]+/, '');
}
