import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../compiler/node/index.ts';
import type { HttpAnswer } from '../local/index.ts';

/**
 * Nothing but this page's own files is loaded, run or shown; nothing is sent elsewhere; no other page may frame it. Markup is
 * made of text by one policy alone, for the picture.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types picture',
].join('; ');

const COMMON = {
  'content-security-policy': POLICY,
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

export function textAnswer(text: string, extension: string): HttpAnswer {
  return { status: 200, headers: { ...COMMON, 'content-type': TYPES[extension] ?? 'text/plain' }, body: text };
}

export function jsonAnswer(value: unknown, status = 200): HttpAnswer {
  return { status, headers: { ...COMMON, 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

export function streamAnswer(body: AsyncIterable<string>): HttpAnswer {
  return { status: 200, headers: { ...COMMON, 'content-type': 'text/event-stream' }, body };
}

/** A file of the page; undefined where there is none of this name. */
export function assetAnswer(name: string): HttpAnswer | undefined {
  const [, extension = ''] = /^[a-zA-Z]+\.(html|css|js|svg)$/.exec(name) ?? [];
  if (extension === '') return undefined;
  try {
    return textAnswer(readFileSync(join(packageRoot(), 'page', 'assets', name), 'utf8'), extension);
  } catch {
    return undefined;
  }
}
