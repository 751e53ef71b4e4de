import { type Shape, shape } from '../compiler/source/index.ts';
import { optionsShape } from '../project/index.ts';
import { expectedValue } from './expectedShape.ts';
import type { Answer, Expectations, ExpectedCall, Scenario, ScenarioFile, Thrown } from './scenario.ts';

const {
  anyObject,
  anything,
  boolean,
  described,
  exactlyOneOf,
  list,
  number,
  object,
  optional,
  record,
  regularExpression,
  text,
  textOr,
  word,
} = shape;

const thrown: Shape<Thrown> = object<Thrown>('an error', {
  error: described("The error's name in the service's model, for example ThrottlingException.", text()),
  message: optional(described('What the service says. Default: the name.', text())),
  status: optional(described('The HTTP status. Default: the one that the model gives.', number(400, 'integer'))),
  happened: optional(described('Whether the call has its effect before the error comes. Default: false.', boolean)),
});

const times: Shape<number | 'always'> = textOr(word('always'), number(1, 'integer'));

const answer: Shape<Answer> = exactlyOneOf(
  'an answer',
  ['return', 'throw', 'lost', 'delay'],
  object<Answer>('an answer', {
    call: optional(
      described('The call that this is for, the first being 1. Default: the next one.', number(1, 'integer')),
    ),
    times: optional(described('How many calls in a row get this. Default: 1.', times)),
    return: optional(described("The answer, by the members of the operation's output.", anything)),
    throw: optional(described('An error that the service answers.', textOr(text(), thrown))),
    lost: optional(
      described(
        'The call has its effect and no answer arrives: the caller waits (silence), or its connection breaks (reset).',
        word('silence', 'reset'),
      ),
    ),
    delay: optional(described('Seconds after which the service in memory answers.', number(0))),
  }),
);

const expectedCall: Shape<string | ExpectedCall> = textOr(
  text(),
  object<ExpectedCall>('a call', {
    step: described('The step that makes the call.', text()),
    arguments: optional(
      described(
        'What is sent, by the names of Step Functions; members that are not named may be there.',
        expectedValue,
      ),
    ),
  }),
);

const expectations: Shape<Expectations> = object<Expectations>('`expect`', {
  status: optional(
    described(
      'How the execution ends. Default: SUCCEEDED, or FAILED where an error is expected.',
      word('SUCCEEDED', 'FAILED', 'TIMED_OUT'),
    ),
  ),
  outputs: optional(described('The outputs; members that are not named may be there.', expectedValue)),
  states: optional(described('All states that are entered, in order.', list(text()))),
  calls: optional(described('All calls that are made, in order, each repetition counted.', list(expectedCall))),
  neverCalled: optional(described('Steps that make no call.', list(text()))),
  error: optional(described("The execution's error.", text())),
  cause: optional(described("A regular expression that is found in the execution's cause.", regularExpression)),
  failedState: optional(described('The state in which the execution fails.', text())),
});

const scenario: Shape<Scenario> = object<Scenario>('a scenario', {
  name: described('What happens, in a few words; each name once in a file.', text()),
  description: optional(described('More about it, for readers.', text())),
  input: optional(
    described("Members that are put into the file's input, or take the place of those there.", anyObject),
  ),
  without: optional(described("Members that are taken out of the file's input.", list(text()))),
  answers: optional(
    described(
      'What the calls of a step get, one after the other; then the services in memory answer.',
      record(list(answer, 1)),
    ),
  ),
  expect: optional(described('What is expected. Default: the execution succeeds.', expectations)),
});

/** A scenario file. */
export const scenarioFileShape: Shape<ScenarioFile> = object<ScenarioFile>('a scenario file', {
  $schema: optional(described('Where an editor finds the JSON Schema of this file.', text())),
  document: described('The Arazzo document, relative to this file.', text()),
  workflow: optional(described('The workflow, where the document has several.', text())),
  options: optional(described('Options of compiling.', optionsShape)),
  input: optional(
    described(
      'The input that all scenarios start from: an object, or the name of a file (JSON or YAML) relative to this file.',
      textOr(text(), anyObject),
    ),
  ),
  scenarios: described('The scenarios, run one after the other.', list(scenario, 1)),
});
