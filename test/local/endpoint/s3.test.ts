import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { until } from '../../support/until.ts';
import { roleArn, startEndpoint } from '../support/endpoint.ts';

let local: Awaited<ReturnType<typeof startEndpoint>>;
beforeAll(async () => {
  local = await startEndpoint();
});
afterAll(() => local.close());

const authorization =
  'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0';

/** A request to S3, signed as clients do; its body as it came. */
async function s3(method: string, path: string, body?: string | Uint8Array, headers: Record<string, string> = {}) {
  const answer = await fetch(`${local.url}${path}`, {
    method,
    headers: { authorization, ...headers },
    ...(body === undefined ? {} : { body }),
  });
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}

const textOf = async (...asked: Parameters<typeof s3>) => (await s3(...asked)).bytes.toString('utf8');

describe('S3', () => {
  test('keeps an object byte by byte, whatever its bytes are', async () => {
    await s3('PUT', '/bytes');
    for (const bytes of [
      Buffer.from('\ufeffName;Straße\r\n'),
      Buffer.from([0xff, 0xfe, 0x41, 0x00, 0x80, 0x00]),
      Buffer.alloc(0),
    ]) {
      await s3('PUT', '/bytes/a%20b/%C3%BC.csv', bytes);
      const { status, bytes: read } = await s3('GET', '/bytes/a%20b/%C3%BC.csv');
      expect({ status, read: read.toString('hex') }).toEqual({ status: 200, read: bytes.toString('hex') });
    }
  });

  test('tells of an object what was put with it', async () => {
    await s3('PUT', '/heads');
    await s3('PUT', '/heads/x', 'abc', { 'content-type': 'text/csv', 'x-amz-meta-from': 'hr' });
    const { status, headers, bytes } = await s3('HEAD', '/heads/x');
    expect({ status, length: bytes.length }).toEqual({ status: 200, length: 0 });
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-length': '3',
      'content-type': 'text/csv',
      etag: '"900150983cd24fb0d6963f7d28e17f72"',
      'x-amz-meta-from': 'hr',
      'last-modified': expect.stringMatching(/ GMT$/),
    });
    expect((await s3('HEAD', '/heads/y')).status).toBe(404);
    expect(await textOf('GET', '/heads/y')).toContain('<Code>NoSuchKey</Code>');
    expect(await textOf('GET', '/nowhere/y')).toContain('<Code>NoSuchBucket</Code>');
  });

  test('takes the pieces that SDKs send a stream in', async () => {
    await s3('PUT', '/pieces');
    const body = '5\r\nab\r\nc\r\n3;chunk-signature=0\r\ndef\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n';
    await s3('PUT', '/pieces/x', body, { 'content-encoding': 'aws-chunked' });
    expect(await textOf('GET', '/pieces/x')).toBe('ab\r\ncdef');
  });

  test('gives a part of an object', async () => {
    await s3('PUT', '/ranges');
    await s3('PUT', '/ranges/x', 'abcdef');
    const part = async (range: string) => {
      const { status, headers, bytes } = await s3('GET', '/ranges/x', undefined, { range });
      return [status, headers.get('content-range'), bytes.toString('utf8')];
    };
    expect(await part('bytes=1-3')).toEqual([206, 'bytes 1-3/6', 'bcd']);
    expect(await part('bytes=4-99')).toEqual([206, 'bytes 4-5/6', 'ef']);
    expect(await part('bytes=-2')).toEqual([206, 'bytes 4-5/6', 'ef']);
    expect((await part('bytes=6-'))[0]).toBe(416);
  });

  test('lists keys in order, page by page and by folders', async () => {
    await s3('PUT', '/lists');
    for (const key of ['b/2', 'a', 'b/1', 'c&d', 'b/3/x']) await s3('PUT', `/lists/${encodeURIComponent(key)}`, 'x');
    const keysIn = (xml: string) => [...xml.matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key]) => key);
    const first = await textOf('GET', '/lists?list-type=2&max-keys=2');
    expect(keysIn(first)).toEqual(['a', 'b/1']);
    const token = /<NextContinuationToken>(.*?)</.exec(first)?.[1] ?? '';
    const rest = await textOf('GET', `/lists?list-type=2&continuation-token=${encodeURIComponent(token)}`);
    expect(keysIn(rest)).toEqual(['b/2', 'b/3/x', 'c&amp;d']);
    const folders = await textOf('GET', '/lists?list-type=2&delimiter=%2F');
    expect(keysIn(folders)).toEqual(['a', 'c&amp;d']);
    expect(folders).toContain('<CommonPrefixes><Prefix>b/</Prefix></CommonPrefixes>');
    await s3(
      'POST',
      '/lists?delete',
      '<Delete><Object><Key>a</Key></Object><Object><Key>c&amp;d</Key></Object></Delete>',
    );
    expect(keysIn(await textOf('GET', '/lists?list-type=2&prefix='))).toEqual(['b/1', 'b/2', 'b/3/x']);
    expect(await textOf('DELETE', '/lists')).toContain('<Code>BucketNotEmpty</Code>');
  });

  test('knows a bucket by the name of the host, too', async () => {
    await s3('PUT', '/hosted');
    await s3('PUT', '/hosted/x', 'here');
    const { port } = new URL(local.url);
    const read = await new Promise<string>((resolve, reject) => {
      const headers = { authorization, host: `hosted.localhost:${port}` };
      request({ host: '127.0.0.1', port, path: '/x', headers }, (answer) => {
        answer.setEncoding('utf8').once('data', resolve);
      })
        .once('error', reject)
        .end();
    });
    expect(read).toBe('here');
  });

  test('refuses an upload in parts instead of losing it', async () => {
    await s3('PUT', '/parts');
    expect(await textOf('POST', '/parts/x?uploads')).toContain('<Code>NotImplemented</Code>');
  });

  test('sends events of buckets that are to send them to EventBridge, and of no others', async () => {
    const { stateMachineArn } = await local.cloud.call('sfn', 'CreateStateMachine', {
      name: 'on-file',
      roleArn,
      definition: JSON.stringify({
        QueryLanguage: 'JSONata',
        StartAt: 'Done',
        States: { Done: { Type: 'Succeed' } },
      }),
    });
    await local.cloud.call('eventbridge', 'PutRule', {
      Name: 'files',
      EventPattern: JSON.stringify({ source: ['aws.s3'], 'detail-type': ['Object Created'] }),
    });
    const targets = [{ Id: '1', Arn: String(stateMachineArn), InputPath: '$.detail' }];
    await local.cloud.call('eventbridge', 'PutTargets', { Rule: 'files', Targets: targets });
    for (const bucket of ['silent', 'telling']) await s3('PUT', `/${bucket}`);
    const telling = '<NotificationConfiguration><EventBridgeConfiguration/></NotificationConfiguration>';
    await s3('PUT', '/telling?notification', telling);
    for (const bucket of ['silent', 'telling']) await s3('PUT', `/${bucket}/new%20hires.csv`, 'a,b');
    const { executions } = await until(
      () => local.cloud.call('sfn', 'ListExecutions', { stateMachineArn: String(stateMachineArn) }),
      ({ executions }) => Array.isArray(executions) && executions.length > 0,
    );
    expect(executions).toHaveLength(1);
    const [{ executionArn }] = executions as [{ executionArn: string }];
    const { input } = await local.cloud.call('sfn', 'DescribeExecution', { executionArn });
    expect(JSON.parse(String(input))).toMatchObject({
      bucket: { name: 'telling' },
      object: { key: 'new hires.csv', size: 3, etag: expect.stringMatching(/^[0-9a-f]{32}$/) },
      reason: 'PutObject',
    });
  });
});

function isInstalled(): boolean {
  try {
    execFileSync('aws', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

(isInstalled() ? test : test.skip)('the aws command line copies files there and back (needs aws)', async () => {
  const folder = mkdtempSync(join(tmpdir(), 's3-'));
  const env = {
    PATH: process.env['PATH'],
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_PAGER: '',
  };
  const aws = async (...args: readonly string[]) =>
    (await promisify(execFile)('aws', ['--endpoint-url', local.url, ...args], { env })).stdout;
  const content = Buffer.from([0xef, 0xbb, 0xbf, 0x61, 0x0d, 0x0a, 0xff]);
  writeFileSync(join(folder, 'hires.csv'), content);
  await aws('s3', 'mb', 's3://from-cli');
  await aws('s3', 'cp', join(folder, 'hires.csv'), 's3://from-cli/in/');
  expect(await aws('s3', 'ls', 's3://from-cli/in/')).toMatch(/ 7 hires\.csv\n$/);
  await aws('s3', 'cp', 's3://from-cli/in/hires.csv', join(folder, 'back.csv'));
  expect(readFileSync(join(folder, 'back.csv'))).toEqual(content);
  await aws('s3', 'rb', '--force', 's3://from-cli');
  expect(await aws('s3', 'ls')).not.toContain('from-cli');
});
