import type { ConnectHandlers } from './call.ts';
import { requested, requestedPage, resourceHandlers } from './resources.ts';

const members = [
  'Description',
  'Permissions',
  'AllowedAccessControlTags',
  'TagRestrictedResources',
  'Applications',
  'HierarchyRestrictedResources',
  'AllowedAccessControlHierarchyGroupId',
  'AllowedFlowModules',
  'GranularAccessControlConfiguration',
];

/** Security profiles: what a user may see and do. */
export const securityProfiles: ConnectHandlers = {
  ...resourceHandlers({
    kind: 'securityProfiles',
    created: ['SecurityProfileName', ...members],
    prepare: (_, instance) => ({ OrganizationResourceId: instance.id }),
    updates: { UpdateSecurityProfile: members },
  }),

  ListSecurityProfilePermissions(call) {
    const permissions = requested(call, 'securityProfiles')['Permissions'];
    const { items, nextToken } = requestedPage(call, Array.isArray(permissions) ? permissions : [], 1000);
    return { Permissions: items, ...(nextToken === undefined ? {} : { NextToken: nextToken }) };
  },
};
