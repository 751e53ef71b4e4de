import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import validateAsl from 'asl-validator';
import { compile } from '../../../compiler/index.ts';
import { expectGolden } from '../../support/golden.ts';

const name = 'amazon-connect-ensure-user.yml';
const text = readFileSync(join(__dirname, '..', '..', '..', 'workflows', name), 'utf8');

// What its runs do stands in test/workflows.
test.each(compile({ name, text }).machines.map((machine) => [machine.workflowId, machine] as const))(
  'the machine of %s is the reviewed one',
  (workflowId, machine) => {
    expectGolden(`${workflowId}.asl.json`, machine.text);
    const { isValid, errorsText } = validateAsl(JSON.parse(machine.text));
    expect(isValid ? '' : errorsText()).toBe('');
  },
);
