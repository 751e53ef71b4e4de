/**
 * JSON text in which no text of a document can be taken for something else: a `${` is written as the escape `\u0024{`, so
 * that CDK sees no token in it and CloudFormation no substitution. It parses to the same value.
 */
export function inertJson(text: string): string {
  return text.replaceAll('$' + '{', '\\u0024{');
}
