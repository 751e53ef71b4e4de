import type { ApiAnswer, ApiConnection, ApiRequest } from '../../compiler/index.ts';
import type { Json } from '../interpreter/index.ts';
import { exampleAnswer } from '../services/index.ts';
import type { Exchange } from './model.ts';

/**
 * Answers that nobody gave: made of the APIs' descriptions, their examples first, else values that their schemas allow.
 * @param now the time that they have, in milliseconds
 * @param otherwise who answers what no description has; default: a success without a body
 */
export function exampleExchange(apis: readonly ApiConnection[], now: () => number, otherwise?: Exchange): Exchange {
  const requests = apis.flatMap((api) => api.requests.map((each) => ({ each, pattern: patternOf(each) })));
  return (request, signal) => {
    const { method, url } = request;
    const address = url.replace(/\?.*$/s, '');
    const found = requests.find(({ each, pattern }) => each.method === method && pattern.test(address));
    if (found === undefined && otherwise !== undefined) return otherwise(request, signal);
    const answer: ApiAnswer = found?.each.answer ?? { status: 200 };
    const { body } = answer;
    const text = body === undefined ? '' : bodyText(body, now());
    return Promise.resolve({
      status: answer.status,
      headers: body === undefined ? [] : [['Content-Type', body.mediaType]],
      body: Buffer.from(text),
    });
  };
}

function bodyText({ mediaType, shape, example }: NonNullable<ApiAnswer['body']>, now: number): string {
  const value: Json = example ?? exampleAnswer(shape, {}, now);
  return typeof value === 'string' && !/json/i.test(mediaType) ? value : JSON.stringify(value);
}

function patternOf({ address }: ApiRequest): RegExp {
  return new RegExp(
    `^${address
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('[^?]*')}$`,
    's',
  );
}
