import { type Document, readDocument, type Workflow } from './arazzo/index.ts';
import { checkDefinition, checkedLevels, type Emitted, emit, figures, LARGEST_DEFINITION } from './asl/index.ts';
import { type BoundWorkflow, workflowBinder } from './bind/index.ts';
import { checkOptions } from './checkOptions.ts';
import { connectionsOf } from './connections.ts';
import {
  comparingAtMost,
  type Diagnostic,
  Diagnostics,
  diagnostic,
  inOrder,
  oncePerFile,
  type Place,
  type Reporter,
  type SourceFile,
} from './diagnostics/index.ts';
import { stateFacts } from './explain/index.ts';
import { planWorkflow } from './flow/index.ts';
import { type Context, createContext, Frames } from './frames/index.ts';
import type { Machine } from './machine.ts';
import { assertsFormats, type CompileSettings } from './options.ts';
import { permissionsOf } from './permissions.ts';
import type { Plan } from './plan.ts';
import { type Node, parseSource, placeOf, type Reread, reread } from './source/index.ts';

/** An Arazzo document: its name, as it is shown in diagnostics, and its text (YAML or JSON). */
export type CompileSource = SourceFile;

/** What compiling gives. */
export interface CompileResult {
  /** One for each workflow without an error, in the order of the document. */
  readonly machines: readonly Machine[];
  /** What was found, in the order of the document. */
  readonly diagnostics: readonly Diagnostic[];
  /** The ids of all workflows of the document, also of those with errors. */
  readonly workflows: readonly string[];
}

/** A document that was read, for those who tell of the document itself; it is compiled when that is asked for. */
export interface Examined {
  /** What the text was read to; absent where it is no YAML or JSON. */
  readonly root?: Node;
  /** The offset at which that shows. */
  readonly unreadableAt?: number;
  /** There was nothing wrong in reading it, so that a text that differs a little can be read from it. */
  readonly isSound: boolean;
  /** Absent where it is no Arazzo description. */
  readonly document?: Document;
  /** What its workflows mean; mistakes are found by compiling alone. */
  readonly frames: Frames;
  /** What compiling gives; compiled once. */
  compiled(): CompileResult;
}

/**
 * Compiles the workflows of an Arazzo document (1.0.x, and parts of 1.1) into Step Functions state machines. Never throws
 * for what the document says: that comes back as diagnostics. The same document gives the same bytes.
 */
export function compile(source: CompileSource, settings: CompileSettings): CompileResult {
  return comparingAtMost(MOST_COMPARISONS, () => compileDocument(read(source), settings));
}

/**
 * Reads a document, whether there are mistakes in it or not, and compiles it when that is asked for.
 * @param earlier what was read of an earlier text of it, of which most is left
 */
export function examine(source: CompileSource, settings: CompileSettings, earlier?: Examined): Examined {
  const file = { ...source };
  const again = earlier?.isSound === true && earlier.root !== undefined ? reread(earlier.root, file) : undefined;
  const found = comparingAtMost(MOST_COMPARISONS, () => read(file, again));
  let result: CompileResult | undefined;
  return {
    ...(found.root === undefined ? {} : { root: found.root }),
    ...(found.document === undefined ? {} : { document: found.document }),
    ...(found.unreadableAt === undefined ? {} : { unreadableAt: found.unreadableAt }),
    isSound: found.isSound,
    frames: new Frames(createContext(settings, () => {})),
    compiled: () => {
      result ??= comparingAtMost(MOST_COMPARISONS, () => {
        // What is wrong with a text that can't be read is told by reading all of it.
        const all = again?.kind === 'unreadable' ? read(file) : found;
        return compileDocument(all, settings);
      });
      return result;
    },
  };
}

/** Comparisons of names that one document may cost: a thousand misspelt operations of a large service. */
const MOST_COMPARISONS = 500_000;

/** A text that was read, and what was found in doing so. */
interface Read extends Pick<Examined, 'root' | 'document' | 'unreadableAt' | 'isSound'> {
  readonly diagnostics: Diagnostics;
}

/** @param again what the text was read to, if it was */
function read(source: CompileSource, again?: Reread): Read {
  const diagnostics = new Diagnostics();
  if (again?.kind === 'unreadable') return { unreadableAt: again.at, isSound: false, diagnostics };
  const root = again?.root ?? parseSource({ ...source }, diagnostics);
  const [wrong] = diagnostics.all;
  const isSound = wrong === undefined;
  if (root === undefined)
    return { ...(wrong === undefined ? {} : { unreadableAt: wrong.place.range.start }), isSound, diagnostics };
  const document = readDocument(root, diagnostics);
  return { root, ...(document === undefined ? {} : { document }), isSound, diagnostics };
}

function compileDocument({ document, diagnostics }: Read, settings: CompileSettings): CompileResult {
  if (document === undefined) return { machines: [], diagnostics: diagnostics.all, workflows: [] };
  const meant = checkOptions(document, settings, diagnostics);
  const wanted = document.workflows.filter(
    ({ id }) => settings.workflow === undefined || id.value === settings.workflow,
  );
  // What could not be read may be what seems to be missing, so nothing is made of the workflows that it may belong to.
  const isBroken = brokenBy(
    diagnostics.all.filter(({ severity }) => severity === 'error').map(({ place }) => place),
    document.workflows,
  );
  const context = createContext(settings, (found) => diagnostics.report(found));
  const frames = new Frames(context);
  const bind = workflowBinder(context);
  const machines = wanted.flatMap((workflow) => {
    const bound = bind(frames.frame(document, workflow));
    // Nothing is said of the paths of a broken workflow.
    const machine = bound.wrong ? undefined : compileWorkflow(bound, context);
    return machine === undefined || isBroken(workflow) ? [] : [machine];
  });
  return {
    machines: meant ? machines : [],
    diagnostics: oncePerFile(inOrder(diagnostics.all)),
    workflows: document.workflows.map(({ id }) => id.value),
  };
}

/** Which workflows may be wrong by what is wrong at these places: all, unless each stands inside of another workflow. */
function brokenBy(places: readonly Place[], workflows: readonly Workflow[]): (workflow: Workflow) => boolean {
  const byStart = [...workflows].sort((a, b) => a.node.range.start - b.node.range.start);
  const wrong = new Set(places.map(({ range }) => holding(range, byStart)?.id.value));
  return ({ id }) => wrong.has(undefined) || wrong.has(id.value);
}

/** The workflow that something stands inside of; undefined outside of all. */
function holding({ start, end }: Place['range'], byStart: readonly Workflow[]): Workflow | undefined {
  let [from, to] = [0, byStart.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((byStart[middle]?.node.range.start ?? 0) <= start) from = middle + 1;
    else to = middle;
  }
  const last = byStart[from - 1];
  return last !== undefined && end <= last.node.range.end ? last : undefined;
}

function compileWorkflow(bound: BoundWorkflow, context: Context): Machine | undefined {
  const { workflow } = bound.frame;
  const plan = planWorkflow(bound, context);
  if (plan === undefined) return undefined;
  const emitted = emit(plan, context.options.partition ?? 'aws');
  const permissions = permissionsOf(plan, context.options, context);
  const refused = reportSize(emitted, workflow, context) || reportProblems(emitted, workflow, context);
  reportLevels(plan, workflow, context);
  if (permissions === undefined || refused) return undefined;
  return {
    workflowId: plan.workflowId,
    ...emitted,
    ...permissions,
    connections: connectionsOf(plan),
    inputsSchema: plan.inputsSchema,
    assertsFormats: assertsFormats(context.options),
    secretInputs: plan.secretInputs,
    secretAlternatives: plan.secretAlternatives,
    figures: figures(emitted.definition),
    facts: stateFacts(plan),
  };
}

/** Says so where a definition is too large, or nearly. */
function reportSize({ text }: Emitted, workflow: Workflow, reporter: Reporter): boolean {
  const bytes = Buffer.byteLength(text, 'utf8');
  if (bytes <= LARGEST_DEFINITION * 0.8) return false;
  const tooLarge = bytes > LARGEST_DEFINITION;
  const code = tooLarge ? 'definition-too-large' : 'definition-large';
  const message = `the definition has ${bytes} bytes, and Step Functions takes ${LARGEST_DEFINITION}`;
  reporter.report(
    diagnostic(code, placeOf(workflow.id.node), message, 'Split the workflow, and start one machine from the other.'),
  );
  return tooLarge;
}

/** What AWS would refuse is never given out. */
function reportProblems({ definition, places }: Emitted, workflow: Workflow, context: Context): boolean {
  const problems = checkDefinition(definition, context.options.models);
  for (const { state, field, message } of problems) {
    const place = (state === undefined ? undefined : places.get(state)) ?? placeOf(workflow.id.node);
    const where = [state, field].filter((part) => part !== undefined).join(', ');
    context.report(
      diagnostic('definition-refused', place, `${where}: ${message}`, 'Please report this with the document.'),
    );
  }
  return problems.length > 0;
}

/** Says how deep inputs are checked whose schemas contain themselves. */
function reportLevels({ nodes }: Plan, workflow: Workflow, reporter: Reporter): void {
  const levels = [...nodes.values()].flatMap((node) =>
    node.kind === 'accept' ? [checkedLevels(node.schema) ?? Infinity] : [],
  );
  const least = Math.min(...levels);
  if (least === Infinity) return;
  const message = `a schema of the inputs contains itself: values are checked about ${least} levels deep, and an execution with a deeper one fails with \`States.QueryEvaluationError\``;
  const help =
    'JSONata nests 100 evaluations, and each level takes some: fewer keywords around the reference leave more levels.';
  reporter.report(diagnostic('input-depth-bounded', placeOf(workflow.inputs ?? workflow.id.node), message, help));
}
