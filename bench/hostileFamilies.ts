/** Small documents of kinds that once took long, by what is many in them. */
export const hostileFamilies: Readonly<Record<string, (count: number) => string>> = {
  'misspelt fields': (count) => document(`${step()}\n${repeat(count, (at) => `    fiel${at}d: 1`)}`),
  'misspelt steps': (count) =>
    document(
      repeat(count, (at) => step(`s${at}`, `$steps.x${at}.outputs.y`)),
      '',
    ),
  'misspelt inputs': (count) =>
    document(
      `${step()}\n    outputs:\n${repeat(count, (at) => `      o${at}: $inputs.inptu${at}`)}`,
      `  inputs:\n    type: object\n    properties:\n${repeat(count, (at) => `      input${at}: { type: string }`)}`,
    ),
  'misspelt workflows': (count) =>
    `${head}${repeat(count, (at) => `- workflowId: w${at}\n  dependsOn: [v${at}]\n  steps:\n${step()}`)}\n`,
  'names in an input': (count) => document(step('a', `$inputs${'.a'.repeat(count)}`)),
  'parts of a text': (count) => document(step('a', `"${'x{$inputs.i}'.repeat(count)}"`)),
  'doubled aliases': (count) =>
    `x-a0: &a0 { type: object }\n${repeat(Math.ceil(Math.log2(count)), (at) => `x-a${at + 1}: &a${at + 1} { properties: { p: *a${at}, q: *a${at} } }`)}\n${head}- workflowId: w\n  inputs: *a${Math.ceil(Math.log2(count))}\n  steps:\n${step()}\n`,
  'schemas behind references': (count) =>
    `${document(step(), "  inputs: { $ref: '#/components/inputs/r0' }")}components:\n  inputs:\n${repeat(count, (at) => `    r${at}: { properties: { p: { $ref: '#/components/inputs/r${at + 1}' }, q: { $ref: '#/components/inputs/r${at + 1}' } } }`)}\n    r${count}: {}\n`,
};

const head = `arazzo: 1.0.1
info: { title: Hostile, version: 1.0.0 }
sourceDescriptions: [{ name: connect, url: ./amazon-connect-openapi.yml, type: openapi }]
workflows:
`;
const typed = '  inputs: { type: object, properties: { i: { type: string } } }';

function document(steps: string, inputs: string = typed): string {
  return `${head}- workflowId: w\n${inputs}\n  steps:\n${steps}\n`;
}

function step(id = 'a', value = '$inputs.i'): string {
  return `  - stepId: ${id}\n    operationId: listUsers\n    parameters: [{ name: InstanceId, in: path, value: ${value} }]`;
}

function repeat(count: number, line: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => line(at)).join('\n');
}
