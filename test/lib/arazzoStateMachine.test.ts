import { describe, expect, test } from '@jest/globals';
import { App, Duration, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { ArazzoStateMachine, type ArazzoStateMachineProps } from '../../lib/index.ts';
import { machineOf, permission, provisionUserPermissions } from '../support/machine.ts';
import { definitionString } from '../support/template.ts';

const instanceId = '12345678-1234-1234-1234-123456789012';

function synthesised(props: Partial<ArazzoStateMachineProps> = {}): Template {
  const stack = new Stack(new App(), 'Test');
  new ArazzoStateMachine(stack, 'Machine', {
    document: machineOf(provisionUserPermissions),
    resourceScope: { connectInstanceIds: [instanceId] },
    ...props,
  });
  return Template.fromStack(stack);
}

describe('ArazzoStateMachine', () => {
  test('deploys the definition as one plain string', () => {
    const machine = machineOf([]);
    synthesised({ document: machine }).hasResourceProperties('AWS::StepFunctions::StateMachine', {
      DefinitionString: machine.text,
      DefinitionSubstitutions: Match.absent(),
    });
  });

  describe('a definition for which the template has no room', () => {
    /** A machine whose definition takes so many bytes, about. */
    const long = (id: string, bytes: number) => {
      const definition = { ...machineOf([]).definition, Comment: '"'.repeat(bytes / 4) };
      return machineOf([], { workflowId: id, definition, text: JSON.stringify(definition) });
    };

    test('is put into S3, and told', () => {
      const stack = new Stack(new App(), 'Test');
      const document = long('long', 1_000_000);
      new ArazzoStateMachine(stack, 'Machine', { document });
      const template = Template.fromStack(stack);
      template.hasResourceProperties('AWS::StepFunctions::StateMachine', {
        DefinitionString: Match.absent(),
        DefinitionS3Location: { Bucket: Match.anyValue(), Key: Match.stringLikeRegexp('[.]json$') },
      });
      expect(JSON.stringify(template.toJSON()).length).toBeLessThan(100_000);
      const told = Annotations.fromStack(stack).findInfo('*', Match.stringLikeRegexp('as a file in S3'));
      expect(told).toHaveLength(1);
    });

    test('is that which does not fit beside others', () => {
      const stack = new Stack(new App(), 'Test');
      for (const id of ['one', 'two', 'three']) new ArazzoStateMachine(stack, id, { document: long(id, 350_000) });
      const machines = Object.values(Template.fromStack(stack).findResources('AWS::StepFunctions::StateMachine'));
      expect(machines.map(({ Properties: properties }) => 'DefinitionString' in properties)).toEqual([
        true,
        true,
        false,
      ]);
    });
  });

  test('text of a document that looks like a token or a substitution stays text', () => {
    const definition = { ...machineOf([]).definition, Comment: `\${Token[AWS.AccountId.4]} and \${Name}` };
    const machine = machineOf([], { definition, text: JSON.stringify(definition) });
    const text = definitionString(synthesised({ document: machine }));
    expect(text).not.toContain('${');
    expect(JSON.parse(text)).toEqual(definition);
  });

  test('is named after the workflow unless a name is given', () => {
    const named = (name: string) => ({ StateMachineName: name });
    synthesised().hasResourceProperties('AWS::StepFunctions::StateMachine', named('hand-made'));
    synthesised({ stateMachineName: 'mine' }).hasResourceProperties('AWS::StepFunctions::StateMachine', named('mine'));
  });

  test('asks for a name where the id of the workflow can not be one', () => {
    const document = machineOf([], { workflowId: 'my workflow' });
    expect(() => synthesised({ document })).toThrow("can't be named 'my workflow': give stateMachineName");
    expect(() => synthesised({ stateMachineName: 'a b' })).toThrow("can't be named 'a b': give stateMachineName");
    expect(() => synthesised({ stateMachineName: 'x'.repeat(81) })).toThrow('at most 80');
    expect(() => synthesised({ stateMachineName: Lazy.string({ produce: () => 'later' }) })).not.toThrow();
  });

  test('two machines of one name in a stack are refused, with the places of both', () => {
    const stack = new Stack(new App(), 'Test');
    const create = (id: string, stateMachineName: string) =>
      new ArazzoStateMachine(stack, id, {
        document: machineOf(provisionUserPermissions),
        resourceScope: { connectInstanceIds: [instanceId] },
        stateMachineName,
      });
    create('One', 'hire');
    create('Two', 'hire-too');
    expect(() => create('Three', 'hire')).toThrow(
      "Test/One and Test/Three are both named 'hire': give one of them another stateMachineName.",
    );
  });

  test('asks for the resources that the role is to be allowed', () => {
    const putItem = permission('dynamodb:PutItem', { table: 'arn:aws:dynamodb:::table/x' });
    expect(() => synthesised({ document: machineOf([putItem]) })).toThrow('dynamodb:table');
  });

  test('logs errors without payloads, encrypts everything with a key that rotates, and traces', () => {
    const template = synthesised();
    template.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
    template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 365, KmsKeyId: Match.anyValue() });
    template.hasResourceProperties('AWS::StepFunctions::StateMachine', {
      EncryptionConfiguration: { Type: 'CUSTOMER_MANAGED_KMS_KEY', KmsKeyId: Match.anyValue() },
      LoggingConfiguration: { IncludeExecutionData: false, Level: 'ERROR' },
      TracingConfiguration: { Enabled: true },
    });
  });

  test('lets log delivery decrypt with the key what is meant for logs of the account only', () => {
    synthesised().hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Principal: { Service: 'delivery.logs.amazonaws.com' },
            Condition: { StringEquals: { 'kms:EncryptionContext:SourceArn': Match.anyValue() } },
          }),
        ]),
      },
    });
  });

  test('keeps key and logs when the stack goes, unless told otherwise', () => {
    synthesised().hasResource('AWS::KMS::Key', { DeletionPolicy: 'RetainExceptOnCreate' });
    synthesised({ removalPolicy: RemovalPolicy.DESTROY }).allResources('AWS::Logs::LogGroup', {
      DeletionPolicy: 'Delete',
    });
  });

  test('a timeout replaces the one that the compiler works out', () => {
    const text = definitionString(synthesised({ timeout: Duration.hours(2) }));
    expect(JSON.parse(text)).toEqual({ ...machineOf([]).definition, TimeoutSeconds: 7200 });
  });

  test('uses the key of secrets through Secrets Manager only', () => {
    const stack = new Stack(new App(), 'Test');
    const secretsKey = Key.fromKeyArn(stack, 'Secrets', 'arn:aws:kms:eu-central-1:111122223333:key/secrets');
    new ArazzoStateMachine(stack, 'Machine', { document: machineOf([]), secretsKey });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 'kms:Decrypt',
            Resource: 'arn:aws:kms:eu-central-1:111122223333:key/secrets',
            Condition: { StringEquals: { 'kms:ViaService': Match.anyValue() } },
          }),
        ]),
      },
    });
  });

  test('alarms for failed, timed out, stopped and throttled executions tell the topic', () => {
    const stack = new Stack(new App(), 'Test');
    const alarmTopic = new Topic(stack, 'Topic');
    new ArazzoStateMachine(stack, 'Machine', { document: machineOf([]), alarmTopic });
    const template = Template.fromStack(stack);
    const names = ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted', 'ExecutionThrottled'];
    for (const MetricName of names) {
      template.hasResourceProperties('AWS::CloudWatch::Alarm', {
        MetricName,
        Threshold: 1,
        TreatMissingData: 'notBreaching',
        AlarmActions: [stack.resolve(alarmTopic.topicArn)],
      });
    }
    synthesised({ alarms: false }).resourceCountIs('AWS::CloudWatch::Alarm', 0);
  });

  test('counts executions that ended by the rules of the workflow, by error', () => {
    synthesised().hasResourceProperties('AWS::Logs::MetricFilter', {
      FilterPattern: '{ ($.type = "ExecutionFailed") && ($.details.error = "Arazzo.*") }',
      MetricTransformations: [Match.objectLike({ Dimensions: [{ Key: 'Error', Value: '$.details.error' }] })],
    });
  });

  test('publishes a version, moves the alias live to it and keeps earlier versions', () => {
    const template = synthesised();
    template.hasResource('AWS::StepFunctions::StateMachineVersion', { UpdateReplacePolicy: 'Retain' });
    template.hasResourceProperties('AWS::StepFunctions::StateMachineAlias', {
      Name: 'live',
      RoutingConfiguration: [{ Weight: 100, StateMachineVersionArn: Match.anyValue() }],
    });
  });
});
