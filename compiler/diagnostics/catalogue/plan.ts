import { entries } from './entry.ts';
import { planExamples } from './planExamples.ts';

/** What `compiler/plan` and `compiler/asl` report. */
export const planEntries = entries(
  {
    'input-unknown': {
      severity: 'error',
      title: 'An input that the workflow does not have',
      explanation:
        "An expression reads, or a step hands over, an input that the workflow's `inputs` do not declare. The inputs are checked against that schema " +
        'before the first call, so whatever is read has to be declared there. The message names the nearest input.',
    },
    'filter-as-text': {
      severity: 'info',
      title: 'A filter written as text',
      explanation:
        'The service takes filters as objects of `Name` and `Values`, and the document has a text such as `instance.group-id=sg-1`. What is meant is ' +
        'plain, and it is sent as such an object. Other runners may send the text, so write the object where the document is used elsewhere, too.',
    },
    'input-missing': {
      severity: 'error',
      title: 'A called workflow misses an input',
      explanation:
        'The workflow that is called requires an input and has no default for it. Inputs of a called workflow come from the step alone, not from the ' +
        "caller's inputs of the same name: add a parameter of that name to the step, without `in`.",
    },
    'step-unknown': {
      severity: 'error',
      title: 'A step that is not there',
      explanation:
        'An expression reads the outputs of a step that its workflow does not have. Ids of steps are case-sensitive and hold in their own workflow ' +
        'only; what another workflow found is read by its outputs. The message names the nearest step.',
    },
    'output-unknown': {
      severity: 'error',
      title: 'An output that is not there',
      explanation:
        'An expression reads an output that the step or workflow does not declare. Only what stands under `outputs` can be read from elsewhere; a ' +
        'step does not hand on its whole response. The message names the nearest output.',
    },
    'output-never-set': {
      severity: 'error',
      title: 'An output is read before it is set',
      explanation:
        'On every path to this place the step that sets the output has not run, so there is never a value. Steps run in the order in which they are ' +
        'written, but for a `goto`: put the step before this place.',
    },
    'output-maybe-unset': {
      severity: 'warning',
      title: 'An output may not be set',
      explanation:
        'Some path to this place goes around the step that sets the output. On that path there is no value: a member of a payload or an output is ' +
        'left out, a criterion does not hold, and where a call requires the value the execution fails and names it. Where that is what you mean, ' +
        'nothing has to be done.',
    },
    'output-left-out': {
      severity: 'info',
      title: 'An output of the workflow may be left out',
      explanation:
        'Some path to the end goes around the step that sets the output. Executions that take it succeed without this output of the workflow.',
    },
    'expression-not-here': {
      severity: 'error',
      title: 'An expression that has no value here',
      explanation:
        'The expression is a right one, but there is nothing that it could stand for in this place. `$response` and `$statusCode` are known only ' +
        'after the call of the same step (in its criteria, actions and outputs), `$outputs` only in a step that calls a workflow, `$workflows` for a ' +
        'workflow that one step calls or that `dependsOn` names, and `$url` after a call of an HTTP API: the requests to AWS are those of Step Functions. Elsewhere use an output: ' +
        '`$steps.<stepId>.outputs.<name>`.',
    },
    'criterion-never-holds': {
      severity: 'error',
      title: 'A success criterion that can never hold',
      explanation:
        'The criterion is false whenever the call is answered, and for every error that the call can have, so the step could never succeed. Mostly ' +
        'that is a `$statusCode` that the operation never answers with. Put the right status, or leave the criterion out: without criteria a step ' +
        'has succeeded if its call has.',
    },
    'success-status-unsure': {
      severity: 'warning',
      title: 'A success with another status than the service model has',
      explanation:
        'The criterion asks for a 2xx other than the one in the service model. Step Functions tells the status of errors only, and the models are ' +
        'not always right about which 2xx it is, so the criterion is taken to hold whenever the call is answered. By `!=` no other status is meant.',
    },
    'value-unknown': {
      severity: 'warning',
      title: 'A value that the service does not have',
      explanation:
        'A criterion compares a member, or the name of an error, with a text that is not among its values in the service model. The comparison can hold only if the service has learnt that value since the model was made; more likely it is a slip, and a loop on it would never end by itself.',
    },
    'action-never-taken': {
      severity: 'warning',
      title: 'An action that is never taken',
      explanation:
        "The criteria of the action can't hold where the action is looked at, for example `$statusCode == 404` in `onSuccess`. A failed call is " +
        'looked at in `onFailure`.',
    },
    'action-unreachable': {
      severity: 'warning',
      title: 'An action behind one that is always taken',
      explanation:
        'Actions are looked at in order, and the first whose criteria hold is taken. This one comes after an action that has no criteria, or whose ' +
        'criteria always hold. Put the action without criteria last.',
    },
    'actions-fall-through': {
      severity: 'info',
      title: 'No action may match',
      explanation:
        'Every success action of the step has criteria. Where none of them hold, the workflow goes on with the next step in the document, which may ' +
        'not be what was meant. Add an action without criteria, at the end, that says what happens otherwise.',
    },
    'step-unreachable': {
      severity: 'warning',
      title: 'A step that no path leads to',
      explanation:
        'No step before this one goes on to it, and no action names it. It is left out of the state machine. Let an action go to it, or delete it.',
    },
    'polling-paced': {
      severity: 'warning',
      title: 'A loop without a delay',
      explanation:
        'A `goto` leads back to a request that is then sent again unchanged, as fast as it was answered, until Step Functions ends the execution ' +
        'because its history is full. So a wait is put before each repetition, growing from 5 to 60 seconds, and after an hour the execution fails ' +
        'with `Arazzo.PollLimitReached`. Say your own numbers with `type: retry`, `retryAfter` and `retryLimit`, or for all such loops with the ' +
        'option `polling`, or the field `x-polling` of the action.',
    },
    'paging-bounded': {
      severity: 'info',
      title: 'A loop is bounded',
      explanation:
        'A `goto` leads back to a request that takes what the last one returned, as paging does. Each round is another request, so it is not slowed ' +
        'down, but it is counted: after a thousand rounds the execution fails with `Arazzo.PollLimitReached`.',
    },
    'failure-not-redrivable': {
      severity: 'info',
      title: 'A caught failure can not be resumed',
      explanation:
        'The name of an error does not always tell its status, so a criterion on `$statusCode` needs the error caught and looked at by a Choice. An ' +
        'error that then matches no action ends the execution in a Fail state, with its own name and cause. The price: a redrive of such an execution ' +
        'enters the Fail state again, whereas an error that is not caught is redriven at its call. Where that matters, use an action without ' +
        'criteria, or none.',
    },
    'retry-repeats-effect': {
      severity: 'warning',
      title: 'A retry may do something twice',
      explanation:
        'After an error of the server, a timeout or a broken connection nobody knows whether the call had its effect. Calls that change something are ' +
        'therefore not repeated after such errors, unless the document asks for it, and the criteria of this retry do. Leave those statuses out of ' +
        'the criteria, or see to it that a second call does no harm.',
    },
    'throttling-unnamed': {
      severity: 'info',
      title: 'Throttling has no name',
      explanation:
        'Throttling is normally repeated for every call, for many minutes. This service has no error name of its own for it: it answers under its ' +
        'general exception, which may also be a refusal or a wrong id. So the general exception is repeated for calls that are safe to repeat, such as ' +
        'this one, for about half a minute at most, and for no others.',
    },
    'secret-misused': {
      severity: 'error',
      title: 'A secret is read where it can be seen',
      explanation:
        'A secret may be sent in a call and stand nowhere else: outputs, variables, causes of failures and the results of criteria can be read by ' +
        'whoever may look at executions. An input is a secret if its schema has `format: password` or `writeOnly`, itself or anywhere inside, if an ' +
        'option says so, or if it is sent as a credential (a password, a key, a token). An object that holds a secret is one as a whole: what may be ' +
        'seen of it is better an input of its own.',
    },
    'secret-hard-coded': {
      severity: 'error',
      title: 'A secret stands in the document',
      explanation:
        'A text is sent as a credential, or handed to an input of another workflow that is a secret. Who may read the document, or the definition of the ' +
        'machine, would read it, and it could not be changed without both.',
    },
    'schema-invalid': {
      severity: 'error',
      title: 'A keyword of the inputs has the wrong value',
      explanation:
        'A keyword of the schema under `inputs` has a value that JSON Schema does not allow, for example a `type` that there is not, or a `required` ' +
        'that is no list.',
    },
    'schema-keyword-unchecked': {
      severity: 'warning',
      title: 'A keyword that is not checked',
      explanation:
        'The inputs are checked by one Choice state before the first call. This keyword, or this pattern, is not part of that check: a value that ' +
        'breaks it reaches the first call. Whoever starts executions can check inputs against the whole schema first.',
    },
    'schema-reference-unknown': {
      severity: 'error',
      title: 'A schema reference that leads nowhere',
      explanation:
        '`$ref` and `$dynamicRef` in a schema name another one of the same document: `#/components/inputs/x`, a place such as `#/$defs/x` or ' +
        '`#/workflows/0/inputs/$defs/x`, an `$anchor`, or an `$id`. There is none of this name; the message names the nearest one. Schemas in ' +
        'other files are not read.',
    },
    'input-depth-bounded': {
      severity: 'info',
      title: 'Inputs are checked to a certain depth',
      explanation:
        'A schema that contains itself, such as that of a tree, becomes a function that calls itself, and Step Functions ends an expression whose ' +
        'evaluations are nested 100 deep. The execution then fails before the first call.',
    },
    'schema-recursive': {
      severity: 'error',
      title: 'A schema that is nothing but itself',
      explanation:
        'By its references this schema leads back to itself without going into a member or an item, so that no value could be judged by it; or it ' +
        'holds more schemas, or deeper ones, than one check can. Schemas that contain themselves in members or items, such as trees, are checked.',
    },
    'pattern-not-supported': {
      severity: 'error',
      title: 'A pattern that can not be used',
      explanation:
        'The pattern is no regular expression of JavaScript, or names a property of characters that Unicode does not have. `\\p{..}` and `\\u{..}` are ' +
        'written as the characters that they mean, since the patterns of JSONata know only UTF-16 code units.',
    },
    'payload-not-json': {
      severity: 'error',
      title: 'A payload that is not JSON',
      explanation:
        'A payload that is written as a text has to be JSON once its expressions are put in. What is wrong with it is said as for a file. Writing the ' +
        'payload as YAML needs no quotes and no braces.',
    },
    'replacement-target-unknown': {
      severity: 'error',
      title: 'A replacement of something that is not there',
      explanation:
        '`target` names a place in the payload that is to be replaced, by a JSON Pointer such as `/Name`, or in Arazzo 1.1 by a JSONPath of names, ' +
        "positions and `*`. A new member can be added to an object that is there, but not below one that isn't.",
    },
    'operation-path-syntax': {
      severity: 'error',
      title: 'An operationPath that can not be read',
      explanation:
        'An `operationPath` is the url of a source description and, after `#`, a JSON Pointer to the path and the method: ' +
        "`'{$sourceDescriptions.connect.url}#/paths/~1users~1{InstanceId}/put'`. Slashes inside the path are written `~1`. An `operationId` is easier " +
        'to read and means the same.',
    },
    'document-unreadable': {
      severity: 'error',
      title: 'Another document can not be read',
      explanation:
        'A source description of type `arazzo` names another document by its `url`, relative to this one. There is no such document below the root ' +
        '(the folder of the nearest `arazzo-sfn.yml` upward, else that of the first document; `--root` names another), or it is not on this machine: ' +
        'nothing is fetched over the network. Or `arazzo-sfn.yml` is no regular file, or a link out of its folder.',
    },
    'workflow-recursive': {
      severity: 'error',
      title: 'A workflow that calls itself',
      explanation:
        "A workflow that a step calls becomes part of the caller's state machine, and so can't contain itself, directly or by way of another. Write " +
        'the repetition as a `goto` or a `retry`, or call the other machine by `startExecution` of AWS Step Functions.',
    },
    'name-not-possible': {
      severity: 'error',
      title: 'A name that can not be used',
      explanation:
        "JSONata can't make an object with a member of the name `__proto__`, and outputs are such objects. Use another name.",
    },
    'option-unknown': {
      severity: 'error',
      title: 'An option that names nothing',
      explanation:
        'The options of the compiler name inputs (`secrets`, `secretInputs`), source descriptions (`services`) and operations (`actions`, written as ' +
        'in the resource of a Task: `connect:createUser`). A name that nothing has would do nothing, and a misspelt `secretInputs: { passwrod: ... }` ' +
        'would let a password be given in plain text. Where several documents are checked at once, a name has to be that of something in one of them.',
    },
    'option-value': {
      severity: 'error',
      title: 'An option that can not have this value',
      explanation:
        'Times in options are whole numbers of seconds, from 1 to the 99,999,999 that Step Functions takes; others are one of a few words. Files of ' +
        'options are checked when they are read; this is said of options that a program gives.',
    },
    'number-too-large': {
      severity: 'error',
      title: 'A number that Step Functions does not take',
      explanation:
        'Times in seconds and counts in a definition are at most 99,999,999: those of `timeout`, `retryAfter`, `retryLimit` and `x-polling`. Nothing ' +
        'could last so long: an execution ends after a year, and after 25,000 events.',
    },
    'definition-refused': {
      severity: 'error',
      title: 'The definition would be refused',
      explanation:
        'The compiler made a definition that Step Functions would refuse, and keeps it back. This is a defect of the compiler, not of the document: ' +
        'please report it with the document.',
    },
    'definition-too-large': {
      severity: 'error',
      title: 'The definition is too large',
      explanation:
        'Step Functions takes definitions of up to 1 MiB. Large values that are written out in the document are better read as inputs or from Amazon ' +
        'S3; a workflow of very many steps can be split, and one machine start the other.',
    },
    'definition-large': {
      severity: 'warning',
      title: 'The definition is large',
      explanation:
        'The definition has more than four fifths of the 1 MiB that Step Functions takes. It can be deployed, ' +
        "by CDK as a file in S3, since CloudFormation takes templates of 1,000,000 bytes; a few more steps, and it can't.",
    },
    'history-long': {
      severity: 'warning',
      title: 'An execution may have a long history',
      explanation:
        'Step Functions ends an execution when its history reaches 25,000 events. Each call leaves about five, each other state two. With the limits ' +
        'of its loops and retries this workflow can come near that number; the estimate takes every one of them to be used up. Lower the limits, or ' +
        'wait longer between the repetitions.',
    },
  },
  planExamples,
);
