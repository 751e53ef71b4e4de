import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { App, type IPolicyValidationPlugin, Validations } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { DocumentError, ProvisionUserStack, type ProvisionUserStackProps } from '../../lib/index.ts';
import { expectGolden, reviewable } from '../support/golden.ts';
import { definitionString } from '../support/template.ts';

const everyOption: readonly (readonly [title: string, props: ProvisionUserStackProps])[] = [
  ['as it comes', {}],
  ['without events and dashboard', { events: false, dashboard: false }],
  ['with files of hires', { events: false, dashboard: false, batch: true, notify: true }],
  [
    'with every option',
    {
      stateMachineName: 'hire',
      securityProfileIds: ['3a9d5e74-80b6-4c1f-a7e3-9d2b64f8c105'],
      routingProfileIds: ['7e4b1f90-c2d5-4836-b7a9-3f8e6d1c0a52', 'd05a83c7-9e1b-4f72-86d4-b2c7f5093e18'],
      secretsPrefix: 'hr/',
      secretsKeyArn: 'arn:aws:kms:eu-central-1:111122223333:key/12345678-1234-1234-1234-123456789012',
      deduplicationKey: 'employeeId',
      notify: true,
    },
  ],
];

function synthesised(props: ProvisionUserStackProps = {}): Template {
  return Template.fromStack(new ProvisionUserStack(new App(), 'ProvisionUser', props));
}

/** Writes a document with something replaced, and gives its path. */
function broken(text: string, replacement: string): string {
  const document = readFileSync('workflows/amazon-connect-provision-user.yml', 'utf8');
  const path = join(mkdtempSync(join(tmpdir(), 'document-')), 'broken.yml');
  writeFileSync(path, document.replace(text, replacement));
  return path;
}

describe('ProvisionUserStack', () => {
  test.each(everyOption)('%s: the template is the one that was reviewed', (title, props) => {
    expectGolden(`template/${title.replaceAll(' ', '-')}.json`, reviewable(synthesised(props).toJSON()));
  });

  test.each(everyOption)('%s: cdk-nag finds nothing but what is acknowledged', (_, props) => {
    const app = new App();
    const checks: IPolicyValidationPlugin = new AwsSolutionsChecks(app);
    Validations.of(app).addPlugins(checks);
    new ProvisionUserStack(app, 'ProvisionUser', props);
    expect(() => app.synth()).not.toThrow();
  });

  test('the definition is one plain string, the same that compiling gives', () => {
    const stack = new ProvisionUserStack(new App(), 'ProvisionUser', { events: false });
    expect(definitionString(Template.fromStack(stack))).toBe(stack.machine.compiled.text);
  });

  test('tells that users may be given any security profile, until those that are allowed are listed', () => {
    const told = (props: ProvisionUserStackProps) =>
      Annotations.fromStack(new ProvisionUserStack(new App(), 'ProvisionUser', props)).findInfo(
        '*',
        Match.stringLikeRegexp('any security profile of the instance .createAgent'),
      );
    expect(told({})).toHaveLength(1);
    expect(told({ securityProfileIds: ['3a9d5e74-80b6-4c1f-a7e3-9d2b64f8c105'] })).toEqual([]);
  });

  test('takes a Connect instance by its id alone', () => {
    const { AllowedPattern: pattern } = synthesised().findParameters('ConnectInstanceId')['ConnectInstanceId'] ?? {};
    expect('12345678-1234-1234-1234-123456789012').toMatch(new RegExp(pattern));
    expect('arn:aws:connect:eu-central-1:111122223333:instance/12345678-1234-1234-1234-123456789012').not.toMatch(
      new RegExp(pattern),
    );
  });

  test('prints a line that starts an execution', () => {
    synthesised().hasOutput('StartExecution', {
      Value: {
        'Fn::Join': [
          '',
          [
            'aws stepfunctions start-execution --state-machine-arn ',
            { Ref: Match.stringLikeRegexp('Live') },
            ' --name HIRE_ID --input file://input.json',
          ],
        ],
      },
    });
  });

  test('a document with errors is refused with what is wrong, at file, line and column', () => {
    const document = broken('operationId: createUser', 'operationId: creatUser');
    expect(() => synthesised({ document })).toThrow(DocumentError);
    expect(() => synthesised({ document })).toThrow(/broken\.yml:58:18[\s\S]*creatUser[\s\S]*createUser/);
  });

  test('a document that is not there, or a workflow that is not in it, is refused by name', () => {
    expect(() => synthesised({ document: 'nowhere.yml' })).toThrow("nowhere.yml can't be read");
    expect(() => synthesised({ workflow: 'provision' })).toThrow("it has no workflow 'provision': provision-user");
  });

  const linter = spawnSync('cfn-lint', ['--version']).status === 0;
  (linter ? test : test.skip)('cfn-lint finds nothing in any of them (needs cfn-lint)', () => {
    const folder = mkdtempSync(join(tmpdir(), 'template-'));
    const files = everyOption.map(([, props], index) => {
      const file = join(folder, `${index}.json`);
      writeFileSync(file, JSON.stringify(synthesised(props).toJSON()));
      return file;
    });
    // W3005: CDK makes a state machine wait for its role and the role's policy; the policy alone would do.
    const given = ['--ignore-checks', 'W3005', '--', ...files];
    const { stdout, status } = spawnSync('cfn-lint', given, { encoding: 'utf8' });
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  });
});
