import type { AwsOperation, StructureShape } from '../../compiler/apis/index.ts';
import type { Json } from '../interpreter/index.ts';

/*
 * Step Functions reads the Arguments of an SDK integration by Jackson into builders of the AWS SDK for Java, and hands on
 * what Jackson says where that fails. The words of those for booleans and of text in place of an object were recorded on
 * AWS; the other ones are Jackson's own.
 */

/** Something in place of a list or map. */
export function noCollection(type: string, value: Json): string {
  return `Cannot deserialize value of type \`${type}\` from ${tokenOf(value)}`;
}

/** Something in place of true or false; `isFloat`: a number that is written with a point or an exponent. */
export function noBoolean(value: Json, isFloat: boolean): string {
  const cannot = 'Cannot deserialize value of type `java.lang.Boolean` from';
  if (isFloat) return `${cannot} ${FLOAT}`;
  if (typeof value === 'string') return `${cannot} String "${value}": only "true" or "false" recognized`;
  return `${cannot} ${tokenOf(value)}`;
}

/** Something in place of an object. */
export function noInstance({ service }: AwsOperation, { name }: StructureShape, value: Json): string {
  const package_ = service.serviceId.replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase();
  const class_ = `${name.charAt(0).toUpperCase()}${name.slice(1)}$BuilderImpl`;
  const type = `software.amazon.awssdk.services.${package_}.model.${class_}`;
  if (Array.isArray(value)) return noCollection(type, value);
  const [argument, given] = scalarWords(value);
  return `Cannot construct instance of \`${type}\` (although at least one Creator exists): no ${argument}-argument constructor/factory method to deserialize from ${given}`;
}

function scalarWords(value: Json): readonly [argument: string, given: string] {
  switch (typeof value) {
    case 'string':
      return ['String', `String value ('${value}')`];
    case 'number':
      return [Number.isInteger(value) ? 'int/Int' : 'double/Double', `Number value (${value})`];
    default:
      return ['boolean/Boolean', `boolean value (${String(value)})`];
  }
}

const FLOAT = 'Floating-point value (token `JsonToken.VALUE_NUMBER_FLOAT`)';

function tokenOf(value: Json): string {
  if (Array.isArray(value)) return 'Array value (token `JsonToken.START_ARRAY`)';
  switch (typeof value) {
    case 'string':
      return 'String value (token `JsonToken.VALUE_STRING`)';
    case 'number':
      return Number.isInteger(value) ? 'Integer value (token `JsonToken.VALUE_NUMBER_INT`)' : FLOAT;
    case 'boolean':
      return `Boolean value (token \`JsonToken.VALUE_${value ? 'TRUE' : 'FALSE'}\`)`;
    default:
      return 'Object value (token `JsonToken.START_OBJECT`)';
  }
}
