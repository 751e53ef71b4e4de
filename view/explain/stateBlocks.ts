import type { CallFacts, Permission, RetryFacts, RuleFacts, SentMember, StateFacts } from '../../compiler/index.ts';
import { times } from '../drawing/arrows.ts';
import { duration } from '../drawing/duration.ts';
import { calledText, waitText } from '../drawing/nodes.ts';
import { assignedTable, type Block, code, codes, type Inline, joined, paragraph } from './blocks.ts';

/** What one state does: a heading with its number, and what there is to say. */
export function stateBlocks(state: StateFacts, number: number, permissions: readonly Permission[]): readonly Block[] {
  const { state: name, description } = state;
  const call: Inline = state.kind === 'call' ? [': ', code(calledText(state))] : [];
  return [
    { kind: 'heading', level: 3, text: [`${number}. ${name}`, ...call] },
    ...(description === undefined ? [] : [paragraph([description])]),
    ...bodyOf(state, permissions),
  ];
}

function bodyOf(state: StateFacts, permissions: readonly Permission[]): readonly Block[] {
  switch (state.kind) {
    case 'accept': {
      const early = state.within.length === 0 ? ', before anything is called' : '';
      return [
        paragraph(['Checks the inputs. Right: ', code(state.accepted), '; wrong: ', code(state.rejected), `${early}.`]),
        ...(state.given.length === 0 ? [] : [assignedTable('is handed', state.given)]),
      ];
    }
    case 'call':
      return callBlocks(state, permissions);
    case 'decide':
      return [
        paragraph([state.on === 'response' ? 'Looks at the response:' : 'Looks at the error:']),
        {
          kind: 'list',
          items: [...state.rules.map(ruleText), ['else: ', code(state.otherwise)]],
        },
      ];
    case 'wait':
      return [paragraph([`${capital(waitText(state.seconds))}, then `, code(state.next), '.'])];
    case 'start':
      return [paragraph(['Sets counters to zero, then ', code(state.next), '.'])];
    case 'succeed':
      return [
        paragraph(['The execution succeeds.']),
        // Those of the workflow itself stand at the top.
        ...(state.within.length === 0 || state.outputs.length === 0 ? [] : [assignedTable('output', state.outputs)]),
      ];
    case 'fail':
      return [
        paragraph([
          'The execution fails with ',
          ...(state.error === undefined ? ['the error of the call'] : [code(state.error)]),
          `: ${state.because}.`,
        ]),
      ];
    default:
      return state satisfies never;
  }
}

function ruleText({ action, when, atMost, usedUp, to }: RuleFacts): Inline {
  const condition = when === undefined ? 'nothing before holds' : code(when.text);
  return [
    ...(usedUp === undefined ? [condition] : [`the same, after ${times(usedUp)}`]),
    ...(atMost === undefined ? [] : [`, at most ${times(atMost)}`]),
    ': ',
    code(to),
    ...(action === undefined ? [] : [' (action ', code(action), ')']),
  ];
}

function callBlocks(state: CallFacts, permissions: readonly Permission[]): readonly Block[] {
  const allowed = permissions.filter(({ states }) => states.includes(state.state));
  return [
    ...(state.sends.length === 0
      ? [paragraph(['Sends nothing.'])]
      : [{ kind: 'table', head: ['sends', 'value', ''], rows: state.sends.map(sentRow) } as const]),
    ...(state.outputs.length === 0 ? [] : [assignedTable('keeps', state.outputs)]),
    {
      kind: 'list',
      items: [
        [`Given up after ${duration(state.timeoutSeconds)}.`],
        ...(state.deadlines ?? []).map(
          ({ step, seconds }): Inline => ['Given up earlier where ', code(step), ` has taken ${seconds} s by then.`],
        ),
        ...state.retries.map((retry) => retryText(retry, state.namesThrottling)),
        ...notRetried(state),
        ...state.caught.map(({ errors, to }): Inline => ['After ', ...codes(errors), ': ', code(to)]),
        ...(state.caught.some(({ errors }) => errors.includes('States.ALL'))
          ? []
          : [['Any other error ends the execution as it is, and a redrive resumes here.']]),
        allowed.length === 0
          ? ['Needs no permission.']
          : [
              'Needs ',
              ...joined(
                allowed.map(({ action, accessLevel }): Inline => [code(action), ` (${accessLevel})`]),
                ', ',
              ),
              '.',
            ],
        ['Then ', code(state.next)],
      ],
    },
  ];
}

function sentRow({ name, from, mayBeMissing, required, mark }: SentMember): readonly Inline[] {
  const missing = !mayBeMissing
    ? []
    : [required ? 'required: fails here where there is no value' : 'left out where there is no value'];
  return [
    [name === '*' ? 'all members of' : code(name)],
    [code(from)],
    [[...(mark === undefined ? [] : [mark]), ...missing].join('; ')],
  ];
}

function retryText(retry: RetryFacts, namesThrottling: boolean): Inline {
  const { errors, maxAttempts, intervalSeconds, backoffRate, maxDelaySeconds } = retry;
  const longest = maxDelaySeconds === undefined ? '' : ` up to ${duration(maxDelaySeconds)}`;
  const pace = `after ${duration(intervalSeconds)}${backoffRate === 1 ? '' : `, then longer${longest}`}`;
  return [`Retried ${times(maxAttempts)}, ${pace}, on `, ...codes(errors), `: ${reasonOf(retry, namesThrottling)}.`];
}

function reasonOf({ why }: RetryFacts, namesThrottling: boolean): string {
  switch (why) {
    case 'throttled':
      return namesThrottling
        ? 'a call that was throttled had no effect'
        : 'the service says so when it throttles, having no error of its own for that, and a repetition is harmless';
    case 'document':
      return 'the document asks for it';
    case 'harmless':
      return 'a repetition is harmless';
    default:
      return why satisfies never;
  }
}

/** What is not retried by itself, and why. */
function notRetried({ repeatable, namesThrottling, retries }: CallFacts): readonly Inline[] {
  const throttled = retries.some(({ why }) => why === 'throttled');
  return [
    ...(throttled || namesThrottling
      ? []
      : [
          [
            'Not retried when throttled: the service has no error of its own for that, and the call may have had its effect.',
          ],
        ]),
    whyRepeatable(repeatable),
  ];
}

function whyRepeatable(repeatable: CallFacts['repeatable']): Inline {
  switch (repeatable.kind) {
    case 'reads':
      return ['Harmless to repeat: it only reads.'];
    case 'token':
      return ['Harmless to repeat: it sends the idempotency token ', code(repeatable.member), '.'];
    case 'no': {
      const level = repeatable.accessLevel === undefined ? '' : ` (IAM level ${repeatable.accessLevel})`;
      return [
        `Not retried by itself after errors of the server, timeouts and lost connections: the call${level} may have had its effect, and sends no idempotency token.`,
      ];
    }
    default:
      return repeatable satisfies never;
  }
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
