import type { TouchFacts } from '../../../compiler/apis/aws/format.ts';

/** Amazon RDS User Guide, policy examples for creating DB instances: groups that aren't named are the default ones. */
const DEFAULT_GROUPS: Readonly<Record<string, TouchFacts>> = {
  og: { by: ['OptionGroupName'], otherwise: rds('og:default*') },
  pg: { by: ['DBParameterGroupName'], otherwise: rds('pg:default*') },
  secgrp: { by: ['DBSecurityGroups'] },
  subgrp: { by: ['DBSubnetGroupName'], otherwise: rds('subgrp:default') },
};

/** When an operation touches a type that its members' names don't tell. By the service and the operation, then by type. */
export const TOUCHES: Readonly<Record<string, Readonly<Record<string, TouchFacts>>>> = {
  // An address is named by its allocation in a VPC, and by itself else.
  'ec2:AssociateAddress': { 'elastic-ip': { by: ['AllocationId', 'PublicIp'] } },
  'ec2:DisassociateAddress': { 'elastic-ip': { by: ['PublicIp'] } },
  'ec2:ReleaseAddress': { 'elastic-ip': { by: ['AllocationId', 'PublicIp'] } },
  // Amazon EC2 User Guide, example policies for launching instances: each instance has a root volume.
  'ec2:RunInstances': {
    'elastic-gpu': { by: ['ElasticGpuSpecification'] },
    'elastic-inference': { by: ['ElasticInferenceAccelerators'] },
    group: { by: ['Placement.HostResourceGroupArn'] },
    'key-pair': { by: ['KeyName'] },
    'placement-group': { by: ['Placement.GroupId', 'Placement.GroupName'] },
    'secondary-interface': { by: ['SecondaryInterfaces'] },
    'secondary-subnet': { by: ['SecondaryInterfaces.SecondarySubnetId'] },
    'spot-instances-request': { by: ['InstanceMarketOptions'] },
    volume: {},
  },
  'rds:CreateDBInstance': DEFAULT_GROUPS,
  'rds:RestoreDBInstanceFromDBSnapshot': DEFAULT_GROUPS,
  'rds:RestoreDBInstanceFromS3': DEFAULT_GROUPS,
  'rds:RestoreDBInstanceToPointInTime': DEFAULT_GROUPS,
  // What kind of load balancer is made is a word of the request.
  'elasticloadbalancingv2:CreateLoadBalancer': {
    'loadbalancer/app/': { by: ['Name'] },
    'loadbalancer/gwy/': { by: ['Name'] },
    'loadbalancer/net/': { by: ['Name'] },
  },
};

function rds(resource: string): readonly string[] {
  return [`arn:\${Partition}:rds:\${Region}:\${Account}:${resource}`];
}
