import { entries } from './entry.ts';
import { describeUser, example } from './example.ts';

/** The step of the examples with another expression for its output. */
function withOutput(expression: string): string {
  return example('Expressions', describeUser.replace('$response.body#/User/Username', `'${expression}'`));
}

/** The step of the examples with a criterion, given as the items of a flow map. */
function withCriterion(criterion: string): string {
  return example('Conditions', `${describeUser.trimEnd()}\n  successCriteria:\n  - { ${criterion} }`);
}

/** What `compiler/expressions` reports. */
export const expressionEntries = entries({
  'expression-unknown': {
    severity: 'error',
    title: 'No such runtime expression',
    explanation:
      'A value that starts with `$` is a runtime expression if its first word is one of `$inputs`, `$outputs`, `$steps`, `$workflows`, `$request`, `$response`, `$statusCode`, ' +
      '`$method`, `$url`, `$sourceDescriptions`, `$components` and `$self`. This one looks like one of them and is none, so it is taken for a slip; letter case counts. A text that has ' +
      'nothing to do with them, such as `$5.00`, is left as it is. A text that is meant as it stands can be given as an input with a default.',
    bad: withOutput('$respons.body#/User/Username'),
    good: withOutput('$response.body#/User/Username'),
  },
  'expression-syntax': {
    severity: 'error',
    title: 'A runtime expression that can not be read',
    explanation:
      'The first word of the expression is known, but what follows is not what it takes. The forms are `$inputs.<name>`, `$steps.<stepId>.outputs.<name>`, ' +
      '`$workflows.<workflowId>.outputs.<name>`, `$response.body#/<pointer>`, `$response.header.<name>`, and the same for `$request`, which also has `query` and `path`. ' +
      'A JSON Pointer starts with `#/`, and an expression in braces ends with `}`.',
    bad: withOutput('$response.body/User/Username'),
    good: withOutput('$response.body#/User/Username'),
  },
  'expression-bare': {
    severity: 'info',
    title: 'An expression without braces inside a longer text',
    explanation:
      'The specification embeds an expression into text as `{$inputs.name}`. Without braces other runners may take it as plain text; here it is taken as the expression that it plainly ' +
      'is. Its name ends before the first character that is no letter, digit, `_`, `.` or `-`; a `.` or `-` at its end belongs to the text.',
    bad: withOutput('user-$inputs.userId'),
    good: withOutput('user-{$inputs.userId}'),
  },
  'body-path-dotted': {
    severity: 'info',
    title: 'A path into a body that is no pointer',
    explanation:
      "A part of a body is `$response.body#/User/Username`. Some of the specification's own examples write a path with dots, and people leave out the first slash, which its grammar " +
      'does not have: it is taken as the pointer that it plainly means, but other runners may refuse it.',
    bad: withOutput('$response.body.User.Username'),
    good: withOutput('$response.body#/User/Username'),
  },
  'condition-syntax': {
    severity: 'error',
    title: 'A condition that can not be read',
    explanation:
      "A simple condition compares runtime expressions and literals (`true`, `false`, `null`, numbers, text in single quotes with `''` for a quote) by `<`, `<=`, `>`, `>=`, `==` and " +
      '`!=`, and joins comparisons by `!`, `&&`, `||` and brackets. Text needs its quotes. Queries such as `$.User.Id` need `type: jsonpath` and a `context`.',
    bad: withCriterion('condition: $response.body#/User/Id = $inputs.userId'),
    good: withCriterion('condition: $response.body#/User/Id == $inputs.userId'),
  },
  'jsonpath-syntax': {
    severity: 'error',
    title: 'A JSONPath query that can not be read',
    explanation:
      'A criterion of type `jsonpath` holds a query of RFC 9535, which holds where it finds something, for example `$.Items[?@.State == "ACTIVE"]`. Comparisons around a query are taken too. ' +
      'Names in brackets need quotes, items are counted from 0, and inside a filter a comparison needs queries that find one value.',
    bad: withCriterion("context: $response.body, type: jsonpath, condition: '$.User[Id]'"),
    good: withCriterion('context: $response.body, type: jsonpath, condition: \'$.User["Id"]\''),
  },
  'condition-not-jsonpath': {
    severity: 'info',
    title: 'A comparison under `type: jsonpath`',
    explanation:
      'A criterion of type `jsonpath` is a query of RFC 9535, and a query has no comparison outside of its filters. Authors write `$.User.Id == $inputs.userId` all the same, with ' +
      '`.length`, `contains`, `empty true`, `&&`, `||` and `!`, and expressions in quotes. It is compiled to what it plainly says; text is compared with regard to letter case. Other runners may ' +
      'refuse it. The specification has this as a simple condition.',
    bad: withCriterion('context: $response.body, type: jsonpath, condition: $.User.Id == $inputs.userId'),
    good: withCriterion('condition: $response.body#/User/Id == $inputs.userId'),
  },
});
