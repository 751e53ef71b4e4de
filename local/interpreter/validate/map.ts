import { fieldAt, isPart, type Part } from '../../../compiler/statesLanguage/index.ts';
import type { Report } from './diagnostic.ts';
import { oneOf } from './words.ts';

/** What a check of a Map needs to know of what surrounds it. */
interface Surroundings {
  readonly express: boolean;
  /** The labels of all distributed Maps so far. */
  readonly labels: Set<string>;
  readonly report: Report;
}

/** What only a Map of Mode DISTRIBUTED has. */
const distributedFields = ['Label', 'ItemReader', 'ItemBatcher', 'ResultWriter'] as const;

/** Checks in a Map what its fields by themselves don't say. */
export function checkMap(state: Part, surroundings: Surroundings, location: string): void {
  const refuse = (message: string, at = ''): void =>
    surroundings.report('SCHEMA_VALIDATION_FAILED', message, at === '' ? location : `${location}/${at}`);
  const field = fieldAt(state, 'ItemProcessor') === undefined ? 'Iterator' : 'ItemProcessor';
  const processor = fieldAt(state, field);
  if (processor === undefined) refuse(`${oneOf(false)}: [ItemProcessor, Iterator]`);
  if (!isPart(processor) || !isDistributed(processor)) {
    for (const name of distributedFields) {
      if (fieldAt(state, name) !== undefined) refuse(`Field '${name}' is not supported in Mode INLINE`, name);
    }
    return;
  }
  if (surroundings.express) refuse('Express state machine does not support Mode DISTRIBUTED', field);
  if (fieldAt(configOf(processor), 'ExecutionType') === undefined) {
    refuse('These fields are required: [ExecutionType]', `${field}/ProcessorConfig`);
  }
  checkLabel(fieldAt(state, 'Label'), surroundings.labels, refuse);
  checkReader(state, refuse);
  checkWriter(fieldAt(state, 'ResultWriter'), refuse);
}

/** Whether the processor of a Map runs in child executions. */
export function isDistributed(processor: Part): boolean {
  return fieldAt(configOf(processor), 'Mode') === 'DISTRIBUTED';
}

/** Whether the child executions of a distributed Map are of type EXPRESS. */
export function isExpressChild(processor: Part): boolean {
  return fieldAt(configOf(processor), 'ExecutionType') === 'EXPRESS';
}

function configOf(processor: Part): Part {
  const config = fieldAt(processor, 'ProcessorConfig');
  return isPart(config) ? config : {};
}

type Refuse = (message: string, at?: string) => void;

function checkLabel(label: unknown, labels: Set<string>, refuse: Refuse): void {
  if (typeof label !== 'string') return;
  if (!/^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,40}$/u.test(label)) {
    refuse('A Label must have 1 to 40 characters, none of them special', 'Label');
  }
  if (labels.has(label)) refuse(`Duplicate Label: ${label}`, 'Label');
  labels.add(label);
}

function checkReader(state: Part, refuse: Refuse): void {
  const reader = fieldAt(state, 'ItemReader');
  if (!isPart(reader)) return;
  if (fieldAt(state, 'Items') !== undefined) refuse(`${oneOf(true)}: [Items, ItemReader]`);
  const [resource, given] = [fieldAt(reader, 'Resource'), fieldAt(reader, 'ReaderConfig')];
  const lists = isS3(resource, 'listObjectsV2');
  if (typeof resource === 'string' && !lists && !isS3(resource, 'getObject')) {
    refuse(`The resource '${resource}' is not supported in an ItemReader`, 'ItemReader/Resource');
  }
  const config = isPart(given) ? given : {};
  const type = fieldAt(config, 'InputType');
  const at = 'ItemReader/ReaderConfig';
  const loads = fieldAt(config, 'Transformation') === 'LOAD_AND_FLATTEN';
  if (type === undefined && (!lists || loads)) refuse('These fields are required: [InputType]', at);
  if (type === 'MANIFEST' || type === 'PARQUET') refuse(`InputType ${type} can't be read here`, `${at}/InputType`);
  if (type !== 'CSV') return;
  const header = fieldAt(config, 'CSVHeaderLocation');
  if (header === undefined) refuse('These fields are required: [CSVHeaderLocation]', at);
  if (header === 'GIVEN' && fieldAt(config, 'CSVHeaders') === undefined) {
    refuse('These fields are required: [CSVHeaders]', at);
  }
}

function checkWriter(writer: unknown, refuse: Refuse): void {
  if (!isPart(writer)) return;
  const resource = fieldAt(writer, 'Resource');
  if (resource === undefined) {
    if (fieldAt(writer, 'WriterConfig') === undefined) refuse('These fields are required: [Resource]', 'ResultWriter');
    return;
  }
  if (typeof resource === 'string' && !isS3(resource, 'putObject')) {
    refuse(`The resource '${resource}' is not supported in a ResultWriter`, 'ResultWriter/Resource');
  }
}

function isS3(resource: unknown, action: string): boolean {
  return typeof resource === 'string' && new RegExp(`^arn:aws[a-z-]*:states:[^:]*:[^:]*:s3:${action}$`).test(resource);
}
