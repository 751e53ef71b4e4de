import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { definitionFault } from '../../../scripts/fuzz/definitionFault.ts';

const golden = readFileSync(join(__dirname, '..', '..', 'golden', 'provision-user.asl.json'), 'utf8');

/** What is wrong where a text of the definition is another one. */
function faultWith(text: string, other: string, told = false): string | undefined {
  expect(golden).toContain(text);
  return definitionFault(
    golden.replaceAll(text, () => other),
    ['password'],
    told,
  );
}

test('a definition with nothing wrong has no fault', () => {
  expect(definitionFault(golden, ['password'], false)).toBeUndefined();
});

test.each([
  ['another type of a field', '"TimeoutSeconds": 60', '"TimeoutSeconds": []', 'is invalid'],
  [
    'a state that is entered by none',
    '"Next": "assignRoutingProfile"',
    '"Next": "confirmUser"',
    'assignRoutingProfile',
  ],
  ['what is no JSONata', '{% $createAgent.userId %}', '{% $createAgent. %}', 'no JSONata'],
  ['a variable that nothing assigns', '$createAgent.userId', '$createAgnt.userId', 'createAgnt'],
  ['a function that is none', '$exists($value) ? ($not', '$exist($value) ? ($not', 'nothing assigns $exist'],
  ['a secret in a variable', "'email': $states.input.email", "'email': $states.input.password", 'holds a secret'],
  ['the whole input in a variable', "'email': $states.input.email", "'email': $states.input", 'holds a secret'],
  ['the whole of $states in a variable', "'email': $states.input.email", "'email': $states", 'holds a secret'],
])('%s is a fault', (_, text, other, words) => {
  expect(faultWith(text, other)).toContain(words);
});

test('a value that is set on some ways alone is a fault, unless whoever wrote the document was told of it', () => {
  const [from, to] = ['"Default": "Inputs rejected"', '"Default": "assignRoutingProfile"'];
  const [rejected] = golden.match(/ {4}"Inputs rejected": \{[^{}]*(\{%[^\n]*%\}")[^{}]*\},\n/) ?? [''];
  expect(rejected).not.toBe('');
  const text = golden.replace(rejected, '').replace(from, to);
  expect(definitionFault(text, [], false)).toContain('not every way to it assigns $');
  expect(definitionFault(text, [], true)).toBeUndefined();
});

test('a text that looks like an expression where none is evaluated, and any JSON in what is sent, are no fault', () => {
  expect(faultWith('assignRoutingProfile', '{% 1 %} {', true)).toBeUndefined();
  expect(faultWith('"SecurityProfileIds": [', '"SecurityProfileIds": [[[""]],')).toBeUndefined();
});

test('an end that puts out the input with a secret in it is a fault', () => {
  const text = JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'wait',
    States: { wait: { Type: 'Wait', Seconds: 1, Next: 'end' }, end: { Type: 'Succeed' } },
  });
  expect(definitionFault(text, ['password'], false)).toContain('with its secrets');
  expect(definitionFault(text, [], false)).toBeUndefined();
});
