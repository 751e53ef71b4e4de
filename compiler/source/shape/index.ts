export {
  anyObject,
  anything,
  exactlyOneOf,
  list,
  object,
  oneOrMany,
  record,
  refined,
  textOr,
} from './containers.ts';
export { boolean, number, regularExpression, text, word } from './scalars.ts';
export { described, optional, report } from './shape.ts';
