import { nearest, type Reporter } from '../diagnostics/index.ts';
import { isText, type ListNode, type MapNode, type Node, nodeInWords, valueAt } from '../source/index.ts';
import { arazzoObject, infoObject, sourceDescriptionObject } from './definitions.ts';
import type { Document, SourceDescription, Workflow } from './document.ts';
import { readFields } from './fields.ts';
import { readComponents } from './readComponents.ts';
import { Reading } from './reading.ts';
import { readWorkflow } from './readWorkflow.ts';
import { rules } from './rules/index.ts';
import { oneOf } from './values.ts';
import { type Version, versions } from './version.ts';

/**
 * Makes a tree into a typed document: fields checked, reusables resolved, parameters and actions of a workflow merged
 * into its steps, ids and references checked.
 *
 * What is wrong is reported, each mistake once, and left out, so that the rest can be checked too. Undefined only for
 * what is no Arazzo description at all.
 */
export function readDocument(node: Node, reporter: Reporter): Document | undefined {
  if (node.kind !== 'map') {
    const message = `an Arazzo description must be an object, not ${nodeInWords(node)}`;
    new Reading('1.0', reporter).report('not-arazzo', node, message);
    return undefined;
  }
  if (!looksLikeArazzo(node, reporter)) return undefined;
  const version = readVersion(node, reporter);
  const reading = new Reading(version, reporter);
  const fields = readFields(reading, node, arazzoObject);
  if (fields === undefined) return undefined;
  const info = fields.map('info');
  const title = (info === undefined ? undefined : readFields(reading, info, infoObject))?.text('title')?.value ?? '';
  const sources = readSources(reading, fields.list('sourceDescriptions'));
  const { components, reusables } = readComponents(reading, fields.map('components'));
  const list = fields.list('workflows');
  if (list?.items.length === 0) reading.report('list-empty', list, 'a description needs at least one workflow');
  const workflows: Workflow[] = [];
  for (const item of list?.items ?? []) {
    const workflow = readWorkflow(reading, item, reusables);
    if (workflow !== undefined) workflows.push(workflow);
  }
  const self = fields.text('$self');
  if (self?.value.includes('#')) {
    reading.report(
      'field-value',
      self.node,
      "`$self` can't have a fragment",
      'Leave out what follows the `#`, and it.',
    );
  }
  const document: Document = {
    file: node.file,
    node,
    version,
    title,
    sources,
    workflows,
    components,
    ...(self === undefined ? {} : { self }),
  };
  for (const rule of rules) rule(document, reading);
  return document;
}

/** Whether this is meant to be an Arazzo description; something else gets one diagnostic instead of one a field. */
function looksLikeArazzo(node: MapNode, reporter: Reporter): boolean {
  const keys = node.entries.map(({ key }) => key.value);
  if (keys.includes('arazzo') || keys.includes('workflows') || nearest('arazzo', keys) !== undefined) return true;
  const other = ['openapi', 'swagger', 'asyncapi'].find((each) => keys.includes(each));
  const what =
    other === undefined ? 'this has neither `arazzo` nor `workflows`' : `this is a description of an API (${other})`;
  const place = node.entries[0]?.key ?? node;
  new Reading('1.0', reporter).report('not-arazzo', place, `${what}, so it is not an Arazzo description`);
  return false;
}

/** The version to read by; one that is not known is reported, and read by the newest. */
function readVersion(node: MapNode, reporter: Reporter): Version {
  const newest = '1.1';
  const value = valueAt(node, 'arazzo');
  if (value === undefined || !isText(value)) return newest;
  const written = /^(\d+\.\d+)\.\d+(-.+)?$/.exec(value.value)?.[1];
  const version = versions.find((each) => each === written);
  if (version === undefined) {
    const help = 'Write `arazzo: 1.0.1` or `arazzo: 1.1.0`.';
    new Reading(newest, reporter).report('arazzo-version', value, `the version \`${value.value}\` is unknown`, help);
  }
  return version ?? newest;
}

/** Source Description Objects. */
function readSources(reading: Reading, list: ListNode | undefined): SourceDescription[] {
  if (list?.items.length === 0) reading.report('list-empty', list, 'a description needs at least one source');
  const sources: SourceDescription[] = [];
  for (const item of list?.items ?? []) {
    const fields = readFields(reading, item, sourceDescriptionObject);
    const name = fields?.text('name');
    const url = fields?.text('url');
    if (fields === undefined || name === undefined || url === undefined) continue;
    if (!/^[A-Za-z0-9_-]+$/.test(name.value)) {
      const help = 'Use letters, digits, `-` and `_`.';
      reading.report('name-pattern', name.node, `\`${name.value}\` can't be the name of a source`, help);
    }
    const words = ['openapi', 'arazzo', ...(reading.has('1.1') ? ['asyncapi' as const] : [])] as const;
    const typeText = fields.text('type');
    const type = typeText === undefined ? undefined : oneOf(reading, typeText, 'source type', words);
    const awsService = fields.text('x-aws-service');
    sources.push({ node: fields.node, name, url, type, ...(awsService === undefined ? {} : { awsService }) });
  }
  return sources;
}
