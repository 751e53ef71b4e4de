import type { Reporter } from '../compiler/diagnostics/index.ts';
import { isText, type Json, type MapNode, type Node, type Shape, shape, toJson } from '../compiler/source/index.ts';
import { matchers } from './match.ts';

const { boolean, regularExpression, report } = shape;

/** An expected value, see `match`. Members that start with `$` are matchers; under `$exactly` they are data. */
export const expectedValue: Shape<Json> = {
  schema: {},
  read(node, reporter) {
    return checkExpected(node, reporter) ? toJson(node) : undefined;
  },
};

function checkExpected(node: Node, reporter: Reporter): boolean {
  switch (node.kind) {
    case 'scalar':
      return true;
    case 'list':
      return node.items.map((item) => checkExpected(item, reporter)).every(Boolean);
    case 'map': {
      const special = node.entries.some(({ key }) => key.value.startsWith('$'));
      if (special) return checkMatcher(node, reporter);
      return node.entries.map(({ value }) => checkExpected(value, reporter)).every(Boolean);
    }
  }
}

function checkMatcher(node: MapNode, reporter: Reporter): boolean {
  const [entry, ...others] = node.entries;
  const kind = matchers.find((each) => each === entry?.key.value);
  if (kind === undefined || entry === undefined || others.length > 0) {
    const at = node.entries.find(({ key }) => key.value.startsWith('$'))?.key ?? node;
    const name = isText(at) ? `\`${at.value}\`` : 'this';
    const help = `An object with one of ${matchers.join(', ')} has no other member; put data under $exactly.`;
    report(reporter, 'field-unknown', at, `${name} isn't allowed here`, help);
    return false;
  }
  switch (kind) {
    case '$matches':
      return regularExpression.read(entry.value, reporter) !== undefined;
    case '$present':
      return boolean.read(entry.value, reporter) !== undefined;
    case '$exactly':
      return true;
  }
}
