import { describe, expect, test } from '@jest/globals';
import { problemsOf } from './checkSupport.ts';

function call(Resource: string, Arguments?: unknown): readonly string[] {
  return problemsOf({ a: { Type: 'Task', Resource, Arguments, End: true } });
}

function sdk(action: string, args?: unknown): readonly string[] {
  return call(`arn:aws:states:::aws-sdk:${action}`, args);
}

describe('the resource of a Task', () => {
  test.each([
    ['China', 'arn:aws-cn:states:::aws-sdk:connect:listUsers', []],
    ['GovCloud', 'arn:aws-us-gov:states:::aws-sdk:connect:listUsers', []],
    [
      'another partition',
      'arn:aws-xx:states:::aws-sdk:connect:listUsers',
      ['a Resource: must be arn:aws:states:::aws-sdk:<service>:<action> or arn:aws:states:::http:invoke'],
    ],
    [
      'an optimised integration',
      'arn:aws:states:::lambda:invoke',
      ['a Resource: must be arn:aws:states:::aws-sdk:<service>:<action> or arn:aws:states:::http:invoke'],
    ],
    [
      'a suffix',
      'arn:aws:states:::aws-sdk:connect:listUsers:sync',
      ['a Resource: must be arn:aws:states:::aws-sdk:<service>:<action> or arn:aws:states:::http:invoke'],
    ],
    [
      'an unknown service',
      'arn:aws:states:::aws-sdk:conect:listUsers',
      ['a Resource: there is no service `conect` that can be called'],
    ],
    [
      'a service in capitals',
      'arn:aws:states:::aws-sdk:Connect:listUsers',
      ['a Resource: there is no service `Connect` that can be called'],
    ],
    [
      'an unknown action',
      'arn:aws:states:::aws-sdk:connect:listUser',
      ['a Resource: `connect` has no action `listUser`'],
    ],
    [
      'an action in capitals',
      'arn:aws:states:::aws-sdk:connect:ListUsers',
      ['a Resource: `connect` has no action `ListUsers`'],
    ],
    [
      'an action named like a method',
      'arn:aws:states:::aws-sdk:connect:toString',
      ['a Resource: `connect` has no action `toString`'],
    ],
  ])('%s', (_, resource, problems) => {
    expect(call(resource, { InstanceId: 'i' })).toEqual(problems);
  });

  test('an operation that Step Functions leaves out is refused', () => {
    expect(sdk('s3:selectObjectContent', {})).toEqual([
      'a Resource: Step Functions does not support `s3:selectObjectContent`',
    ]);
  });
});

describe('members of Arguments', () => {
  const user = { InstanceId: 'i', Username: 'u', SecurityProfileIds: ['s'], RoutingProfileId: 'r' };

  test.each<[what: string, args: unknown, problems: readonly string[]]>([
    ['all that is required', user, []],
    [
      'an unknown member',
      { ...user, UserName: 'u' },
      ['a Arguments/UserName: `CreateUserRequest` has no member `UserName`'],
    ],
    ['a member in lower case', { ...user, tags: {} }, ['a Arguments/tags: `CreateUserRequest` has no member `tags`']],
    [
      'a member named like a method',
      { ...user, constructor: 1 },
      ['a Arguments/constructor: `CreateUserRequest` has no member `constructor`'],
    ],
    ['no Arguments', undefined, ['a Arguments: the field is missing']],
    [
      'nothing',
      {},
      [
        'a Arguments/Username: the required member is missing',
        'a Arguments/SecurityProfileIds: the required member is missing',
        'a Arguments/RoutingProfileId: the required member is missing',
        'a Arguments/InstanceId: the required member is missing',
      ],
    ],
    ['no object', ['x'], ['a Arguments: must be an object, not an array']],
    ['a member that is not sent', { ...user, Password: null }, []],
    [
      'a list that is a text',
      { ...user, SecurityProfileIds: 's' },
      ['a Arguments/SecurityProfileIds: must be an array, not a string'],
    ],
    [
      'an item of a wrong kind',
      { ...user, SecurityProfileIds: ['s', 1] },
      ['a Arguments/SecurityProfileIds[1]: must be a string, not a number'],
    ],
    [
      'an empty list where one item is needed',
      { ...user, SecurityProfileIds: [] },
      ['a Arguments/SecurityProfileIds: must have at least 1 item'],
    ],
    ['values of a map', { ...user, Tags: { a: 'x', b: 1 } }, ['a Arguments/Tags/b: must be a string, not a number']],
    [
      'an unknown member further in',
      { ...user, IdentityInfo: { Firstname: 'x' } },
      ['a Arguments/IdentityInfo/Firstname: `UserIdentityInfo` has no member `Firstname`'],
    ],
    [
      'a wrong kind further in',
      { ...user, PhoneConfig: { PhoneType: 'SOFT_PHONE', AutoAccept: 'yes' } },
      ['a Arguments/PhoneConfig/AutoAccept: must be true or false, not a string'],
    ],
    ['a text that is the value of an expression', { ...user, Username: "{% 'u' %}" }, []],
    [
      'a number that is the value of an expression',
      { ...user, Username: '{% -5 %}' },
      ['a Arguments/Username: must be a string, not a number'],
    ],
  ])('%s', (_, args, problems) => {
    expect(sdk('connect:createUser', args)).toEqual(problems);
  });

  test.each<[what: string, identity: string, problems: readonly string[]]>([
    ['a constructor', "{% {'FirstName': $states.input.f} %}", []],
    [
      'an unknown member',
      "{% {'Firstname': $states.input.f} %}",
      ['a Arguments/IdentityInfo/Firstname: `UserIdentityInfo` has no member `Firstname`'],
    ],
    [
      'a branch',
      "{% $states.input.x ? {'First': 1} : {'Last': 1} %}",
      [
        'a Arguments/IdentityInfo/First: `UserIdentityInfo` has no member `First`',
        'a Arguments/IdentityInfo/Last: `UserIdentityInfo` has no member `Last`',
      ],
    ],
    ['the result of a block', "{% ( $x := {'a': 1}; {'FirstName': $x.b} ) %}", []],
    [
      'the result of a block that is wrong',
      "{% ( $x := 1; {'First': $x} ) %}",
      ['a Arguments/IdentityInfo/First: `UserIdentityInfo` has no member `First`'],
    ],
    [
      'merged constructors',
      "{% $merge([{'FirstName': 'a'}, $states.input.x ? {'Second': 'b'}, $states.input.y]) %}",
      ['a Arguments/IdentityInfo/Second: `UserIdentityInfo` has no member `Second`'],
    ],
    ['something that can not be seen', '{% $states.input.identity %}', []],
    ['a list', '{% [1] %}', ['a Arguments/IdentityInfo: must be an object, not an array']],
    ['a text', "{% 'x' %}", ['a Arguments/IdentityInfo: must be an object, not a string']],
  ])('%s in an expression', (_, identity, problems) => {
    expect(sdk('connect:createUser', { ...user, IdentityInfo: identity })).toEqual(problems);
  });

  test('Arguments that are one expression are looked at as far as their constructors show', () => {
    const whole = (text: string): readonly string[] => sdk('connect:describeUser', `{% ${text} %}`);
    expect(whole("{'InstanceId': 'i', 'UserId': $states.input.u}")).toEqual([]);
    expect(whole('$states.input')).toEqual([]);
    expect(whole("{'InstanceId': 'i'}")).toEqual(['a Arguments/UserId: the required member is missing']);
    expect(whole("{'InstanceId': 'i', $states.input.name: 'u'}")).toEqual([]);
    expect(whole("$merge([{'InstanceId': 'i'}, {'UserId': 'u'}])")).toEqual([]);
    expect(whole("$merge([{'InstanceId': 'i'}, $states.input])")).toEqual([]);
    expect(whole('$merge($states.input)')).toEqual([]);
    expect(whole("$merge([{'InstanceId': 'i'}, {'User': 'u'}])")).toEqual([
      'a Arguments/User: `DescribeUserRequest` has no member `User`',
      'a Arguments/UserId: the required member is missing',
    ]);
  });

  test('items of a constructor are looked at, lists that it takes in are not', () => {
    const list = (items: string): readonly string[] =>
      sdk('ec2:createTags', { Resources: ['r'], Tags: `{% [${items}] %}` });
    expect(list("{'Key': 'a', 'Value': 'b'}, $states.input.tags, $states.input.x ? [{'Ky': 1}]")).toEqual([]);
    expect(list("{'Key': 'a'}, {'Ky': 'a'}")).toEqual(['a Arguments/Tags[1]/Ky: `Tag` has no member `Ky`']);
    expect(list('[]')).toEqual(['a Arguments/Tags[0]: must be an object, not an array']);
  });

  test('members have the names of Step Functions, not of the model', () => {
    expect(sdk('rds:deleteDBInstance', { DbInstanceIdentifier: 'x' })).toEqual([]);
    expect(sdk('rds:deleteDBInstance', { DBInstanceIdentifier: 'x' })).toEqual([
      'a Arguments/DBInstanceIdentifier: `DeleteDBInstanceMessage` has no member `DBInstanceIdentifier`',
      'a Arguments/DbInstanceIdentifier: the required member is missing',
    ]);
  });

  test('an idempotency token may be left out', () => {
    expect(sdk('autoscaling:launchInstances', { AutoScalingGroupName: 'g', RequestedCapacity: 1 })).toEqual([]);
  });

  test('a payload that is text or bytes takes any JSON', () => {
    expect(sdk('lambda:invoke', { FunctionName: 'f', Payload: { a: [true] } })).toEqual([]);
    expect(sdk('s3:putBucketPolicy', { Bucket: 'b', Policy: { Version: '2012-10-17' } })).toEqual([]);
    expect(
      sdk('s3:putBucketPolicy', '{% $states.input.x ? {"Bucket": "b", "Policy": {}} : {"Bucket": "b"} %}'),
    ).toEqual(['a Arguments/Policy: the required member is missing']);
  });

  test('a document takes any JSON, in members too', () => {
    expect(
      sdk('bedrockruntime:converse', { ModelId: 'm', AdditionalModelRequestFields: { anything: { at: ['all'] } } }),
    ).toEqual([]);
  });
});
