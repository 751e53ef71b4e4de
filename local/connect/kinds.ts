/** What an instance holds, by the names that its data file has for it. */
export type Kind =
  | 'users'
  | 'routingProfiles'
  | 'securityProfiles'
  | 'queues'
  | 'hoursOfOperation'
  | 'hierarchyGroups'
  | 'contactFlows'
  | 'quickConnects';

/** How the operations of the model speak of one kind. */
export interface KindFacts {
  /** As messages name it. */
  readonly label: string;
  /** In an ARN, behind the instance: not always the name of the kind. */
  readonly arnPath: string;
  /** In the names of operations: `Describe` + this. */
  readonly singular: string;
  readonly plural: string;
  /** The members of a description that hold its id, ARN and name. */
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  /** The member of a request that says which one is meant; with `Arn` for `Id` also what Create answers, unless `arn` names the kind itself. */
  readonly requestId: string;
  /** The members of answers that hold the description, and the summaries of List. */
  readonly described: string;
  readonly listed: string;
  /** Members that hold ids of others, and of which kind those are. */
  readonly references: Readonly<Record<string, Kind>>;
}

export const kinds: Readonly<Record<Kind, KindFacts>> = {
  users: {
    label: 'user',
    arnPath: 'agent',
    singular: 'User',
    plural: 'Users',
    id: 'Id',
    arn: 'Arn',
    name: 'Username',
    requestId: 'UserId',
    described: 'User',
    listed: 'UserSummaryList',
    references: {
      RoutingProfileId: 'routingProfiles',
      SecurityProfileIds: 'securityProfiles',
      HierarchyGroupId: 'hierarchyGroups',
    },
  },
  routingProfiles: {
    label: 'routing profile',
    arnPath: 'routing-profile',
    singular: 'RoutingProfile',
    plural: 'RoutingProfiles',
    id: 'RoutingProfileId',
    arn: 'RoutingProfileArn',
    name: 'Name',
    requestId: 'RoutingProfileId',
    described: 'RoutingProfile',
    listed: 'RoutingProfileSummaryList',
    references: { DefaultOutboundQueueId: 'queues', AssociatedQueueIds: 'queues' },
  },
  securityProfiles: {
    label: 'security profile',
    arnPath: 'security-profile',
    singular: 'SecurityProfile',
    plural: 'SecurityProfiles',
    id: 'Id',
    arn: 'Arn',
    name: 'SecurityProfileName',
    requestId: 'SecurityProfileId',
    described: 'SecurityProfile',
    listed: 'SecurityProfileSummaryList',
    references: { AllowedAccessControlHierarchyGroupId: 'hierarchyGroups' },
  },
  queues: {
    label: 'queue',
    arnPath: 'queue',
    singular: 'Queue',
    plural: 'Queues',
    id: 'QueueId',
    arn: 'QueueArn',
    name: 'Name',
    requestId: 'QueueId',
    described: 'Queue',
    listed: 'QueueSummaryList',
    references: { HoursOfOperationId: 'hoursOfOperation' },
  },
  hoursOfOperation: {
    label: 'hours of operation',
    arnPath: 'operating-hours',
    singular: 'HoursOfOperation',
    plural: 'HoursOfOperations',
    id: 'HoursOfOperationId',
    arn: 'HoursOfOperationArn',
    name: 'Name',
    requestId: 'HoursOfOperationId',
    described: 'HoursOfOperation',
    listed: 'HoursOfOperationSummaryList',
    references: {},
  },
  hierarchyGroups: {
    label: 'hierarchy group',
    arnPath: 'agent-group',
    singular: 'UserHierarchyGroup',
    plural: 'UserHierarchyGroups',
    id: 'Id',
    arn: 'Arn',
    name: 'Name',
    requestId: 'HierarchyGroupId',
    described: 'HierarchyGroup',
    listed: 'UserHierarchyGroupSummaryList',
    references: { ParentGroupId: 'hierarchyGroups' },
  },
  contactFlows: {
    label: 'contact flow',
    arnPath: 'contact-flow',
    singular: 'ContactFlow',
    plural: 'ContactFlows',
    id: 'Id',
    arn: 'Arn',
    name: 'Name',
    requestId: 'ContactFlowId',
    described: 'ContactFlow',
    listed: 'ContactFlowSummaryList',
    references: {},
  },
  quickConnects: {
    label: 'quick connect',
    arnPath: 'transfer-destination',
    singular: 'QuickConnect',
    plural: 'QuickConnects',
    id: 'QuickConnectId',
    arn: 'QuickConnectARN',
    name: 'Name',
    requestId: 'QuickConnectId',
    described: 'QuickConnect',
    listed: 'QuickConnectSummaryList',
    references: {},
  },
};

export const kindNames: readonly Kind[] = [
  'users',
  'routingProfiles',
  'securityProfiles',
  'queues',
  'hoursOfOperation',
  'hierarchyGroups',
  'contactFlows',
  'quickConnects',
];
