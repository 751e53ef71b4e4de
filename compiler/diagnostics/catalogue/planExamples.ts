import type { Examples } from './entry.ts';
import { describeUser, example } from './example.ts';

/** Both sides of an example: what is written in the bad document, and what stands in its place in the good one. */
function change(document: string, bad: string, good: string): Examples {
  if (!document.includes(bad)) throw new Error(`the example does not hold ${bad}`);
  return { bad: document, good: document.replace(bad, () => good) };
}

/** The step that looks up a user, with lines behind its outputs. */
function lookUp(lines: string): string {
  return `${describeUser.trimEnd()}\n${lines.replaceAll(/^(?=.)/gm, '  ')}`;
}

/** A step that changes something: it is not safe to repeat. */
const suspend = `
- stepId: suspend
  operationId: updateUserRoutingProfile
  parameters:
  - { name: InstanceId, in: path, value: $inputs.instanceId }
  - { name: UserId, in: path, value: $inputs.userId }
  requestBody:
    payload: { RoutingProfileId: $inputs.profileId }
`;

/** A document whose workflow requires one more input. */
function withInput(declaration: string, document: string): string {
  const [name] = declaration.split(':');
  return document
    .replace('required: [instanceId, userId]', `required: [instanceId, userId, ${name}]`)
    .replace('      userId: { type: string }\n', (line) => `${line}      ${declaration}\n`);
}

/** A document over Amazon EC2, without inputs. */
function overEc2(title: string, steps: string): string {
  return example(title, steps)
    .replaceAll('connect', 'ec2')
    .replace(/ {2}inputs:\n(?: {4}.*\n)+/, '');
}

/** A document with an output of the workflow. */
function withOutput(expression: string, document = example('Outputs')): string {
  return `${document}  outputs:\n    name: ${expression}\n`;
}

/** A document with a second workflow. */
function withWorkflow(text: string, document: string): string {
  return `${document}- workflowId: ${text.trim()}\n`;
}

/** A document whose summary, which becomes the machine's comment, has so many characters. */
function long(characters: number): string {
  return example('Long').replace('  inputs:', `  summary: ${'x'.repeat(characters)}\n  inputs:`);
}

/** A step that sends what an earlier one found. */
const rename = `
- stepId: rename
  operationId: updateUserIdentityInfo
  parameters:
  - { name: InstanceId, in: path, value: $inputs.instanceId }
  - { name: UserId, in: path, value: $inputs.userId }
  requestBody:
    payload: { IdentityInfo: { LastName: $steps.lookAgain.outputs.name } }
`;

/** A second step, to go to. */
const again = describeUser.replace('stepId: describeUser', 'stepId: lookAgain');

const caller = `
- stepId: call
  workflowId: suspend-user
  parameters:
  - { name: userId, value: $inputs.userId }
  - { name: instanceId, value: $inputs.instanceId }
`;
const suspended = `suspend-user
  inputs:
    type: object
    required: [instanceId, userId]
    properties: { instanceId: { type: string }, userId: { type: string } }
  steps:
${describeUser.trim().replaceAll(/^(?=.)/gm, '  ')}`;

let made: ReturnType<typeof makeExamples> | undefined;

/** Examples of what `compiler/plan` and `compiler/asl` report; made when they are first asked for: some are large. */
export function planExamples(): ReturnType<typeof makeExamples> {
  made ??= makeExamples();
  return made;
}

function makeExamples() {
  return {
    'input-unknown': change(
      example('Inputs').replace('value: $inputs.userId', 'value: $inputs.usrId'),
      '$inputs.usrId',
      '$inputs.userId',
    ),
    'filter-as-text': change(
      overEc2(
        'Groups',
        `
- stepId: find
  operationId: describeSecurityGroups
  parameters:
  - name: Filters
    in: query
    value: [group-name=agents]
`,
      ),
      '[group-name=agents]',
      '[{ Name: group-name, Values: [agents] }]',
    ),
    'input-missing': change(
      withWorkflow(
        suspended,
        example('Calls', caller.replace('  - { name: instanceId, value: $inputs.instanceId }\n', '')),
      ),
      '    - { name: userId, value: $inputs.userId }\n',
      '    - { name: userId, value: $inputs.userId }\n    - { name: instanceId, value: $inputs.instanceId }\n',
    ),
    'step-unknown': change(withOutput('$steps.descrbeUser.outputs.name'), '$steps.descrbeUser', '$steps.describeUser'),
    'output-unknown': change(withOutput('$steps.describeUser.outputs.nmae'), '.nmae', '.name'),
    'output-never-set': change(
      example(
        'Order',
        `${describeUser.replace('value: $inputs.userId', 'value: $steps.lookAgain.outputs.name')}${again}`,
      ),
      '$steps.lookAgain.outputs.name',
      '$inputs.userId',
    ),
    'output-maybe-unset': change(
      example(
        'Paths',
        `${lookUp('onSuccess:\n- { name: skip, type: goto, stepId: rename, criteria: [{ condition: $response.body#/User/Username == "x" }] }\n- { name: on, type: goto, stepId: lookAgain }\n')}${again}${rename}`,
      ),
      'LastName: $steps.lookAgain.outputs.name',
      'LastName: $steps.describeUser.outputs.name',
    ),
    'output-left-out': change(
      withOutput(
        '$steps.lookAgain.outputs.name',
        example(
          'Paths',
          `${lookUp('onSuccess:\n- { name: done, type: end, criteria: [{ condition: $response.body#/User/Username == "x" }] }\n- { name: on, type: goto, stepId: lookAgain }\n')}${again}`,
        ),
      ),
      'name: $steps.lookAgain.outputs.name',
      'name: $steps.describeUser.outputs.name',
    ),
    'expression-not-here': change(
      withOutput('$response.body#/User/Username'),
      '\n  outputs:\n    name: $response.body#/User/Username',
      '\n  outputs:\n    name: $steps.describeUser.outputs.name',
    ),
    'criterion-never-holds': change(
      example('Criteria', lookUp('successCriteria:\n- condition: $statusCode == 302\n')),
      '302',
      '200',
    ),
    'success-status-unsure': change(
      example('Criteria', lookUp('successCriteria:\n- condition: $statusCode == 201\n')),
      '201',
      '200',
    ),
    'action-never-taken': change(
      example(
        'Actions',
        lookUp(
          'onSuccess:\n- { name: gone, type: end, criteria: [{ condition: $statusCode == 404 }] }\n- { name: done, type: end }\n',
        ),
      ),
      '    - { name: gone, type: end, criteria: [{ condition: $statusCode == 404 }] }\n',
      '',
    ),
    'action-unreachable': change(
      example('Actions', lookUp('onSuccess:\n- { name: done, type: end }\n- { name: never, type: end }\n')),
      '    - { name: never, type: end }\n',
      '',
    ),
    'value-unknown': change(
      example(
        'Values',
        lookUp('successCriteria:\n- { condition: $response.body#/User/PhoneConfig/PhoneType == "SOFTPHONE" }\n'),
      ),
      'SOFTPHONE',
      'SOFT_PHONE',
    ),
    'actions-fall-through': change(
      example(
        'Actions',
        `${lookUp('onSuccess:\n- { name: known, type: end, criteria: [{ condition: $response.body#/User/Username == "x" }] }\n')}${again}`,
      ),
      '}] }\n',
      '}] }\n    - { name: unknown, type: goto, stepId: lookAgain }\n',
    ),
    'step-unreachable': change(
      example('Steps', `${lookUp('onSuccess:\n- { name: done, type: end }\n')}${again}`),
      '    onSuccess:\n    - { name: done, type: end }\n',
      '',
    ),
    'polling-paced': change(
      example(
        'Polling',
        lookUp(
          'onSuccess:\n- { name: wait, type: goto, stepId: describeUser, criteria: [{ condition: $response.body#/User/Username != "x" }] }\n- { name: done, type: end }\n',
        ),
      ),
      '{ name: wait, type: goto, stepId: describeUser, criteria',
      '{ name: wait, type: retry, retryAfter: 5, retryLimit: 60, criteria',
    ),
    'paging-bounded': {
      bad: example(
        'Pages',
        `
- stepId: list
  operationId: listUsers
  parameters:
  - { name: InstanceId, in: path, value: $inputs.instanceId }
  - { name: nextToken, in: query, value: $steps.list.outputs.next }
  outputs:
    next: $response.body#/NextToken
  onSuccess:
  - { name: more, type: goto, stepId: list, criteria: [{ condition: $response.body#/NextToken != null }] }
  - { name: done, type: end }
`,
      ),
      good: example(
        'One page',
        `
- stepId: list
  operationId: listUsers
  parameters:
  - { name: InstanceId, in: path, value: $inputs.instanceId }
`,
      ),
    },
    'failure-not-redrivable': change(
      example(
        'Failures',
        lookUp('onFailure:\n- { name: gone, type: end, criteria: [{ condition: $statusCode == 410 }] }\n'),
      ),
      ', criteria: [{ condition: $statusCode == 410 }]',
      '',
    ),
    'retry-repeats-effect': change(
      withInput(
        'profileId: { type: string }',
        example(
          'Retries',
          `${suspend}  onFailure:\n  - { name: again, type: retry, retryAfter: 5, retryLimit: 3, criteria: [{ condition: $statusCode == 500 }] }\n`,
        ),
      ),
      '500',
      '429',
    ),
    'throttling-unnamed': {
      bad: overEc2('Networks', '- stepId: list\n  operationId: describeVpcs\n'),
      good: example('Users'),
    },
    'secret-misused': change(
      withOutput('$inputs.password', withInput('password: { type: string, format: password }', example('Secrets'))),
      'name: $inputs.password',
      'name: $steps.describeUser.outputs.name',
    ),
    'secret-hard-coded': change(
      withInput(
        'password: { type: string }',
        example(
          'Secrets',
          `
- stepId: keep
  operationId: createUser
  parameters:
  - { name: InstanceId, in: path, value: $inputs.instanceId }
  requestBody:
    payload:
      Username: robin
      Password: changeme
      PhoneConfig: { PhoneType: SOFT_PHONE }
      RoutingProfileId: 2f1c9a3e-6b7d-4c58-9e21-0a4d8f3b7c61
      SecurityProfileIds: [a3c1f0e2-5d84-4b7a-9c36-7e2f8d1b6054]
`,
        ),
      ),
      'Password: changeme',
      'Password: $inputs.password',
    ),
    'schema-invalid': change(
      example('Schema').replace('userId: { type: string }', 'userId: { type: text }'),
      'type: text',
      'type: string',
    ),
    'schema-keyword-unchecked': change(
      withInput('profileId: { type: string, contentEncoding: base64, maxLenght: 40 }', example('Schema')),
      'maxLenght',
      'maxLength',
    ),
    'schema-reference-unknown': change(
      `${example('Schema').replace('userId: { type: string }', "userId: { $ref: '#/components/inputs/usr' }")}components:\n  inputs:\n    user: { type: string }\n`,
      'inputs/usr',
      'inputs/user',
    ),
    'input-depth-bounded': change(
      `${example('Schema').replace('userId: { type: string }', "userId: { $ref: '#/components/inputs/user' }")}components:\n  inputs:\n    user: { type: [string, array], items: { $ref: '#/components/inputs/user' } }\n`,
      "items: { $ref: '#/components/inputs/user' }",
      'items: { type: string }',
    ),
    'schema-recursive': change(
      `${example('Schema').replace('userId: { type: string }', "userId: { $ref: '#/components/inputs/user' }")}components:\n  inputs:\n    user: { $ref: '#/components/inputs/user' }\n`,
      "user: { $ref: '#/components/inputs/user' }",
      'user: { type: string }',
    ),
    'pattern-not-supported': change(
      example(
        'Patterns',
        lookUp(
          "successCriteria:\n- { context: $response.body#/User/Username, condition: '^\\p{Capital}', type: regex }\n",
        ),
      ),
      '^\\p{Capital}',
      '^\\p{Lu}',
    ),
    'payload-not-json': change(
      withInput(
        'profileId: { type: string }',
        example('Payload', suspend.replace('{ RoutingProfileId: $inputs.profileId }', '\'{ "RoutingProfileId": \'')),
      ),
      '\'{ "RoutingProfileId": \'',
      '\'{ "RoutingProfileId": "{$inputs.profileId}" }\'',
    ),
    'replacement-target-unknown': change(
      withInput(
        'profileId: { type: string }',
        example('Replacements', `${suspend}    replacements: [{ target: /Profile/Id, value: $inputs.profileId }]\n`),
      ),
      '/Profile/Id',
      '/RoutingProfileId',
    ),
    'operation-path-syntax': change(
      example('Paths').replace('operationId: describeUser', "operationPath: '{$sourceDescriptions.connect.url}/users'"),
      "operationPath: '{$sourceDescriptions.connect.url}/users'",
      'operationId: describeUser',
    ),
    'document-unreadable': change(
      example('Documents', caller.replace('suspend-user', '$sourceDescriptions.other.suspend-user')).replace(
        'workflows:',
        '- name: other\n  url: ./other.arazzo.yml\n  type: arazzo\nworkflows:',
      ),
      '    workflowId: $sourceDescriptions.other.suspend-user\n    parameters:\n    - { name: userId, value: $inputs.userId }\n    - { name: instanceId, value: $inputs.instanceId }\n',
      describeUser
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => `  ${line}\n`)
        .join(''),
    ),
    'workflow-recursive': change(
      example('Recursion', caller.replace('suspend-user', 'look-up-user')),
      '    workflowId: look-up-user\n    parameters:\n    - { name: userId, value: $inputs.userId }\n    - { name: instanceId, value: $inputs.instanceId }\n',
      describeUser
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => `  ${line}\n`)
        .join(''),
    ),
    'name-not-possible': change(
      example('Names').replace('      name: $response', '      __proto__: $response'),
      '__proto__:',
      'proto:',
    ),
    'number-too-large': change(
      example('Numbers', lookUp('onFailure:\n- { name: again, type: retry, retryAfter: 5, retryLimit: 1e9 }\n')),
      'retryLimit: 1e9',
      'retryLimit: 200',
    ),
    'history-long': change(
      example(
        'History',
        lookUp(
          'onFailure:\n- { name: again, type: retry, retryAfter: 5, retryLimit: 20000, criteria: [{ condition: $statusCode == 410 }] }\n',
        ),
      ),
      'retryLimit: 20000',
      'retryLimit: 200',
    ),
    'definition-large': change(long(900_000), 'x'.repeat(900_000), 'Look up a user'),
    'definition-too-large': change(long(1_100_000), 'x'.repeat(1_100_000), 'Look up a user'),
  } as const;
}
