import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { folderWith, run } from '../bin/support.ts';
import { polling } from './support.ts';

const onboarding = 'workflows/amazon-connect-provision-user.yml';

describe('arazzo-sfn graph', () => {
  test('writes an SVG to stdout', () => {
    const { status, stdout, stderr } = run(['graph', onboarding]);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toBe(readFileSync(join(__dirname, '..', '..', 'docs', 'pictures', 'provision-user.svg'), 'utf8'));
  });

  test.each([
    ['svg', '<svg '],
    ['png', '\ufffdPNG'],
    ['mmd', '---\ntitle'],
    ['dot', 'digraph {'],
  ])('takes the format %s from the name of the file', (ending, start) => {
    const folder = folderWith({ 'doc.yml': polling });
    const { status, stdout } = run(['graph', 'doc.yml', '-o', `picture.${ending}`], { cwd: folder });
    expect([status, stdout]).toEqual([0, '']);
    expect(readFileSync(join(folder, `picture.${ending}`), 'utf8').slice(0, start.length)).toBe(start);
  });

  test('takes the format from --format, also for a file whose name says none', () => {
    const folder = folderWith({ 'doc.yml': polling });
    expect(run(['graph', 'doc.yml', '--format', 'dot'], { cwd: folder }).stdout).toMatch(/^digraph/);
    expect(run(['graph', 'doc.yml', '--format', 'dot', '-o', 'picture'], { cwd: folder }).status).toBe(0);
  });

  test.each([
    [['graph', onboarding, '-f', 'png'], 'a PNG goes into a file: --out FILE.png'],
    [['graph', onboarding, '-f', 'gif'], "argument 'gif' is invalid. Allowed choices are svg, png, mmd, dot."],
    [
      ['graph', onboarding, '-o', 'picture.gif'],
      'the name picture.gif says no format; give --format, one of svg, png, mmd, dot',
    ],
    [['graph', 'workflows/amazon-connect-ensure-user.yml'], 'has several workflows'],
  ])('%j is wrong usage', (args, message) => {
    const { status, stdout, stderr } = run(args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  test('draws nothing of a document with errors', () => {
    const folder = folderWith({ 'doc.yml': polling.replace('DescribeTable', 'DescribeTabel') });
    const { status, stderr } = run(['graph', 'doc.yml', '-o', 'picture.svg'], { cwd: folder });
    expect(status).toBe(1);
    expect(stderr).toContain('DescribeTable');
    expect(() => readFileSync(join(folder, 'picture.svg'))).toThrow('ENOENT');
  });
});

describe('arazzo-sfn explain', () => {
  test.each([
    ['text', 'provision-user.explained.txt'],
    ['markdown', 'provision-user.explained.md'],
  ])('writes %s', (format, golden) => {
    const { status, stdout, stderr } = run(['explain', onboarding, '--format', format]);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toBe(readFileSync(join(__dirname, '..', 'golden', 'view', golden), 'utf8'));
  });

  test('writes JSON', () => {
    const { status, stdout } = run(['explain', onboarding, '-f', 'json']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ workflow: 'provision-user', states: 8, cost: { transitions: 6 } });
  });

  test('knows its formats', () => {
    const { status, stderr } = run(['explain', onboarding, '-f', 'html']);
    expect(status).toBe(2);
    expect(stderr).toContain("argument 'html' is invalid. Allowed choices are text, markdown, json.");
  });
});
