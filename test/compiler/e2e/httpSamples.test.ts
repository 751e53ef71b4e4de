import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type CompileOptions, compile, documentReader } from '../../../compiler/index.ts';

/*
 * Public documents over HTTP APIs, beside this project: which compile as they are, which with options, and which are
 * refused, each for what an HTTP Task can't do or for what is wrong in the document itself.
 */

const root = join(__dirname, '..', '..', '..', '..', 'shared', 'samples', 'http');
const manifest = join(root, 'manifest.json');

interface Sample {
  readonly file: string;
  readonly steps: number;
  readonly resolvedSteps: number;
  /** What an HTTP Task can't do, and how many steps ask for it. */
  readonly httpTaskBlockers: Readonly<Record<string, number>>;
  readonly httpTaskNotes: Readonly<Record<string, number>>;
  readonly sources: readonly { readonly name: string; readonly type: string }[];
}

const samples: readonly Sample[] = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : [];

/** The code by which each blocker is named. */
const codes: Readonly<Record<string, string>> = {
  'onFailure reads the failed response': 'answer-of-failure',
  'http only server': 'server-insecure',
  'Authorization from a step output': 'credential-from-step',
  'multipart body': 'body-unsupported',
  'redirect as success': 'redirect-unsupported',
};

/** What is wrong in documents that nothing hinders from being HTTP Tasks, or in others beside that. */
const faulty: Readonly<Record<string, readonly string[]>> = {
  // It calls another document's workflow by `workflows.NAME`, and gives it an input that it doesn't have.
  'Redocly+museum-openapi-example/arazzo/museum-api.arazzo.yaml': ['reference-unknown'],
  'Redocly+redocly-cli/resources/museum-api.arazzo.yaml': ['input-unknown'],
  // It reads outputs of called workflows as if they were the step's own.
  'wso2+arazzo-tools/examples/go-runner-test/toolshop/12-nested-workflow-args.arazzo.yaml': ['output-unknown'],
  // Tests of a runner: what it has to refuse stands among what it has to do.
  'usearazzo+arazzo-toolkit/packages/runner/test/fixtures/workflow-control-flow.arazzo.yaml': ['reference-unknown'],
  'usearazzo+arazzo-toolkit/packages/runner/test/fixtures/workflow-composition.arazzo.yaml': ['workflow-recursive'],
  'usearazzo+arazzo-toolkit/packages/runner/test/fixtures/cross-document.arazzo.yaml': ['workflow-recursive'],
  'usearazzo+arazzo-toolkit/packages/runner/test/fixtures/cross-document-child.arazzo.yaml': ['workflow-recursive'],
};

function errorsOf({ file }: Sample, options: CompileOptions): readonly string[] {
  const path = join(root, file);
  const source = { name: path, text: readFileSync(path, 'utf8') };
  const { diagnostics } = compile(source, { readFile: documentReader(path, { root }), ...options });
  return [...new Set(diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code))];
}

/** Says where each API is, as one does of whom the description names no server. */
function withServers({ sources }: Sample): CompileOptions {
  return { servers: Object.fromEntries(sources.map(({ name }) => [name, 'https://api.example.com'])) };
}

const outcomes = new Map<string, number>();

function count(outcome: string): void {
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
}

(samples.length > 0 ? describe : describe.skip)('public documents over HTTP APIs (need the samples)', () => {
  test.each(samples)('$file', (sample) => {
    const asWritten = errorsOf(sample, {});
    const blockers = Object.keys(sample.httpTaskBlockers);
    if (blockers.length > 0) {
      expect(asWritten).toEqual(expect.arrayContaining(blockers.map((blocker) => codes[blocker])));
      return count('refused for what an HTTP Task can not do');
    }
    const isOpen = asWritten.includes('server-unknown');
    const errors = isOpen ? errorsOf(sample, withServers(sample)) : asWritten;
    const known = faulty[sample.file];
    if (known !== undefined) {
      expect(errors).toEqual(expect.arrayContaining([...known]));
      return count('refused for a fault of its own');
    }
    expect(errors).toEqual([]);
    const needsServer = Object.keys(sample.httpTaskNotes).some((note) => /server/.test(note));
    expect(needsServer || !isOpen).toBe(true);
    return count(isOpen ? 'compiled with servers' : 'compiled as it is');
  });

  test('are 45, of which these compile', () => {
    expect(Object.fromEntries([...outcomes].sort())).toEqual({
      'compiled as it is': 25,
      'compiled with servers': 5,
      'refused for a fault of its own': 7,
      'refused for what an HTTP Task can not do': 8,
    });
  });
});
