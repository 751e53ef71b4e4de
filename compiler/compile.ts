import { type Document, readDocument, type Workflow } from './arazzo/index.ts';
import { checkDefinition, type Emitted, emit, figures, LARGEST_DEFINITION } from './asl/index.ts';
import { type Diagnostic, Diagnostics, diagnostic, inOrder, type Place } from './diagnostics/index.ts';
import { stateFacts } from './explain/index.ts';
import type { Machine } from './machine.ts';
import type { CompileSettings } from './options.ts';
import { permissionsOf } from './permissions.ts';
import { planWorkflow } from './plan/index.ts';
import { parseSource, placeOf } from './source/index.ts';

/** An Arazzo document: its name, as it is shown in diagnostics, and its text (YAML or JSON). */
export interface CompileSource {
  readonly name: string;
  readonly text: string;
}

/** What compiling gives. */
export interface CompileResult {
  /** One for each workflow without an error, in the order of the document. */
  readonly machines: readonly Machine[];
  /** What was found, in the order of the document. */
  readonly diagnostics: readonly Diagnostic[];
  /** The ids of all workflows of the document, also of those with errors. */
  readonly workflows: readonly string[];
}

/**
 * Compiles the workflows of an Arazzo document (1.0.x, and parts of 1.1) into Step Functions state machines. Never throws
 * for what the document says: that comes back as diagnostics. The same document gives the same bytes.
 */
export function compile(source: CompileSource, settings: CompileSettings): CompileResult {
  const diagnostics = new Diagnostics();
  const root = parseSource({ name: source.name, text: source.text }, diagnostics);
  const document = root === undefined ? undefined : readDocument(root, diagnostics);
  if (document === undefined) return { machines: [], diagnostics: diagnostics.all, workflows: [] };
  const wanted = document.workflows.filter(
    ({ id }) => settings.workflow === undefined || id.value === settings.workflow,
  );
  const read = diagnostics.all.filter(({ severity }) => severity === 'error');
  const machines = wanted.flatMap((workflow) => {
    const machine = compileWorkflow(document, workflow, settings, diagnostics);
    const broken = read.some(
      ({ place }) =>
        !document.workflows.some((other) => other.id.value !== workflow.id.value && isInside(place, other)),
    );
    return machine === undefined || broken ? [] : [machine];
  });
  return {
    machines,
    diagnostics: inOrder(diagnostics.all),
    workflows: document.workflows.map(({ id }) => id.value),
  };
}

/** Whether something stands inside a workflow: what is wrong there is no reason to hold back another one. */
function isInside({ range }: Place, { node }: Workflow): boolean {
  return range.start >= node.range.start && range.end <= node.range.end;
}

function compileWorkflow(
  document: Document,
  workflow: Workflow,
  settings: CompileSettings,
  diagnostics: Diagnostics,
): Machine | undefined {
  const plan = planWorkflow(document, workflow, settings, diagnostics);
  if (plan === undefined) return undefined;
  const emitted = emit(plan, settings.partition ?? 'aws');
  const permissions = permissionsOf(plan, settings, diagnostics);
  const refused =
    reportSize(emitted, workflow, diagnostics) || reportProblems(emitted, workflow, settings, diagnostics);
  if (permissions === undefined || refused) return undefined;
  return {
    workflowId: plan.workflowId,
    ...emitted,
    permissions,
    inputsSchema: plan.inputsSchema,
    secretInputs: [...plan.frame.secrets].sort(),
    figures: figures(emitted.definition),
    facts: stateFacts(plan),
  };
}

/** Says so where a definition is too large, or nearly. */
function reportSize({ text }: Emitted, workflow: Workflow, diagnostics: Diagnostics): boolean {
  const bytes = Buffer.byteLength(text, 'utf8');
  if (bytes <= LARGEST_DEFINITION * 0.8) return false;
  const tooLarge = bytes > LARGEST_DEFINITION;
  const code = tooLarge ? 'definition-too-large' : 'definition-large';
  const message = `the definition has ${bytes} bytes, and Step Functions takes ${LARGEST_DEFINITION}`;
  diagnostics.report(
    diagnostic(code, placeOf(workflow.id.node), message, 'Split the workflow, and start one machine from the other.'),
  );
  return tooLarge;
}

/** What AWS would refuse is never given out. */
function reportProblems(
  { definition, places }: Emitted,
  workflow: Workflow,
  { models }: CompileSettings,
  diagnostics: Diagnostics,
): boolean {
  const problems = checkDefinition(definition, models);
  for (const { state, field, message } of problems) {
    const place = (state === undefined ? undefined : places.get(state)) ?? placeOf(workflow.id.node);
    const where = [state, field].filter((part) => part !== undefined).join(', ');
    diagnostics.report(
      diagnostic('definition-refused', place, `${where}: ${message}`, 'Please report this with the document.'),
    );
  }
  return problems.length > 0;
}
