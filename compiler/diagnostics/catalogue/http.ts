import { entries } from './entry.ts';
import { httpExample, peopleDescription } from './httpExample.ts';

const good = httpExample();
const files = { 'people-openapi.yml': peopleDescription };

/** A second step that sends what the first one put out as its credential. */
const again = `  - stepId: again
    operationId: getPerson
    parameters:
    - { name: id, in: path, value: $inputs.id }
    - { name: Authorization, in: header, value: 'Bearer {$steps.getPerson.outputs.name}' }
`;

/** A second step that sends the cookie that the answer of the first one set. */
const session = `      session: $response.header.Set-Cookie
  - stepId: again
    operationId: getPerson
    parameters:
    - { name: id, in: path, value: $inputs.id }
    - { name: Cookie, in: header, value: $steps.getPerson.outputs.session }
`;

/** What `compiler/bind/http` finds out of what an HTTP Task can't do. */
export const httpEntries = entries({
  'description-unreadable': {
    severity: 'error',
    title: 'There is no OpenAPI description of an API',
    explanation:
      'A source description that is no AWS service (`x-aws-service: none` says so) is called by its OpenAPI description: 3.x or Swagger ' +
      '2.0, a local file. Its `url` names none that is at hand. Put the file there, or name another one with the option `sources`.',
    bad: good.replace('./people-openapi.yml', './nowhere.yml\n  x-aws-service: none'),
    good,
    files,
  },
  'server-unknown': {
    severity: 'error',
    title: 'It is not clear at which address an API is called',
    explanation:
      'The address stands in the `servers` of the operation, the path or the OpenAPI description. There it is missing, or it is relative, or ' +
      'a variable in it has no default. Give it with the option `servers`: an address from an input would let whoever starts an execution ' +
      'send the credentials anywhere.',
    bad: good.replace('./people-openapi.yml', './relative-openapi.yml\n  x-aws-service: none'),
    good,
    files: {
      ...files,
      'relative-openapi.yml': peopleDescription.replace('https://people.example.com', '/v1'),
    },
  },
  'server-insecure': {
    severity: 'error',
    title: 'An API is called by plain http',
    explanation:
      'An HTTP Task speaks https alone. Give the https address with the option `servers`. On this machine any server on it can stand in ' +
      'for the API (`--server people=http://127.0.0.1:3000`).',
    bad: good.replace('./people-openapi.yml', './plain-openapi.yml'),
    good,
    files: { ...files, 'plain-openapi.yml': peopleDescription.replace('https:', 'http:') },
  },
  'header-forbidden': {
    severity: 'error',
    title: 'An HTTP Task refuses to send a header',
    explanation:
      'AWS Step Functions keeps some headers to itself, conditional ones (`If-Match`) and those of connections and proxies among them; a ' +
      'request with one fails before it is sent. Leave it out where the API does without, or make the call from a Lambda function.',
    bad: good.replace('    outputs:', '    - { name: If-Match, in: header, value: "1" }\n    outputs:'),
    good,
    files,
  },
  'body-unsupported': {
    severity: 'error',
    title: 'An HTTP Task cannot send such a body',
    explanation:
      'It sends JSON, forms and text. A multipart body or one of bytes needs a Lambda function that makes the call.',
    bad: good.replace(
      '    outputs:',
      '    requestBody: { contentType: multipart/form-data, payload: { note: x } }\n    outputs:',
    ),
    good,
    files,
  },
  'answer-unsupported': {
    severity: 'error',
    title: 'An HTTP Task cannot hand on such an answer',
    explanation:
      'It hands on JSON and text. An answer of bytes (`application/octet-stream`, pictures, PDF) fails the call: let a Lambda function make it.',
    bad: good.replace('./people-openapi.yml', './pictures-openapi.yml'),
    good,
    files: { ...files, 'pictures-openapi.yml': peopleDescription.replace('application/json', 'image/png') },
  },
  'path-incomplete': {
    severity: 'error',
    title: 'A part of the path of a request is missing',
    explanation: "Each placeholder of an operation's path, such as `{id}`, is a parameter of the step.",
    bad: good.replace(/ {4}parameters:\n.*\n/, ''),
    good,
    files,
  },
  'request-ruled-out': {
    severity: 'warning',
    title: 'The description of an API rules out what is sent',
    explanation:
      'With the option `descriptions: loose` a request goes as the document has it, whatever its OpenAPI description says of required parameters and members, of types and values, and of names ' +
      'that a closed schema does not have. Without the option, these are errors: most often the document is wrong, and the server would refuse the call.',
  },
  'redirect-unsupported': {
    severity: 'error',
    title: 'A step would succeed by a redirect',
    explanation:
      'An HTTP Task fails for every status but 2xx, and AWS hands on no header of a failed call, so not the address either. Whether it follows redirects is ' +
      'not documented. A step whose criteria hold for 3xx alone, or whose operation has no other answer of success, is an error.',
    bad: good.replace('    outputs:', '    successCriteria: [{ condition: $statusCode == 302 }]\n    outputs:'),
    good,
    files,
  },
  'header-plural': {
    severity: 'info',
    title: '`headers` in place of `header`',
    explanation:
      'A header is `$response.header.Location`. The grammar has no `headers`; it is taken as the header that it plainly means, but other runners may refuse it.',
    bad: good.replace('    outputs:', '    outputs:\n      kind: $response.headers.Content-Type'),
    good: good.replace('    outputs:', '    outputs:\n      kind: $response.header.Content-Type'),
    files,
  },
  'member-undescribed': {
    severity: 'warning',
    title: 'The description of an API does not have what is sent',
    explanation:
      'The schema of the body, or the list of parameters, has no such name, and does not rule it out: it is sent as it stands. Descriptions ' +
      'are often incomplete; if this one is not, the name is misspelt. A schema that is closed (`additionalProperties: false`) makes it an error.',
    bad: good.replace('    outputs:', '    - { name: verbose, in: query, value: true }\n    outputs:'),
    good,
    files,
  },
  'answer-undescribed': {
    severity: 'warning',
    title: 'The description of an API does not have what is read',
    explanation:
      'The schema of the answer has no such name, and does not rule it out: it is read all the same, and is nothing where the answer has ' +
      'none. If the description is complete, the name is misspelt.',
    bad: good.replace('#/name', '#/nickname'),
    good,
    files,
  },
  'credential-lifted': {
    severity: 'info',
    title: 'A credential is kept in the connection of the API',
    explanation:
      'An HTTP Task refuses the header `Authorization`, and credentials belong neither into definitions nor into inputs, which everybody ' +
      'sees who may see executions. So the parameter is sent by the EventBridge connection of the API, into which you put its value; an ' +
      'input that served nothing else is no longer asked for.',
    bad: good.replace('    outputs:', '    - { name: Authorization, in: header, value: Bearer token }\n    outputs:'),
    good,
    files,
  },
  'credential-from-step': {
    severity: 'error',
    title: 'A credential comes out of another step',
    explanation:
      'The header `Authorization`, or what a security scheme names as its key, can be sent by the EventBridge connection of the API alone, ' +
      'and that holds what was put into it before. Let the connection fetch the token (OAuth client credentials), or make both calls in a ' +
      'Lambda function.',
    bad: `${good}${again}`,
    good,
    files,
  },
  'session-cookie': {
    severity: 'error',
    title: 'A session is kept by a cookie of an answer',
    explanation:
      'Browsers send back what an answer sets by `Set-Cookie`; an HTTP Task keeps nothing from one call to the next, and whoever is handed the cookie as a value has ' +
      'a credential in the history of the execution. So a step that sends what another answer set is an error, and so is one whose API is authorized by a cookie ' +
      'alone that an earlier step of the workflow is given. Let the connection sign in, or make the calls of the session in a Lambda function.',
    bad: `${good}${session}`.replace('./people-openapi.yml', './sessions-openapi.yml'),
    good,
    files: {
      ...files,
      'sessions-openapi.yml': peopleDescription.replace(
        '      responses:',
        '      - { name: Cookie, in: header, schema: { type: string } }\n      responses:',
      ),
    },
  },
  'authorization-unsupported': {
    severity: 'error',
    title: 'An HTTP Task cannot authorize itself so',
    explanation:
      'EventBridge connections hold keys, a name with a password, or OAuth client credentials. An API that asks for a certificate of the ' +
      'client (mutual TLS) needs a Lambda function that makes the call.',
    bad: good.replace('./people-openapi.yml', './closed-openapi.yml'),
    good,
    files: {
      ...files,
      'closed-openapi.yml': `${peopleDescription}security: [{ certificate: [] }]
components: { securitySchemes: { certificate: { type: mutualTLS } } }
`,
    },
  },
  'answer-of-failure': {
    severity: 'error',
    title: 'The answer of a failed call is read',
    explanation:
      'A call that is answered with any other status than 2xx fails, and AWS gives the status alone of it: neither body nor headers. A ' +
      'failure action whose criterion reads them could never be taken. Decide by `$statusCode`, or let a Lambda function make the call.',
    bad: good.replace(
      '    outputs:',
      '    successCriteria: [{ condition: $statusCode == 200 }]\n    onFailure:\n    - { name: stop, type: end, ' +
        'criteria: [{ condition: "$response.body#/name == \'x\'" }] }\n    outputs:',
    ),
    good,
    files,
  },
});
