import { DefinitionError } from './errors.ts';
import { EvaluationFailure } from './expression.ts';
import { isObject, type JsonObject, toData } from './json.ts';
import type { Assignment } from './program.ts';
import { compileTemplate, type Template } from './template.ts';

/** Reads the fields of one object of a definition. */
export class Reader {
  readonly location: string;
  readonly #fields: Readonly<Record<string, unknown>>;

  constructor(fields: object, location: string) {
    this.location = location;
    this.#fields = fields as Readonly<Record<string, unknown>>;
  }

  has(field: string): boolean {
    return Object.hasOwn(this.#fields, field) && this.#fields[field] !== undefined;
  }

  optional<Type>(field: string, is: (value: unknown) => value is Type): Type | undefined {
    if (!this.has(field)) return undefined;
    const value = this.#fields[field];
    if (!is(value)) throw new DefinitionError(`${this.location}/${field}`, 'Value of the wrong type');
    return value;
  }

  required<Type>(field: string, is: (value: unknown) => value is Type): Type {
    const value = this.optional(field, is);
    if (value === undefined) throw new DefinitionError(this.location, `Missing '${field}'`);
    return value;
  }

  text(field: string): string {
    return this.required(field, isText);
  }

  texts(field: string): readonly string[] {
    return this.required(field, (value): value is readonly string[] => Array.isArray(value) && value.every(isText));
  }

  number(field: string): number | undefined {
    return this.optional(field, (value) => typeof value === 'number');
  }

  objects(field: string): readonly JsonObject[] {
    return (
      this.optional(field, (value): value is readonly JsonObject[] => Array.isArray(value) && value.every(isObject)) ??
      []
    );
  }

  /** The fields of an object in a field; none where it isn't there. */
  within(field: string): Reader {
    return new Reader(this.optional(field, isObject) ?? {}, `${this.location}/${field}`);
  }

  template(field: string): Template | undefined {
    if (!this.has(field)) return undefined;
    try {
      return compileTemplate(toData(this.#fields[field]) ?? null);
    } catch (error) {
      if (!(error instanceof EvaluationFailure)) throw error;
      throw new DefinitionError(`${this.location}/${field}`, error.message);
    }
  }

  assignment(field: string): Assignment | undefined {
    const object = this.optional(field, isObject);
    if (object === undefined) return undefined;
    const reader = new Reader(object, `${this.location}/${field}`);
    return Object.keys(object).map((name) => [name, reader.template(name) ?? { kind: 'constant', value: null }]);
  }
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}
