import { realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Case, isObject, type Json, type JsonObject, objectsIn } from '../cases.ts';
import { REPORT_PATH } from '../server.ts';
import { installed } from './installed.ts';
import { nodeProgram } from './nodeProgram.ts';
import type { Adapter } from './runner.ts';

/** The version that is compared. */
const VERSION = '2.77.0';

const REPORT = 'conformance-report';

/**
 * What Respect checks beyond Arazzo: that answers are as the OpenAPI description says. It is no part of running a workflow,
 * and descriptions here are loose.
 */
const SEVERITY = 'STATUS_CODE_CHECK=off,SCHEMA_CHECK=off,CONTENT_TYPE_CHECK=off';

/** The module behind the program, which does nothing but load it. */
const program = nodeProgram(
  async () => {
    const bin = dirname(await realpath(await installed('@redocly/cli', VERSION, 'redocly')));
    return join(bin, '..', 'lib', 'index.js');
  },
  { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' },
);

/** Redocly Respect, `redocly respect`, from the registry. */
export const respect: Adapter = {
  name: 'respect',
  title: 'Redocly Respect',
  version: async () => {
    await installed('@redocly/cli', VERSION, 'redocly');
    return VERSION;
  },
  addressInFiles: true,
  prepare: withReport,
  run: async ({ case: each, document, inputs, folder }) => {
    const input = ['--workflow', workflowOf(each), '--input', JSON.stringify(inputs)];
    const args = ['respect', document, ...input, '--severity', SEVERITY, '--no-secrets-masking'];
    const { code, stdout, stderr } = await program.run(args, folder);
    if (code === 0) return { ends: 'succeeded' };
    return { ends: 'failed', message: `${stdout}\n${stderr}` };
  },
  close: program.close,
};

/** The workflow that is run: the case's own, or the one that runs after it and tells its outputs. */
function workflowOf(each: Case): string {
  return reports(each) ? REPORT : each.workflowId;
}

/** Whether a case looks at outputs, which Respect doesn't print. */
function reports({ expect, readings }: Case): boolean {
  return [expect, ...readings].some(({ outputs }) => outputs !== undefined);
}

/** A case with a workflow that runs after the case's own, and sends its outputs to the server. */
function withReport(each: Case): Case {
  const { files, document, workflowId } = each;
  const root = files[document];
  const source = openApiSource(root);
  if (!reports(each) || !isObject(root) || source === undefined) return each;
  const workflows = objectsIn(root, 'workflows');
  const own = workflows.find((workflow) => workflow['workflowId'] === workflowId);
  const names = Object.keys(isObject(own?.['outputs']) ? own['outputs'] : {});
  const values = names.map((name) => [name, `$workflows.${workflowId}.outputs.${name}`]);
  const step: JsonObject = {
    stepId: 'report',
    operationPath: `{$sourceDescriptions.${source.name}.url}#/paths/${REPORT_PATH.replaceAll('/', '~1')}/post`,
    requestBody: { contentType: 'application/json', payload: Object.fromEntries(values) },
  };
  const report: JsonObject = {
    workflowId: REPORT,
    dependsOn: [workflowId],
    ...(own?.['inputs'] === undefined ? {} : { inputs: own['inputs'] }),
    steps: [step],
  };
  const reporting = { ...root, workflows: [...workflows, report] };
  return { ...each, files: { ...files, [document]: reporting, [source.file]: withOperation(files[source.file]) } };
}

function withOperation(description: Json | undefined): Json {
  if (!isObject(description)) return description ?? null;
  const operation: JsonObject = {
    requestBody: { content: { 'application/json': { schema: {} } } },
    responses: { default: { description: 'Taken' } },
  };
  const paths = isObject(description['paths']) ? description['paths'] : {};
  return { ...description, paths: { ...paths, [REPORT_PATH]: { post: operation } } };
}

/** The first OpenAPI description of a document that is a file of the case. */
function openApiSource(root: Json | undefined): { readonly name: string; readonly file: string } | undefined {
  const found = objectsIn(root, 'sourceDescriptions').find(({ type }) => type !== 'arazzo' && type !== 'asyncapi');
  return found === undefined
    ? undefined
    : { name: String(found['name']), file: String(found['url']).replace(/^\.\//, '') };
}
