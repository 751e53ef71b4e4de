import { expect, test } from '@jest/globals';
import { compile } from '../../compiler/index.ts';
import { machineView } from '../../page/machineView.ts';
import { provisionUser } from './support.ts';

test('the form of a machine says which of two inputs takes the place of the other', async () => {
  const [machine] = compile(provisionUser, { secretInputs: { password: 'secrets-manager' } }).machines;
  const { inputs } = await machineView('arn', 'provision-user', machine?.text ?? '', machine);
  expect(inputs?.secrets).toEqual(['password']);
  expect(inputs?.alternatives).toEqual([{ names: ['password', 'passwordSecretId'], required: true }]);
});
