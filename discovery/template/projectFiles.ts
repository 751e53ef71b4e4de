import { stringify } from 'yaml';
import { type AwsOperation, type Models, neededActions, type ServiceModel } from '../../compiler/apis/index.ts';
import { formatText } from '../../compiler/diagnostics/index.ts';
import { compile, type Machine } from '../../compiler/index.ts';
import type { Json } from '../../compiler/source/index.ts';
import { inputSkeleton } from '../inputSkeleton.ts';
import { documentText } from './documentText.ts';
import { type Step, stepsFor } from './workflowInputs.ts';

/** What a new project is made from. */
export interface NewProject {
  /** The name of the workflow and its files: letters, digits and hyphens. */
  readonly name: string;
  /** What it calls, in this order. */
  readonly operations: readonly AwsOperation[];
  /** Values to try inputs with, by service and member: `connect:InstanceId`. */
  readonly examples: ReadonlyMap<string, string>;
  /** The package's own package.json, for the versions that the project depends on. */
  readonly manifest: PackageManifest;
  readonly models: Models;
}

/** What is read of a package.json. */
export interface PackageManifest {
  readonly version: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** A file of a new project. */
export interface NewFile {
  readonly name: string;
  readonly text: string;
}

/**
 * The files of a new project: a document, an input, scenarios, the project file, and a CDK app.
 * @throws Error where no machine can be made of the document: a fault of this function
 */
export function projectFiles({ name, operations, examples, manifest, models }: NewProject): readonly NewFile[] {
  const steps = stepsFor(operations, examples);
  const document = documentText(name, steps);
  const actions = guessedActions(operations);
  const { machines, diagnostics } = compile({ name: `${name}.yml`, text: document }, { models, actions });
  const [machine] = machines;
  if (machine === undefined) throw new Error(formatText(diagnostics, { colours: false }));
  const input = inputSkeleton(machine.inputsSchema, { all: false, secrets: machine.secretInputs });
  return [
    { name: `${name}.yml`, text: document },
    { name: `${name}.input.json`, text: json(input) },
    { name: `${name}.scenarios.yml`, text: scenariosText(name, steps.steps) },
    { name: 'arazzo-sfn.yml', text: projectText(name, machine, actions, examples.get('connect:InstanceId')) },
    { name: 'app.mjs', text: appText(name) },
    { name: 'cdk.json', text: json({ app: 'node app.mjs' }) },
    { name: 'package.json', text: json(packageOf(name, manifest)) },
  ];
}

/** All goes well, and the first call fails. */
function scenariosText(name: string, steps: readonly Step[]): string {
  const answers = steps.map(({ id, outputs }): [string, Json] => [
    id,
    [{ return: Object.fromEntries(outputs.map(({ name: output, member }) => [member, `a-${output}`])) }],
  ]);
  const [first] = steps;
  const error = first?.operation.errors.find(({ serverFault, throttling }) => !serverFault && !throttling);
  const fails = error === undefined || first === undefined ? [] : [failing(first, error.name, error.sfnName)];
  return stringify(
    {
      document: `${name}.yml`,
      input: `${name}.input.json`,
      scenarios: [
        {
          name: 'all goes well',
          answers: Object.fromEntries(answers),
          expect: { calls: steps.map(({ id }) => id), status: 'SUCCEEDED' },
        },
        ...fails,
      ],
    },
    { indentSeq: false, lineWidth: 0 },
  );
}

function failing({ id }: Step, thrown: string, error: string): Json {
  return {
    name: `${id} fails`,
    answers: { [id]: [{ throw: thrown }] },
    expect: { status: 'FAILED', error, failedState: id },
  };
}

/** Every type of resource that the calls touch stands in it, to be narrowed. */
function projectText(
  name: string,
  { permissions }: Machine,
  actions: Readonly<Record<string, readonly string[]>>,
  connectInstanceId: string | undefined,
): string {
  const types = permissions.flatMap(({ action, resources }) =>
    resources.map(({ type }) => `${action.split(':')[0]}:${type}`),
  );
  const ofConnect = (type: string) => type.startsWith('connect:') && connectInstanceId !== undefined;
  const arns = [...new Set(types.filter((type) => !ofConnect(type)))].sort();
  const scope = {
    ...(types.some(ofConnect) ? { connectInstanceIds: [connectInstanceId] } : {}),
    ...(arns.length === 0 ? {} : { arns: Object.fromEntries(arns.map((type) => [type, 'any'])) }),
  };
  const documents = stringify({ documents: [`${name}.yml`] }, { indentSeq: false }) + optionsText(actions);
  if (Object.keys(scope).length === 0) return documents;
  const note =
    '# Which resources the role may touch: list their ARNs instead of `any`, which is all of the account and region.\n';
  return `${documents}${note}${stringify({ resourceScope: scope })}`;
}

function optionsText(actions: Readonly<Record<string, readonly string[]>>): string {
  if (Object.keys(actions).length === 0) return '';
  const note = '# It is not known which IAM actions these calls need: this is a guess.\n';
  return `${note}${stringify({ options: { actions } }, { indentSeq: false })}`;
}

/** For operations of which it isn't known: the action of the operation's name, as most have it. */
function guessedActions(operations: readonly AwsOperation[]): Readonly<Record<string, readonly string[]>> {
  const unknown = operations.filter((operation) => neededActions(operation, []) === undefined);
  return Object.fromEntries(
    unknown.map(({ service, action, name }) => [`${service.resource}:${action}`, [`${iamPrefix(service)}:${name}`]]),
  );
}

/** What the IAM actions of a service begin with: that of its other operations. */
function iamPrefix(service: ServiceModel): string {
  for (const name of service.operationNames) {
    const known = service.operation(name)?.iam[0]?.action.split(':')[0];
    if (known !== undefined) return known;
  }
  return service.resource;
}

function appText(name: string): string {
  return `import { ArazzoStateMachine } from 'arazzo-step-functions/cdk';
import { App, Stack } from 'aws-cdk-lib';

const stack = new Stack(new App(), '${name}');
new ArazzoStateMachine(stack, 'Workflow', { document: '${name}.yml' });
`;
}

function packageOf(name: string, { version, peerDependencies, devDependencies }: PackageManifest): Json {
  return {
    name,
    private: true,
    type: 'module',
    scripts: {
      check: 'arazzo-sfn check',
      test: `arazzo-sfn test ${name}.scenarios.yml`,
      synth: 'cdk synth --quiet',
    },
    dependencies: { 'arazzo-step-functions': `^${version}`, ...peerDependencies },
    devDependencies: { 'aws-cdk': `^${devDependencies['aws-cdk'] ?? '2.0.0'}` },
  };
}

function json(value: Json): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
