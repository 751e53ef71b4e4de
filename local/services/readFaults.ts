import type { SourceFile } from '../../compiler/diagnostics/index.ts';
import { nodeAt, type Shape, shape, shapedOrThrow } from '../../compiler/source/index.ts';
import type { FaultEffect, FaultRule } from './faults.ts';

const { boolean, described, exactlyOneOf, list, number, object, oneOrMany, optional, refined, report, text, word } =
  shape;

/** A fault as a file says it. */
interface WrittenFault {
  readonly operation: string;
  readonly calls?: readonly number[];
  readonly share?: number;
  readonly seed?: number;
  readonly error?: string;
  readonly message?: string;
  readonly happened?: boolean;
  readonly lost?: 'silence' | 'reset';
  readonly delay?: number;
}

const writtenFault: Shape<WrittenFault> = exactlyOneOf(
  'a fault',
  ['error', 'lost', 'delay'],
  object<WrittenFault>('a fault', {
    operation: described(
      'Whose calls it strikes, as in the resource of a Task: connect:createUser, or connect:* for all of a service.',
      text({ pattern: '^[a-z0-9]+:([a-zA-Z0-9]+|\\*)$', otherwise: 'is nothing like connect:createUser or connect:*' }),
    ),
    calls: optional(
      described(
        'The calls that it strikes, counted from 1 for each operation. Default: 1.',
        oneOrMany(number(1, 'integer')),
      ),
    ),
    share: optional(described('Instead: the share of all calls that it strikes, from 0 to 1.', number(0, 'number', 1))),
    seed: optional(described('What the share is drawn from. Default: 1.', number(0))),
    error: optional(described('The service answers this error of its model.', text())),
    message: optional(described('What the service says with it.', text())),
    happened: optional(described('Whether the call has its effect before the error comes. Default: false.', boolean)),
    lost: optional(
      described(
        'The call has its effect and no answer arrives: the caller waits (silence), or its connection breaks (reset).',
        word('silence', 'reset'),
      ),
    ),
    delay: optional(described('Seconds after which the answer comes.', number(0))),
  }),
);

/** What goes with what: a field, and the one without which it means nothing. */
const companions = [
  ['seed', 'share'],
  ['message', 'error'],
  ['happened', 'error'],
] as const;

const fault: Shape<FaultRule> = refined(writtenFault, {}, (written, node, reporter) => {
  const refuse = (field: keyof WrittenFault, message: string): undefined =>
    report(reporter, 'field-value', nodeAt(node, [field]), message);
  if (written.calls !== undefined && written.share !== undefined) {
    return refuse('share', 'a fault strikes `calls`, or a `share` of them');
  }
  const lonely = companions.find(([field, other]) => written[field] !== undefined && written[other] === undefined);
  if (lonely !== undefined) return refuse(lonely[0], `\`${lonely[0]}\` goes with \`${lonely[1]}\``);
  const effect = effectOf(written);
  return effect === undefined ? undefined : { operation: written.operation, calls: callsOf(written), effect };
});

/** A file of faults on demand. */
export const faultsShape: Shape<readonly FaultRule[]> = list(fault);

/**
 * Reads faults on demand: a list (YAML or JSON) of `{operation, calls | share and seed, error | lost | delay}`.
 * @param source the file, or its text
 * @throws FileError where it has another form
 */
export function readFaults(source: string | SourceFile): readonly FaultRule[] {
  return shapedOrThrow(typeof source === 'string' ? { name: 'faults', text: source } : source, faultsShape);
}

function callsOf({ calls = [1], share, seed = 1 }: WrittenFault): FaultRule['calls'] {
  return share === undefined ? calls : { share, seed };
}

function effectOf({ error, message, happened, lost, delay }: WrittenFault): FaultEffect | undefined {
  if (error !== undefined) {
    return {
      kind: 'error',
      name: error,
      ...(message === undefined ? {} : { message }),
      ...(happened === true ? { happened } : {}),
    };
  }
  if (lost !== undefined) return { kind: 'lost', how: lost };
  return delay === undefined ? undefined : { kind: 'delay', seconds: delay };
}
