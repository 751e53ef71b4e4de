import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkDefinition } from '../../../compiler/asl/index.ts';
import { compile } from '../../../compiler/index.ts';
import { shippedModels } from '../../../compiler/node/index.ts';
import { mutate, randomFrom } from '../../../scripts/mutate.ts';
import { mutateTree } from '../../../scripts/mutateTree.ts';
import { aslProblems } from '../../support/aslProblems.ts';
import { randomDocument } from '../../support/randomDocument.ts';
import { answers, fails, runScripted } from '../../support/runDocument.ts';

const polling = { polling: { first: 1, longest: 2, total: 4 } };

/** The machine of a document that is right, but that a step may be cut off whose output something reads. */
function machineOf(text: string) {
  const { machines, diagnostics } = compile({ name: 'random.yml', text }, polling);
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  expect(errors.filter((code) => code !== 'output-never-set')).toEqual([]);
  const [machine] = machines;
  expect(machine === undefined).toBe(errors.length > 0);
  return machine;
}

describe('a document that is right, whatever it says', () => {
  test('compiles to a definition that our checks and asl-validator accept, the same bytes each time', () => {
    fc.assert(
      fc.property(randomDocument, ({ text }) => {
        const machine = machineOf(text);
        if (machine === undefined) return;
        expect(checkDefinition(machine.definition, shippedModels)).toEqual([]);
        expect(aslProblems(machine.text)).toBe('');
        expect(machineOf(text)?.text).toBe(machine.text);
        expect([...machine.places.keys()].sort()).toEqual(Object.keys(machine.definition.States).sort());
      }),
      { numRuns: 40 },
    );
  });

  test('comes to an end, with an error of AWS or of its own if any, whatever is answered', () => {
    const answer = fc.constantFrom(
      answers({ User: { Id: 'u-1' } }),
      answers({}),
      fails('Connect.ResourceNotFoundException', 404),
      fails('Connect.InternalServiceException', 500),
      fails('Connect.ConnectException', 422),
      fails('Connect.ThrottlingException', 429),
    );
    const list = fc.array(answer, { minLength: 1, maxLength: 5 });
    const input = fc.record(
      { id: fc.constantFrom('robin', 'kim'), n: fc.integer({ min: 1, max: 6 }), any: fc.constantFrom('x', null, []) },
      { requiredKeys: [] },
    );
    return fc.assert(
      fc.asyncProperty(randomDocument, list, list, input, async ({ text }, one, two, given) => {
        const machine = machineOf(text);
        if (machine === undefined) return;
        const result = await runScripted(machine, {
          input: JSON.parse(JSON.stringify(given)),
          answers: { describeUser: one, listUsers: two, createUser: [...two, ...one] },
        });
        if (result.status === 'SUCCEEDED') return;
        expect(result.status).toBe('FAILED');
        expect(result.error).toMatch(/^(Arazzo\.\w+|Connect\.\w+|States\.QueryEvaluationError)$/);
        if (result.error === 'States.QueryEvaluationError') expect(result.cause).toMatch(/UserId|Username/);
      }),
      { numRuns: 60 },
    );
  });

  test('is never compiled to what AWS would refuse, and never throws, however it is broken', () => {
    fc.assert(
      fc.property(randomDocument, fc.nat(), fc.boolean(), ({ text }, seed, inTree) => {
        const broken = (inTree ? mutateTree : mutate)(text, randomFrom(seed));
        const { diagnostics } = compile({ name: 'broken.yml', text: broken }, polling);
        expect(diagnostics.map(({ code }) => code)).not.toContain('definition-refused');
        for (const { place } of diagnostics) expect(place.range.end).toBeLessThanOrEqual(broken.length);
      }),
      { numRuns: 150 },
    );
  });
});
