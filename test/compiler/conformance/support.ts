import type { Json } from '../../../local/index.ts';
import { type Answers, type compiled, look, runDocument, workflow } from '../../support/runDocument.ts';

/** A criterion and the inputs that it is looked at with, by name; undefined: not given. */
export interface Asked {
  readonly condition: string;
  readonly type?: 'simple' | 'regex' | 'jsonpath';
  readonly context?: string;
  readonly input?: { readonly [name: string]: Json | undefined };
  /** JSON Schemas of the inputs; without it each may be anything. */
  readonly properties?: { readonly [name: string]: Json };
}

interface Around {
  readonly answers?: Answers;
  readonly version?: string;
}

/** Whether a criterion holds behind a call, as the machine decides it. */
export async function holds(asked: Asked, around: Around = {}): Promise<boolean> {
  const [truth] = await holdEach([asked], around);
  return truth === true;
}

/**
 * Whether each of some criteria holds, in one machine: `ask0` ends in a `goto` to the next question where its criterion
 * holds, and falls through to `not0` where it doesn't. The inputs of the first question are named `a0`, `b0`, ... in it.
 */
export async function holdEach(questions: readonly Asked[], around: Around = {}): Promise<readonly boolean[]> {
  const properties = Object.assign(
    {},
    ...questions.map(({ input = {}, properties }, at) =>
      numbered(properties ?? Object.fromEntries(Object.keys(input).map((name) => [name, {}])), at),
    ),
  );
  const steps = questions.map((asked, at) => {
    const action = { name: `held${at}`, type: 'goto', stepId: `ask${at + 1}`, criteria: [criterionOf(asked, at)] };
    return `${look(`ask${at}`, `onSuccess: [${JSON.stringify(action)}]`)}\n${look(`not${at}`)}`;
  });
  const text = workflow(
    `inputs: ${JSON.stringify({ type: 'object', properties })}\nsteps:\n${steps.join('\n')}\n${look(`ask${questions.length}`)}`,
    around.version === undefined ? {} : { version: around.version },
  );
  const { states, status, cause } = await runDocument(text, {
    input: JSON.parse(JSON.stringify(Object.assign({}, ...questions.map(({ input = {} }, at) => numbered(input, at))))),
    answers: around.answers ?? {},
  });
  if (status !== 'SUCCEEDED') throw new Error(`${cause}\n${text}`);
  return questions.map((_, at) => !states.includes(`not${at}`));
}

function numbered<Value>(inputs: { readonly [name: string]: Value }, at: number): { readonly [name: string]: Value } {
  return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`${name}${at}`, value]));
}

/** The criterion, its inputs under the names of the question. */
function criterionOf({ condition, type, context }: Asked, at: number): { [field: string]: string } {
  const renamed = (text: string) => text.replaceAll(/\$inputs\.(\w+)/g, `$inputs.$1${at}`);
  return {
    condition: renamed(condition),
    ...(type === undefined ? {} : { type }),
    ...(context === undefined ? {} : { context: renamed(context) }),
  };
}

/** Notes that actions with criteria, and operations that a role may need more for, bring along. */
const USUAL = ['actions-fall-through', 'permission-undecided'];

/** What was found when compiling, without the usual notes. */
export function noteworthy(found: ReturnType<typeof compiled>['diagnostics']): readonly string[] {
  return found.map(({ code }) => code).filter((code) => !USUAL.includes(code));
}
