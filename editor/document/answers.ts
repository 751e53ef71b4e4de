import { type Operation, resolveAnswer, resolveResponse, type Shape } from '../../compiler/apis/index.ts';
import type { FrameStep } from '../../compiler/index.ts';
import { fragmentToken, textNode } from '../../compiler/source/index.ts';
import { type ShapedValue, shapeAlong } from './calls.ts';

/** The unescaped tokens of a pointer in an expression, without the slash that it begins with. */
export function tokensOf(pointer: string): readonly string[] {
  return pointer === '' ? [] : pointer.split('/').map(fragmentToken);
}

/** What a pointer into the body of an answer leads to, as far as the API says it. */
export function answerShape(operation: Operation | undefined, tokens: readonly string[]): Shape | undefined {
  if (operation === undefined) return undefined;
  const found = operation.kind === 'aws' ? resolveResponse(operation, tokens) : resolveAnswer(operation, tokens);
  return found.ok ? found.shape : undefined;
}

/** The same, with the member whose value that is. */
export function answerValue(operation: Operation, tokens: readonly string[]): ShapedValue | undefined {
  const shape = answerShape(operation, tokens);
  const last = tokens.at(-1);
  const around = last === undefined ? undefined : answerShape(operation, tokens.slice(0, -1));
  const inside = around === undefined || last === undefined ? undefined : shapeAlong(around, [last]);
  return inside ?? (shape === undefined ? undefined : { shape });
}

/** What is read of the answer of its call by an output of a step, and further into that; undefined where it reads something else. */
export function outputTokens(
  step: FrameStep,
  output: string,
  further: readonly string[],
): readonly string[] | undefined {
  const value = textNode(step.step.outputs.find(({ name }) => name.value === output)?.value)?.value ?? '';
  const [whole, pointer = ''] = /^\$response\.body(?:#\/?(.*))?$/.exec(value) ?? [];
  return whole === undefined ? undefined : [...tokensOf(pointer), ...further];
}
