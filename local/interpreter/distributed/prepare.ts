import { isText, type Reader } from '../definitionReader.ts';
import type { BatcherProgram, DistributedProgram, ReaderProgram, WriterProgram } from '../program.ts';

/** What a Map of Mode DISTRIBUTED has besides; undefined where it isn't one. */
export function prepareDistributed(state: Reader, processor: Reader): DistributedProgram | undefined {
  const config = processor.within('ProcessorConfig');
  if (config.optional('Mode', isText) !== 'DISTRIBUTED') return undefined;
  return {
    label: state.optional('Label', isText),
    executionType: config.text('ExecutionType') === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
    definition: {
      QueryLanguage: 'JSONata',
      StartAt: processor.text('StartAt'),
      States: processor.required('States', isStates),
    },
    reader: state.has('ItemReader') ? readerOf(state.within('ItemReader')) : undefined,
    batcher: state.has('ItemBatcher') ? batcherOf(state.within('ItemBatcher')) : undefined,
    writer: state.has('ResultWriter') ? writerOf(state.within('ResultWriter')) : undefined,
  };
}

type States = DistributedProgram['definition']['States'];

/** What stands in the states has been validated by now. */
function isStates(value: unknown): value is States {
  return typeof value === 'object' && value !== null;
}

function readerOf(reader: Reader): ReaderProgram {
  const config = reader.within('ReaderConfig');
  return {
    resource: reader.text('Resource'),
    arguments: reader.template('Arguments'),
    inputType: config.optional('InputType', isText),
    csvHeaders: config.optional('CSVHeaderLocation', isText) === 'GIVEN' ? config.texts('CSVHeaders') : undefined,
    csvDelimiter: config.optional('CSVDelimiter', isText) ?? 'COMMA',
    itemsPointer: config.optional('ItemsPointer', isText),
    maxItems: config.template('MaxItems'),
    loadsFiles: config.optional('Transformation', isText) === 'LOAD_AND_FLATTEN',
  };
}

function batcherOf(reader: Reader): BatcherProgram {
  return {
    maxItems: reader.template('MaxItemsPerBatch'),
    maxBytes: reader.template('MaxInputBytesPerBatch'),
    input: reader.template('BatchInput'),
  };
}

function writerOf(reader: Reader): WriterProgram {
  const config = reader.within('WriterConfig');
  const transformation = config.optional('Transformation', isText);
  return {
    resource: reader.optional('Resource', isText),
    arguments: reader.template('Arguments'),
    transformation: transformation === 'COMPACT' || transformation === 'FLATTEN' ? transformation : 'NONE',
    outputType: config.optional('OutputType', isText) === 'JSONL' ? 'JSONL' : 'JSON',
  };
}
