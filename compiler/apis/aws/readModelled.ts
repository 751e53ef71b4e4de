import { didYouMean, nearest, type Reporter } from '../../diagnostics/index.ts';
import { isText, type Json, jsonObject, type Node, nodeInWords, shape as shapes, toJson } from '../../source/index.ts';
import type { Member, Shape, StructureShape } from './model.ts';

const { report } = shapes;

/**
 * A value of a file for which a model has a shape, in the model's names. A member can be written by its name in the
 * model, in Step Functions or in HTTP; one that there is none of, and a value of another type, are reported.
 * @param name as messages name the value: `the answer of DescribeUser`
 */
export function readModelled(shape: Shape, node: Node, name: string, reporter: Reporter): Json {
  switch (shape.type) {
    case 'structure':
      if (shape.document) return toJson(node);
      return node.kind === 'map'
        ? readStructure(shape, node, name, reporter)
        : wrong(node, name, 'an object', reporter);
    case 'list':
      if (node.kind !== 'list') return wrong(node, name, 'an array', reporter);
      return node.items.map((item) => readModelled(shape.member.shape, item, name, reporter));
    case 'map':
      if (node.kind !== 'map') return wrong(node, name, 'an object', reporter);
      return jsonObject(
        node.entries.map(({ key, value }) => [key.value, readModelled(shape.value.shape, value, name, reporter)]),
      );
    case 'string':
      if (!isText(node)) return wrong(node, name, 'a string', reporter);
      checkWord(shape.enum ?? [], node.value, node, name, reporter);
      return node.value;
    case 'boolean':
      return typeof toJson(node) === 'boolean' ? toJson(node) : wrong(node, name, 'true or false', reporter);
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      return typeof toJson(node) === 'number' ? toJson(node) : wrong(node, name, 'a number', reporter);
    case 'timestamp':
    case 'blob':
      return isText(node) ? node.value : wrong(node, name, 'a string', reporter);
  }
}

function readStructure(
  shape: StructureShape,
  node: Extract<Node, { kind: 'map' }>,
  name: string,
  reporter: Reporter,
): Json {
  return jsonObject(
    node.entries.flatMap(({ key, value }) => {
      const member = memberOf(shape, key.value);
      if (member !== undefined)
        return [[member.name, readModelled(member.shape, value, `\`${member.name}\``, reporter)]];
      const members = shape.members.map((each) => each.name);
      const help = didYouMean(nearest(key.value, members)) ?? `It has ${members.join(', ') || 'none'}.`;
      report(reporter, 'member-unknown', key, `${name} has no member \`${key.value}\``, help);
      return [];
    }),
  );
}

function memberOf(shape: StructureShape, name: string): Member | undefined {
  const { members } = shape;
  return (
    members.find((each) => each.name === name) ??
    members.find((each) => each.sfnName === name) ??
    members.find((each) => each.wireName === name)
  );
}

/** New words come to a service at any time; only what looks like a slip is reported. */
function checkWord(words: readonly string[], given: string, node: Node, name: string, reporter: Reporter): void {
  const near = words.includes(given) ? undefined : nearest(given, words);
  if (near === undefined) return;
  report(reporter, 'field-value', node, `${name} is never \`${given}\``, didYouMean(near));
}

function wrong(node: Node, name: string, wanted: string, reporter: Reporter): Json {
  report(reporter, 'field-type', node, `${name} must be ${wanted}, not ${nodeInWords(node)}`);
  return null;
}
