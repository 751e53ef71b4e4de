import type { ApiAnswer, ApiConnection, ApiRequest } from '../../compiler/index.ts';
import type { Json } from '../interpreter/index.ts';
import { exampleAnswer } from '../services/index.ts';
import type { Exchange, IncomingAnswer } from './model.ts';

const madeUpToken: IncomingAnswer = {
  status: 200,
  headers: [['Content-Type', 'application/json']],
  body: Buffer.from('{"access_token":"made-up"}'),
};

/** Answers that nobody gave: made of the APIs' descriptions, their examples first, else values that their schemas allow. */
export function exampleExchange(apis: readonly ApiConnection[], now: () => number): Exchange {
  const requests = apis.flatMap((api) => api.requests.map((each) => ({ each, pattern: patternOf(each) })));
  return ({ method, url }) => {
    if (apis.some(({ authorization: each }) => each.kind === 'clientCredentials' && each.tokenUrl === url))
      return Promise.resolve(madeUpToken);
    const address = url.replace(/\?.*$/s, '');
    const found = requests.find(({ each, pattern }) => each.method === method && pattern.test(address));
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
