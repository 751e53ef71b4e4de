import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { compile } from '../../../compiler/index.ts';

/** What is said of outputs in a shipped document, changed. */
function said(workflow: string, from: string, to: string): readonly string[] {
  const name = `workflows/amazon-connect-${workflow}.yml`;
  const text = readFileSync(name, 'utf8');
  expect(text).toContain(from);
  const { diagnostics } = compile({ name, text: text.replace(from, to) }, { workflow });
  return diagnostics.flatMap(({ code, message }) => (code.startsWith('output-') ? [`${code}: ${message}`] : []));
}

describe('an output that is handed to a workflow', () => {
  test('may be unset on some paths where the input may be left out', () => {
    expect(said('onboard-agent', 'title', 'title')).toEqual([]);
  });

  test('may not be unset on some paths where the input is required', () => {
    const required = 'required: [instanceId, username, routingProfileId, securityProfileId';
    expect(said('onboard-agent', `${required}]`, `${required}, hierarchyGroupId]`)).toContain(
      'output-maybe-unset: `id` of `findHierarchyGroup` has no value on some paths to here',
    );
  });

  test('is told where its step can not have run, whatever the input', () => {
    const given = '      - reference: $components.parameters.foundRoutingProfileId\n    groupIsLast';
    const more = given.replace('\n', '\n      - reference: $components.parameters.foundSecurityProfileId\n');
    expect(said('move-agent', given, more)).toEqual([
      'output-never-set: `id` of `findSecurityProfile` is read before that step can have run',
    ]);
  });
});
