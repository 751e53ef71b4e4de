import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../compiler/node/index.ts';
import { isObject, type Json, type JsonObject } from '../local/index.ts';
import { scenarioFileShape } from '../scenario/index.ts';

const example = 'examples/sqs-retire-queue/workflow.scenarios.yml';

/** The text of docs/reference/scenarios.md: what a scenario file may say, made from the shape that reads it. */
export function scenariosPage(): string {
  const file = scenarioFileShape.schema;
  const scenario = at(file, 'properties', 'scenarios', 'items');
  const answer = at(scenario, 'properties', 'answers', 'additionalProperties', 'items');
  const expectations = at(scenario, 'properties', 'expect');
  return `# Scenario files

What \`arazzo-sfn test\` reads: YAML or JSON. The page is generated from the reader (\`npm run docs\`); the same stands as a JSON Schema in
\`arazzo-step-functions/schemas/scenarios.schema.json\`, for editors:

\`\`\`yaml
# yaml-language-server: $schema=./node_modules/arazzo-step-functions/schemas/scenarios.schema.json
\`\`\`

A whole one, [${example}](../../${example}):

\`\`\`yaml
${readFileSync(join(packageRoot(), example), 'utf8').trim()}
\`\`\`

Steps are named by their ids, or by their states' names where one workflow is inlined in another (\`outer / inner\`). Every scenario runs on
services and a clock of its own: nothing is left over from the one before, waits take no time, and it begins at the same moment, so that it
gives the same result each time. Secrets are never shown, also not where an argument is not as expected.

## The file

${table(file)}

## A scenario

${table(scenario)}

## An answer

What calls of a step get. Exactly one of \`return\`, \`throw\`, \`lost\` and \`delay\` is there. Members that the operation does not answer, values of
another type, and names of errors that look like a slip are reported.

${table(answer)}

An error, where its name alone is not enough:

${table(at(answer, 'properties', 'throw', 'anyOf', 1))}

## What is expected

What is not said is not looked at.

${table(expectations)}

A call is the name of its step, or:

${table(at(expectations, 'properties', 'calls', 'items', 'anyOf', 1))}

Values in \`outputs\` and \`arguments\` are compared like this: an object may have members beyond the expected ones, at every depth; a list has as many
items as expected; everything else is equal. In the place of a value can stand:

| | |
| --- | --- |
| \`{ $matches: PATTERN }\` | text in which the regular expression is found |
| \`{ $exactly: VALUE }\` | this very value, with nothing beyond it |
| \`{ $present: true }\`, \`{ $present: false }\` | any value, or none |

## Options

${table(at(file, 'properties', 'options'), true)}
`;
}

function at(value: Json, ...path: readonly (string | number)[]): JsonObject {
  const found = path.reduce<Json | undefined>((node, key) => {
    if (Array.isArray(node) && typeof key === 'number') return node[key];
    return isObject(node) ? node[key] : undefined;
  }, value);
  if (!isObject(found)) throw new Error(`there is no ${path.join('.')} in the schema`);
  return found;
}

/**
 * The fields of an object.
 * @param deep whether those of objects inside of it are shown in the same table
 */
function table(schema: JsonObject, deep = false): string {
  return `| field | | |\n| --- | --- | --- |\n${rows(schema, '', deep).join('\n')}`;
}

function rows(schema: JsonObject, before: string, deep: boolean): readonly string[] {
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(at(schema, 'properties')).flatMap(([name, field]) => {
    const { description, properties } = isObject(field) ? field : {};
    const needed = required.includes(name) ? ', required' : '';
    const row = `| \`${before}${name}\` | ${typeText(field)}${needed} | ${String(description ?? '')} |`;
    const inner = deep && isObject(field) && properties !== undefined ? rows(field, `${before}${name}.`, true) : [];
    return [row, ...inner];
  });
}

function typeText(schema: Json): string {
  const { anyOf, enum: words, type, items, properties, additionalProperties, format } = isObject(schema) ? schema : {};
  if (Array.isArray(anyOf)) return anyOf.map(typeText).join(' or ');
  if (Array.isArray(words)) return words.map((word) => `\`${String(word)}\``).join(', ');
  if (format === 'regex') return 'regular expression';
  switch (type) {
    case 'string':
      return 'text';
    case 'integer':
      return 'whole number';
    case 'array':
      return `list of ${plural(typeText(items ?? {}))}`;
    case 'object': {
      const values = isObject(additionalProperties) ? ` of ${plural(typeText(additionalProperties))}` : '';
      return properties === undefined ? `object${values}` : 'object';
    }
    default:
      return typeof type === 'string' ? type : 'any value';
  }
}

function plural(text: string): string {
  return text === 'text'
    ? 'texts'
    : text
        .replace(/^list/, 'lists')
        .replace(/^object$/, 'objects')
        .replace(/^object /, 'objects ');
}
