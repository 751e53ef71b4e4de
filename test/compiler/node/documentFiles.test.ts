import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { compile, documentReader, readDocument } from '../../../compiler/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'arazzo-root-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const other = (name: string) => `arazzo: 1.0.1\ninfo: { title: ${name}, version: 1.0.0 }\n`;
const main = write('project/docs/main.yml', other('main'));
write('project/docs/beside.yml', other('beside'));
const above = write('project/above.yml', other('above'));
const secret = write('outside/credentials', '[default]\naws_secret_access_key = hunter2\n');
const outside = write('outside/other.yml', other('outside'));
symlinkSync(outside, join(folder, 'project/docs/link.yml'));
symlinkSync(secret, join(folder, 'project/docs/secret.yml'));
write('project/docs/notes.yml', 'a: 1\n');
write('project/docs/api.json', '{"info":{},"openapi":"3.1.0"}');
write('project/docs/large.yml', `${other('large')}# ${'x'.repeat(2000)}\n`);
const hasFifo = spawnSync('mkfifo', [join(folder, 'project/docs/pipe.yml')]).status === 0;

describe('what a document names', () => {
  const read = documentReader(main);

  test('is read where it is below the root, by default the folder of the document', () => {
    expect(read('beside.yml', main)?.text).toContain('beside');
    expect(read('./api.json', main)?.name).toBe(join(folder, 'project/docs/api.json'));
    expect(read(pathToFileURL(join(folder, 'project/docs/beside.yml')).href, main)?.text).toContain('beside');
  });

  test.each([
    ['a way out', '../above.yml'],
    ['an absolute path', outside],
    ['a file: URL', pathToFileURL(outside).href],
    ['a symbolic link', 'link.yml'],
    ['a folder', '.'],
    ['a device', '/dev/zero'],
    ['what is not there', 'none.yml'],
    ['what is no document', 'notes.yml'],
    ['another protocol', 'https://example.com/beside.yml'],
    ['a URL that is none', '%'],
  ])('is not read by %s', (_name, url) => {
    expect(read(url, main)).toBeUndefined();
  });

  (hasFifo ? test : test.skip)('is not waited for where it is a pipe (needs mkfifo)', () => {
    expect(read('pipe.yml', main)).toBeUndefined();
  });

  test('is found where characters of its path are percent-encoded, and where a sign is none of these', () => {
    write('project/docs/v 1+2 #a.yml', other('encoded'));
    write('project/docs/100%.yml', other('plain'));
    expect(read('v%201%2B2%20%23a.yml', main)?.text).toContain('encoded');
    expect(read('100%.yml', main)?.text).toContain('plain');
  });

  test('is read above the document as well, where the root is above it', () => {
    expect(documentReader(main, { root: join(folder, 'project') })('../above.yml', main)?.text).toContain('above');
    write('project/arazzo-sfn.yml', '');
    expect(documentReader(main)('../above.yml', main)?.text).toContain('above');
    expect(documentReader(main)('../../outside/other.yml', main)).toBeUndefined();
    rmSync(join(folder, 'project/arazzo-sfn.yml'));
    expect(documentReader(main)('../above.yml', main)).toBeUndefined();
  });

  test('is looked for in the folders above where its path starts at the root of a site or a repository', () => {
    write('site/specs/api.yml', other('site'));
    const document = write('site/docs/deep/main.yml', other('main'));
    const inSite = documentReader(document, { root: join(folder, 'site') });
    const urls = [
      '/specs/api.yml',
      'https://raw.githubusercontent.com/team/site/refs/heads/main/specs/api.yml',
      'https://raw.githubusercontent.com/team/site/main/specs/api.yml',
      'https://github.com/team/site/blob/main/specs/api.yml',
    ];
    expect(urls.map((url) => inSite(url, document)?.name)).toEqual(urls.map(() => join(folder, 'site/specs/api.yml')));
    expect(urls.map((url) => documentReader(document)(url, document))).toEqual(urls.map(() => undefined));
    expect(inSite('https://example.com/team/site/main/specs/api.yml', document)).toBeUndefined();
  });

  test('is not read where it is larger than what is allowed', () => {
    expect(documentReader(main, { maxFileSize: 1000 })('large.yml', main)).toBeUndefined();
    expect(documentReader(main, { maxFileSize: 3000 })('large.yml', main)).toBeDefined();
  });

  test('is any file where data is meant, which is below the root all the same', () => {
    expect(read('notes.yml', main, 'data')?.text).toBe('a: 1\n');
    expect(read('secret.yml', main, 'data')).toBeUndefined();
  });
});

describe('a document', () => {
  test.each([
    ['is not there', 'project/none.yml', {}, 'there is no such file or folder'],
    ['is a folder', 'project/docs', {}, 'it is a folder'],
    ['leads out of the root', 'project/docs/secret.yml', {}, 'it is not below'],
    ['is above the root', 'project/above.yml', { root: join(folder, 'project/docs') }, 'it is not below'],
    ['is too large', 'project/docs/large.yml', { maxFileSize: 1000 }, 'it is larger than 1000 bytes'],
  ])('that %s is refused', (_name, path, bounds, message) => {
    expect(() => readDocument(join(folder, path), bounds)).toThrow(message);
  });

  (hasFifo ? test : test.skip)('that is a pipe is refused at once (needs mkfifo)', () => {
    expect(() => readDocument(join(folder, 'project/docs/pipe.yml'))).toThrow('it is no regular file');
  });

  test.each([
    ['.\\\\other.yml', '`./other.yml`'],
    ['C:\\\\docs\\\\other.yml', '`file:///C:/docs/other.yml`'],
  ])('that names another one by a path of Windows is told how a URL is written: %s', (path, url) => {
    const text = `${other('caller')}sourceDescriptions: [{ name: other, url: "${path}", type: arazzo }]
workflows: [{ workflowId: call, steps: [{ stepId: run, workflowId: $sourceDescriptions.other.any }] }]
`;
    const { diagnostics } = compile({ name: main, text }, { readFile: documentReader(main) });
    expect(diagnostics.map(({ help }) => help)).toEqual([`Write it as a URL: ${url}.`]);
  });

  test('that names another one outside of the root learns nothing of it', () => {
    const text = `${other('caller')}sourceDescriptions:
- { name: leak, url: secret.yml, type: arazzo }
- { name: api, url: ../../outside/connect.yml, type: openapi, x-aws-service: connect }
workflows:
- workflowId: call
  steps:
  - { stepId: leak, workflowId: $sourceDescriptions.leak.any }
  - stepId: look
    operationId: listUsers
    parameters: [{ name: InstanceId, in: path, value: i-1 }]
`;
    const { diagnostics } = compile({ name: main, text }, { readFile: documentReader(main) });
    expect(diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['error document-unreadable']);
    expect(JSON.stringify(diagnostics)).not.toContain('hunter2');
  });

  test('that is read is named as it was given', () => {
    expect(readDocument(above).name).toBe(above);
  });
});
