import { entries } from './entry.ts';
import { describeUser, example } from './example.ts';

const good = example('Steps');

/** The example over another service: its source description is called so, and its steps are these. */
function over(source: string, steps: string): string {
  return example('Steps', steps)
    .replace('name: connect', `name: ${source}`)
    .replace('amazon-connect-openapi', `${source}-openapi`);
}

/** The example, its pointer into the response replaced. */
function withOutput(expression: string): string {
  return good.replace('$response.body#/User/Username', expression);
}

/** The example with one more parameter. */
function withParameter(parameter: string): string {
  return good.replace('    outputs:', `    - ${parameter}\n    outputs:`);
}

const updateRouting = `
- stepId: updateRouting
  operationId: updateUserRoutingProfile
  parameters:
  - { name: InstanceId, in: path, value: $inputs.instanceId }
  - { name: UserId, in: path, value: $inputs.userId }
  requestBody:
    payload:
      RoutingProfileId: 11111111-2222-3333-4444-555555555555
`;

const describeLoadBalancers = `
- stepId: describeLoadBalancers
  operationId: describeLoadBalancers
  outputs:
    loadBalancers: $response.body#/LoadBalancers
`;

/** A step that sends a name, and the input that it reads. */
function withNickname(schema: string, identity: string): string {
  const step = `
- stepId: rename
  operationId: updateUserIdentityInfo
  parameters:
  - { name: InstanceId, in: path, value: $inputs.instanceId }
  - { name: UserId, in: path, value: $inputs.userId }
  requestBody:
    payload: { IdentityInfo: ${identity} }
`;
  return example('Steps', step)
    .replace('required: [instanceId, userId]', 'required: [instanceId, userId, nickname]')
    .replace('      userId: { type: string }\n', (line) => `${line}      nickname: ${schema}\n`);
}

/** A step that stores an object. */
function putObject(payload: string): string {
  return `
- stepId: putObject
  operationId: putObject
  parameters:
  - { name: Bucket, in: path, value: greetings }
  - { name: Key, in: path, value: hello.json }
  requestBody: { payload: ${payload} }
`;
}

const listUsers = `
- stepId: listUsers
  operationId: listUsers
  parameters:
  - { name: InstanceId, in: path, value: $inputs.instanceId }
  - { name: maxResults, in: query, value: 100 }
`;

/** What `compiler/apis/aws` finds out and `compiler/plan` reports. */
export const serviceEntries = entries({
  'service-unknown': {
    severity: 'error',
    title: 'It is not clear which AWS service is meant',
    explanation:
      'A source description stands for an AWS service. The option `services` says which one, or `x-aws-service` on the source description. Else ' +
      "the header `X-Amz-Target` of the calls, the hosts in the OpenAPI description's `servers`, the query parameter `Version`, the words of the " +
      "source's `url` and `name`, and those of the document's title point to services, and it is the first one of these that has all the " +
      'operations. Nothing of that named a service that Step Functions can call and that has the operations. Add ' +
      '`x-aws-service` with the name that the service has in Step Functions, for example `connect`.',
    bad: over('people', describeUser),
    good: over('people', describeUser).replace('  type: openapi\n', '  type: openapi\n  x-aws-service: connect\n'),
  },
  'service-ambiguous': {
    severity: 'error',
    title: 'Several AWS services fit',
    explanation:
      'The words of the source description name several services, and each of them has the operations. The message names them: say which ' +
      'one is meant with `x-aws-service` on the source description, or with the option `services`.',
    bad: over('elastic-load-balancing', describeLoadBalancers),
    good: over('elastic-load-balancing', describeLoadBalancers).replace(
      '  type: openapi\n',
      '  type: openapi\n  x-aws-service: elasticloadbalancingv2\n',
    ),
  },
  'service-by-operations': {
    severity: 'info',
    title: 'A service is told by its operations alone',
    explanation:
      'No name in the document points to a service that has the operations, and a single service of AWS has all of them. It is taken to be meant. ' +
      'Say so with `x-aws-service`, or with the option `services`.',
    bad: over('amazon-people', describeUser + updateRouting),
    good: over('amazon-people', describeUser + updateRouting).replace(
      '  type: openapi\n',
      '  type: openapi\n  x-aws-service: connect\n',
    ),
  },
  'service-uncallable': {
    severity: 'error',
    title: 'Step Functions cannot call this service',
    explanation:
      "There is such a service, but it is not on Step Functions' list of services with an AWS SDK integration, has left that list, is retired by AWS, or is " +
      'too new for the models at hand. The message says which, and when. Call it from a Lambda function, if it still exists, and let the ' +
      'workflow call that function. The date of the list stands in `models/services.json`.',
    bad: over(
      'amazon-neptune-data',
      '- stepId: status\n  operationId: getEngineStatus\n  outputs:\n    status: $response.body#/status\n',
    ),
    good,
  },
  'operation-unknown': {
    severity: 'error',
    title: 'The service has no such operation',
    explanation:
      "An `operationId` is the name of an operation in the AWS service's model, the case of its first letter aside; an `operationPath` ends " +
      "in a path of the service and a method. The message names the nearest one. What is known of AWS's operations is as old as the data " +
      'in `models/`, which says its date.',
    bad: good.replace('operationId: describeUser', 'operationId: descrbeUser'),
    good,
  },
  'operation-case': {
    severity: 'info',
    title: 'An operation is found only without regard to letter case',
    explanation:
      'The name differs from that of the operation by letter case, beyond its first letter. It is taken to mean that operation; other ' +
      'runners may not find it.',
    bad: good.replace('operationId: describeUser', 'operationId: describeuser'),
    good,
  },
  'operation-unsupported': {
    severity: 'error',
    title: 'Step Functions cannot call this operation',
    explanation:
      'The service can be called, this operation of it cannot: the documentation of Step Functions lists it as unsupported, or it sends or ' +
      'receives a stream of events.',
    bad: over(
      'aws-sts',
      `
- stepId: assumeRole
  operationId: assumeRole
  parameters:
  - { name: RoleArn, in: query, value: $inputs.userId }
  - { name: RoleSessionName, in: query, value: example }
`,
    ),
    good: over(
      'aws-sts',
      '- stepId: identify\n  operationId: getCallerIdentity\n  outputs:\n    arn: $response.body#/Arn\n',
    ),
  },
  'operation-permissions-unknown': {
    severity: 'error',
    title: 'It is not known which permission the operation needs',
    explanation:
      'No IAM action of the name of this operation is known, nor one under another name. So no role can be written that allows the call. ' +
      "Look the action up in AWS's Service Authorization Reference and give it with the option `actions`, for example " +
      '`connect:listTestCases=connect:ListTestCases`.',
    bad: example(
      'Steps',
      `
- stepId: listTestCases
  operationId: listTestCases
  parameters:
  - { name: InstanceId, in: path, value: $inputs.instanceId }
`,
    ),
    good,
  },
  'permission-undecided': {
    severity: 'info',
    title: 'A call may need an action beside its own',
    explanation:
      'AWS lists actions that a caller of the operation may need besides its own. Those that the sent members ask for, such as `iam:PassRole` for a ' +
      "role, `connect:TagResource` for tags and `kms:GenerateDataKey` for a key, are in the machine's permissions. Whether these are needed too depends " +
      'on something that the document does not say: on what a launch template or a task definition holds, on a member that is known only when the machine ' +
      'runs, or on the account, where a service-linked role is made at the first use. They are not allowed by themselves. Where a call is denied for the ' +
      'lack of one, allow it to the role of the machine (`machine.role.addToPolicy` of the construct), or say all that the operation needs with the ' +
      'option `actions`.',
    bad: over(
      'amazon-ec2',
      `
- stepId: run
  operationId: runInstances
  requestBody:
    payload: { MinCount: 1, MaxCount: 1, LaunchTemplate: { LaunchTemplateName: desk } }
  outputs:
    user: $response.body#/Instances/0/InstanceId
`,
    ),
    good: over(
      'amazon-ec2',
      `
- stepId: run
  operationId: runInstances
  requestBody:
    payload: { MinCount: 1, MaxCount: 1, ImageId: ami-12345678 }
  outputs:
    user: $response.body#/Instances/0/InstanceId
`,
    ),
  },
  'member-unknown': {
    severity: 'error',
    title: 'The operation takes no such parameter',
    explanation:
      "A parameter or a key of a payload is matched to a member of the operation's input: by its name in HTTP messages, by its name in the " +
      'model, then without regard to letter case. This one is none of them. The message names the nearest member. What belongs to the ' +
      'protocol (`Action`, `Version`, `X-Amz-Target`, `Content-Type` and the like) needs no member.',
    bad: withParameter('{ name: Expand, in: query, value: everything }'),
    good,
  },
  'member-case': {
    severity: 'info',
    title: 'A parameter is found only without regard to letter case',
    explanation:
      'The name differs from that of the member by letter case or by `-` and `_`. It is taken to mean that member; the machine has the right name.',
    bad: good.replace('name: InstanceId', 'name: instanceId'),
    good,
  },
  'member-set-twice': {
    severity: 'error',
    title: 'A member is given twice',
    explanation:
      'Two parameters, a parameter and a key of the payload, or two keys are the same member of the input under two of its names, or the one contains ' +
      'the other. Only one of the values could be sent. A parameter and a key that have the same value are one.',
    bad: withParameter('{ name: UserId, in: query, value: $inputs.userId }'),
    good,
  },
  'member-overridden': {
    severity: 'warning',
    title: 'A member is given twice, perhaps with different values',
    explanation:
      'A parameter and a key of the payload are the same member of the input, and at least one of the two values is only known when the machine runs. ' +
      'What the parameter says is sent; of two keys it is the first.',
    bad: withNickname('{ type: string }', '{ FirstName: Ann }, UserId: $inputs.nickname'),
    good: withNickname('{ type: string }', '{ FirstName: $inputs.nickname }'),
  },
  'member-required-missing': {
    severity: 'error',
    title: 'A required parameter is missing',
    explanation:
      'The service refuses the call without this member. Give it as a parameter or in the payload. An optional input may stand for it: if ' +
      'it is absent when the machine runs, the step fails and names it.',
    bad: good.replace(/.*name: UserId.*\n/, ''),
    good,
  },
  'member-literal-invalid': {
    severity: 'error',
    title: 'A value does not fit its parameter',
    explanation:
      'A value that is written out in the document is checked against the type, the enumeration and the bounds that the service model gives ' +
      'for the member. Patterns of the models are not checked: some are wrong.',
    bad: example('Steps', listUsers.replace('value: 100', 'value: 5000')),
    good: example('Steps', listUsers),
  },
  'member-type-differs': {
    severity: 'warning',
    title: 'A value is of another type than its parameter',
    explanation:
      'What is sent is only known when the machine runs, but its type is known now, from the schema of the inputs or from the service model, and ' +
      'Step Functions takes no other type for the member: every execution that sends it fails. In a path, a query or a header, where everything is ' +
      'text, texts are turned into numbers and numbers into texts.',
    bad: withNickname('{ type: integer }', '{ FirstName: $inputs.nickname }'),
    good: withNickname('{ type: string }', '{ FirstName: $inputs.nickname }'),
  },
  'required-member-optional': {
    severity: 'warning',
    title: 'A required parameter may be missing',
    explanation:
      'The service requires the member, and what is sent is an input that need not be given: an execution without it fails at this call, after those ' +
      'before it have had their effects. If the input is required, the execution is rejected before anything is called.',
    bad: good.replace('required: [instanceId, userId]', 'required: [instanceId]'),
    good,
  },
  'input-member-name': {
    severity: 'warning',
    title: 'An input has a member that Step Functions refuses',
    explanation:
      'An input that is sent as an object is sent as it is, so its members need the names that Step Functions has for them, which start with a capital ' +
      'letter and differ from those of the service in places (`DBInstanceIdentifier` is `DbInstanceIdentifier`). The schema of the input names members ' +
      'that would be refused.',
    bad: withNickname('{ type: object, properties: { firstName: {} } }', '$inputs.nickname'),
    good: withNickname('{ type: object, properties: { FirstName: {} } }', '$inputs.nickname'),
  },
  'stream-text-quoted': {
    severity: 'warning',
    title: 'A text is stored with its quotes',
    explanation:
      'What an AWS SDK integration sends as a stream, such as the `Body` of an object of Amazon S3, is the JSON text of the value: an object or a list ' +
      'comes out as JSON, but a text has quotes around it and escapes in it.',
    bad: over('s3', putObject('hello')),
    good: over('s3', putObject('{ greeting: hello }')),
  },
  'response-pointer-unknown': {
    severity: 'error',
    title: 'The response has nothing at this place',
    explanation:
      "The pointer or path names a member that the operation's output doesn't have, so it could never find a value. The message names the " +
      'nearest member. Where the response holds free JSON, any name is accepted. Where an OpenAPI description rules the name out, the option ' +
      '`descriptions: loose` has it read all the same.',
    bad: withOutput('$response.body#/User/Usernam'),
    good,
  },
  'response-pointer-adjusted': {
    severity: 'info',
    title: 'A place in the response is read otherwise than it is written',
    explanation:
      'The pointer differs from the service model in letter case, has an outer object that the response has not (`...Result`), or lacks one ' +
      'that it has. What it plainly means is read; the message says what that is. Other runners may find nothing.',
    bad: withOutput('$response.body#/Username'),
    good,
  },
  'response-header-unknown': {
    severity: 'error',
    title: 'This response header cannot be read',
    explanation:
      'A Task of Step Functions gives the body of a response, and of the headers those alone that the service model binds to a member of the ' +
      'output, such as `ETag` of Amazon S3.',
    bad: withOutput('$response.header.x-amzn-RequestId'),
    good,
  },
});
