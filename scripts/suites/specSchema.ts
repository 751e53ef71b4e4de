import { readdirSync, readFileSync } from 'node:fs';
import { compile } from '../../compiler/node/index.ts';

/** What a document's folder says of it. */
type Verdict = 'pass' | 'fail';

/**
 * Prints how the documents come out that the specification keeps for its own schema (Arazzo 1.1,
 * https://github.com/OAI/Arazzo-Specification, `tests/schema`). That no AWS service is meant by a source is left out: they are
 * about any API.
 */
export async function specSchemaSuite(shared: URL): Promise<void> {
  const folder = new URL('samples/spec-schema/', shared);
  let right = 0;
  let count = 0;
  for (const verdict of ['pass', 'fail'] as const) {
    for (const name of readdirSync(new URL(`${verdict}/`, folder))) {
      count++;
      const errors = errorsOf(name, readFileSync(new URL(`${verdict}/${name}`, folder), 'utf8'));
      if ((errors.length === 0) === (verdict === 'pass')) right++;
      else process.stdout.write(`  ${told(verdict, errors)}: ${name}\n`);
    }
  }
  process.stdout.write(`The specification's documents: ${right} of ${count} as named\n`);
}

function told(verdict: Verdict, errors: readonly string[]): string {
  return verdict === 'fail' ? 'no error' : `refused (${errors.join('; ')})`;
}

function errorsOf(name: string, text: string): readonly string[] {
  const { diagnostics } = compile({ name, text });
  return diagnostics
    .filter(({ severity, code }) => severity === 'error' && code !== 'service-unknown')
    .map(({ code, message }) => `${code}: ${message}`);
}
