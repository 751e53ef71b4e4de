import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { compile } from '../../../compiler/index.ts';
import { aslProblems } from '../../support/aslProblems.ts';
import { expectGolden } from '../../support/golden.ts';

const name = 'amazon-connect-ensure-user.yml';
const text = readFileSync(join(__dirname, '..', '..', '..', 'workflows', name), 'utf8');

// What its runs do stands in test/workflows.
test.each(compile({ name, text }).machines.map((machine) => [machine.workflowId, machine] as const))(
  'the machine of %s is the reviewed one',
  (workflowId, machine) => {
    expectGolden(`${workflowId}.asl.json`, machine.text);
    expect(aslProblems(machine.text)).toBe('');
  },
);
