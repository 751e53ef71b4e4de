import { type DiagnosticCode, diagnostic, type Reporter } from '../../diagnostics/index.ts';
import { placeOf } from '../query.ts';
import type { Json, Node } from '../tree.ts';
import { nodeInWords } from '../typeInWords.ts';

/** A JSON Schema (2020-12). */
export type JsonSchema = { readonly [keyword: string]: Json };

/**
 * What a value of a file must look like, said once: as a JSON Schema, for editors and other programs, and as a reader,
 * which reports what isn't so at its line and column.
 */
export interface Shape<T> {
  readonly schema: JsonSchema;
  /** The value of a node; undefined where it has another shape, which has been reported. */
  read(node: Node, reporter: Reporter): T | undefined;
}

/** A field that may be left out. */
export interface OptionalField<T> {
  readonly optional: Shape<T>;
}

type FieldOf<T, K extends keyof T> =
  Record<never, never> extends Pick<T, K> ? OptionalField<Exclude<T[K], undefined>> : Shape<T[K]>;

/** Each field of `T`, required ones as they are and optional ones marked. */
export type FieldsOf<T> = { readonly [K in keyof T]-?: FieldOf<T, K> };

/** Marks a field that may be left out. */
export function optional<T>(shape: Shape<T>): OptionalField<T> {
  return { optional: shape };
}

/** The same shape with a description, which editors show. */
export function described<T>(description: string, shape: Shape<T>): Shape<T> {
  return { ...shape, schema: { description, ...shape.schema } };
}

/** Reports something at a node, and gives undefined. */
export function report(
  reporter: Reporter,
  code: DiagnosticCode,
  node: Node,
  message: string,
  help?: string,
): undefined {
  reporter.report(diagnostic(code, placeOf(node), message, help));
}

/** Reports that a node is of another type, and gives undefined. */
export function wrongType(node: Node, reporter: Reporter, wanted: string, quotable = false): undefined {
  report(
    reporter,
    'field-type',
    node,
    `this must be ${wanted}, not ${nodeInWords(node)}`,
    quotable ? 'Put it in quotes.' : undefined,
  );
}
