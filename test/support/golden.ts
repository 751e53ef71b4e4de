import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from '@jest/globals';

const folder = join(__dirname, '..', 'golden');

/**
 * Compares a text with `test/golden/<name>`. With `UPDATE_GOLDEN=1` in the environment the file is written instead; look at
 * the difference before committing it.
 */
export function expectGolden(name: string, text: string): void {
  const file = join(folder, name);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(text).toBe(readFileSync(file, 'utf8'));
}

/**
 * A CloudFormation template as a golden that can be reviewed: a definition or a schema, which the template holds as the text
 * of JSON, stands there as `{ "JSON, indented by 2": { ... } }`, and a text of several lines as a list of them.
 * Nothing is lost: what JSON.stringify would write otherwise is left as it is.
 */
export function reviewable(template: unknown): string {
  return `${JSON.stringify(template, (_, value: unknown) => (typeof value === 'string' ? opened(value) : value), 2)}\n`;
}

function opened(text: string): unknown {
  for (const indent of [0, 2]) {
    const value = objectOf(text);
    if (value !== undefined && JSON.stringify(value, null, indent) === text)
      return { [`JSON, indented by ${indent}`]: value };
  }
  return text.includes('\n') ? { lines: text.split('\n') } : text;
}

/** The object or list whose JSON a text is. */
function objectOf(text: string): object | undefined {
  if (!/^[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
