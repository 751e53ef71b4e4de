import { entries } from './entry.ts';
import { planExamples } from './planExamples.ts';

/** What `compiler/plan` and `compiler/asl` report. */
export const planEntries = entries({
  'input-unknown': {
    severity: 'error',
    title: 'An input that the workflow does not have',
    explanation:
      'An expression reads, or a call hands over, an input that `inputs` does not declare. Inputs are checked by their schema before the first call, so each one that is read has to be declared.',
    ...planExamples['input-unknown'],
  },
  'filter-as-text': {
    severity: 'info',
    title: 'A filter written as text',
    explanation:
      'The model has an object with `Name` and `Values` where the document has a text such as `instance.group-id=sg-1`. What is meant is plain, and it is sent as such an object; other runners may send the text.',
    ...planExamples['filter-as-text'],
  },
  'input-missing': {
    severity: 'error',
    title: 'A called workflow misses an input',
    explanation: 'The workflow that is called requires an input that the step does not give it.',
    ...planExamples['input-missing'],
  },
  'step-unknown': {
    severity: 'error',
    title: 'A step that is not there',
    explanation: 'An expression reads the outputs of a step that the workflow does not have.',
    ...planExamples['step-unknown'],
  },
  'output-unknown': {
    severity: 'error',
    title: 'An output that is not there',
    explanation: 'An expression reads an output that the step or the workflow does not declare.',
    ...planExamples['output-unknown'],
  },
  'output-never-set': {
    severity: 'error',
    title: 'An output is read before it is set',
    explanation: 'No path leads through the step before the place where its output is read.',
    ...planExamples['output-never-set'],
  },
  'output-maybe-unset': {
    severity: 'warning',
    title: 'An output may not be set',
    explanation:
      'Some path to this place does not lead through the step. There the value is left out, or, where a call requires it, the execution fails.',
    ...planExamples['output-maybe-unset'],
  },
  'expression-not-here': {
    severity: 'error',
    title: 'An expression that has no value here',
    explanation:
      '`$response` and `$statusCode` are known only behind a call, `$outputs` only behind a called workflow, and `$url` never, since Step Functions makes the request.',
    ...planExamples['expression-not-here'],
  },
  'criterion-never-holds': {
    severity: 'error',
    title: 'A success criterion that can never hold',
    explanation:
      'The step could never succeed: the service model says, for example, that the call answers with another status.',
    ...planExamples['criterion-never-holds'],
  },
  'value-unknown': {
    severity: 'warning',
    title: 'A value that the service does not have',
    explanation:
      'A criterion compares a member with a text that is not among its values in the service model. The comparison can hold only if the service has learnt that value since the model was made; more likely it is a slip, and a loop on it would never end by itself.',
    ...planExamples['value-unknown'],
  },
  'action-never-taken': {
    severity: 'warning',
    title: 'An action that is never taken',
    explanation: 'Its criteria can not hold where it is looked at.',
    ...planExamples['action-never-taken'],
  },
  'action-unreachable': {
    severity: 'warning',
    title: 'An action behind one that is always taken',
    explanation: 'The first action whose criteria hold is taken. One without criteria closes the list.',
    ...planExamples['action-unreachable'],
  },
  'actions-fall-through': {
    severity: 'info',
    title: 'No action may match',
    explanation: 'Every action has criteria. Where none of them hold, the workflow goes on with the next step.',
    ...planExamples['actions-fall-through'],
  },
  'step-unreachable': {
    severity: 'warning',
    title: 'A step that no path leads to',
    explanation: 'It is left out of the state machine.',
    ...planExamples['step-unreachable'],
  },
  'polling-paced': {
    severity: 'warning',
    title: 'A loop without a delay',
    explanation:
      'The same request would be repeated as fast as it is answered, until the history is full. The compiler puts growing waits between the repetitions and gives up after an hour; the option `polling` says otherwise.',
    ...planExamples['polling-paced'],
  },
  'paging-bounded': {
    severity: 'info',
    title: 'A loop is bounded',
    explanation:
      'A loop that feeds what it got into its next request, as paging does, is not slowed down. It may go round a thousand times.',
    ...planExamples['paging-bounded'],
  },
  'failure-not-redrivable': {
    severity: 'info',
    title: 'A caught failure can not be resumed',
    explanation:
      'To look at an error beyond its name it has to be caught. If then no action names it, the execution ends in a Fail state with the same error; a redrive of that execution fails again.',
    ...planExamples['failure-not-redrivable'],
  },
  'retry-repeats-effect': {
    severity: 'warning',
    title: 'A retry may do something twice',
    explanation:
      'After an error of the server nobody knows whether the call had its effect. The criteria of this retry name such an error, so the call is repeated all the same.',
    ...planExamples['retry-repeats-effect'],
  },
  'throttling-unnamed': {
    severity: 'info',
    title: 'Throttling has no name',
    explanation:
      'The service answers under its general exception when it is called too often. A call that is safe to repeat is therefore repeated after any such error; others are not repeated.',
    ...planExamples['throttling-unnamed'],
  },
  'secret-misused': {
    severity: 'error',
    title: 'A secret is read where it can be seen',
    explanation: 'A secret input may be sent in a call. In criteria, outputs and causes it would stand in plain sight.',
    ...planExamples['secret-misused'],
  },
  'schema-invalid': {
    severity: 'error',
    title: 'A keyword of the inputs has the wrong value',
    explanation: 'For example a `type` that JSON Schema does not have, or a `required` that is no list.',
    ...planExamples['schema-invalid'],
  },
  'schema-keyword-unchecked': {
    severity: 'warning',
    title: 'A keyword that is not checked',
    explanation:
      'The inputs are checked by one Choice state before the first call. This keyword, or this pattern, has no counterpart there.',
    ...planExamples['schema-keyword-unchecked'],
  },
  'schema-reference-unknown': {
    severity: 'error',
    title: 'A schema reference that leads nowhere',
    explanation: '`$ref` may name a schema under `#/components/inputs/` of the same document.',
    ...planExamples['schema-reference-unknown'],
  },
  'schema-recursive': {
    severity: 'error',
    title: 'A schema that contains itself',
    explanation: 'Inputs are checked by one expression of a fixed size.',
    ...planExamples['schema-recursive'],
  },
  'pattern-not-supported': {
    severity: 'error',
    title: 'A pattern that can not be used',
    explanation: 'JSONata patterns are those of JavaScript without Unicode classes.',
    ...planExamples['pattern-not-supported'],
  },
  'payload-not-json': {
    severity: 'error',
    title: 'A payload that is not JSON',
    explanation: 'A payload that is written as text has to be JSON, with expressions in braces.',
    ...planExamples['payload-not-json'],
  },
  'replacement-target-unknown': {
    severity: 'error',
    title: 'A replacement of something that is not there',
    explanation:
      '`target` names a place in the payload: a JSON Pointer, or in 1.1 a JSONPath of names, positions and `*`.',
    ...planExamples['replacement-target-unknown'],
  },
  'operation-path-syntax': {
    severity: 'error',
    title: 'An operationPath that can not be read',
    explanation: 'It names a source description and, behind `#`, the path and method as a JSON Pointer.',
    ...planExamples['operation-path-syntax'],
  },
  'document-unreadable': {
    severity: 'error',
    title: 'Another document can not be read',
    explanation: 'A source description of type `arazzo` names a file. Only local files are read.',
    ...planExamples['document-unreadable'],
  },
  'workflow-recursive': {
    severity: 'error',
    title: 'A workflow that calls itself',
    explanation: 'Called workflows become part of the machine, so none can contain itself.',
    ...planExamples['workflow-recursive'],
  },
  'name-not-possible': {
    severity: 'error',
    title: 'A name that can not be used',
    explanation: 'JSONata has no way to make a member of the name `__proto__`.',
    ...planExamples['name-not-possible'],
  },
  'definition-refused': {
    severity: 'error',
    title: 'The definition would be refused',
    explanation:
      'The compiler made a definition that Step Functions would refuse. This is a defect of the compiler: please report it with the document.',
  },
  'definition-too-large': {
    severity: 'error',
    title: 'The definition is too large',
    explanation:
      'Step Functions takes definitions of up to 1 MiB. Split the workflow, and start one machine from the other.',
    ...planExamples['definition-too-large'],
  },
  'definition-large': {
    severity: 'warning',
    title: 'The definition is large',
    explanation: 'Step Functions takes definitions of up to 1 MiB.',
    ...planExamples['definition-large'],
  },
  'history-long': {
    severity: 'warning',
    title: 'An execution may have a long history',
    explanation: 'An execution ends when its history reaches 25,000 events.',
    ...planExamples['history-long'],
  },
});
