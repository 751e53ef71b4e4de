import { type CompileOptions, OPTION_WORDS } from '../compiler/index.ts';
import { MOST, type Shape, shape } from '../compiler/source/index.ts';

const { described, list, number, object, optional, record, text, textOr, word } = shape;

/** Options of compiling that can stand in a file: all but the workflow, and what only a program can give. */
export type FileOptions = Omit<CompileOptions, 'workflow' | 'readFile' | 'models'>;

type Polling = NonNullable<FileOptions['polling']>;
type FromSecretsManager = Exclude<NonNullable<FileOptions['secretInputs']>[string], string>;

/** How they are written. */
export const optionsShape: Shape<FileOptions> = object<FileOptions>('`options`', {
  services: optional(
    described(
      'Which AWS service a source description stands for, by its name: the one in the resources of Tasks, for example `connect`.',
      record(text()),
    ),
  ),
  servers: optional(
    described(
      'The base address at which an HTTP API is called, by the name of its source description.',
      record(text()),
    ),
  ),
  sources: optional(
    described(
      'The OpenAPI file of a source description whose url names none that is at hand, by its name; relative to the document.',
      record(text()),
    ),
  ),
  connections: optional(
    described(
      'The ARN of the EventBridge connection by which an HTTP API is called, by the name of its source description.',
      record(text()),
    ),
  ),
  actions: optional(
    described(
      'IAM actions of operations for which none is known, for example `connect:someOperation: [connect:SomeAction]`.',
      record(list(text({ pattern: '^[a-z0-9-]+:[A-Za-z*]+$', otherwise: 'is no IAM action' }))),
    ),
  ),
  secrets: optional(described('Inputs that are secrets beside those that the compiler finds.', list(text()))),
  secretInputs: optional(
    described(
      'Secret inputs that can be given as the id of a secret of AWS Secrets Manager instead, as input `<name>SecretId`.',
      record(secretSource()),
    ),
  ),
  callTimeout: optional(
    described('Seconds that a call may take. Default: 60, and 900 for lambda:invoke.', number(1, 'integer', MOST)),
  ),
  polling: optional(
    described(
      'How loops without a delay of their own are paced.',
      object<Polling>('`polling`', {
        first: optional(described('Seconds before the first repetition. Default: 5.', number(1, 'integer', MOST))),
        longest: optional(
          described('The longest wait that doubling leads to, in seconds. Default: 60.', number(1, 'integer', MOST)),
        ),
        total: optional(
          described('Seconds after which the execution fails. Default: 3600.', number(1, 'integer', MOST)),
        ),
      }),
    ),
  ),
  failureEnd: optional(
    described(
      'What `end` in onFailure does: the workflow succeeds with its outputs, or it fails. Default: succeed.',
      word(...OPTION_WORDS.failureEnd),
    ),
  ),
  descriptions: optional(
    described(
      'What a request that an OpenAPI description rules out is: an error, or sent as it stands, with a warning. Default: strict.',
      word(...OPTION_WORDS.descriptions),
    ),
  ),
  formats: optional(
    described(
      'Whether the `format` of inputs (date, date-time, email, uri, uuid) is checked, or is an annotation. Default: annotate.',
      word(...OPTION_WORDS.formats),
    ),
  ),
  partition: optional(
    described('The partition in the resources of Tasks. Default: aws.', word(...OPTION_WORDS.partition)),
  ),
});

function secretSource(): Shape<'secrets-manager' | FromSecretsManager> {
  const name = word('secrets-manager');
  return textOr(
    name,
    object<FromSecretsManager>('a secret by reference', {
      from: name,
      key: described('The member, where the secret is a JSON object.', text()),
    }),
  );
}
