import { diagnostic, didYouMean, nearest } from '../diagnostics/index.ts';
import { carryRegex } from '../jsonata/index.ts';
import { fragmentToken, type MapNode, type Node, placeOf, textNode, valueAt } from '../source/index.ts';
import { conjunction, requiring } from './conjunction.ts';
import type { InputProperty, ObjectSchema, ValueSchema } from './inputsSchema.ts';
import type { SchemaIndex } from './schemaIndex.ts';
import {
  type KeywordReading,
  namesAt,
  namesIn,
  numberAt,
  plainKeywords,
  present,
  reportInvalid,
} from './schemaKeywords.ts';
import { SchemaWalk } from './schemaWalk.ts';
import { isKnownKeyword } from './subschemas.ts';

/** Deeper than people write. */
const DEEPEST = 32;

/** Reads what a schema asks of a value (JSON Schema 2020-12). What it can't read is reported. */
export class SchemaReader {
  readonly #index: SchemaIndex;
  readonly #reading: KeywordReading;
  readonly #walk: SchemaWalk<ValueSchema>;
  #broken = false;
  #isCutOff = false;

  constructor(index: SchemaIndex, reading: KeywordReading) {
    this.#index = index;
    this.#reading = reading;
    this.#walk = new SchemaWalk<ValueSchema>(index, {
      again: (recursion) => ({ recursion }),
      circle: (node) => this.#recursive(node, 'this schema leads back to itself: no value could be judged by it'),
    });
  }

  /** Those that contain themselves, by the names under which others hold them. */
  get recursive(): ReadonlyMap<string, ValueSchema> {
    return this.#walk.recursive;
  }

  /** Whether all could be read; what couldn't may have no end. */
  get isComplete(): boolean {
    return !this.#broken;
  }

  read(node: Node, depth = 0, reference = ''): ValueSchema {
    if (node.kind !== 'map') return node.kind === 'scalar' && node.value === false ? { never: true } : {};
    if (depth > DEEPEST) return this.#recursive(node, 'this schema is nested too deeply');
    if (!this.#index.takeOne()) return this.#tooMany(node);
    return this.#walk.enter(node, () => this.#keywords(node, depth), reference);
  }

  #keywords(node: MapNode, depth: number): ValueSchema {
    this.#reportUnchecked(node);
    const object = this.#object(node, depth);
    const own = {
      ...plainKeywords(node, this.#reading),
      ...present({
        object,
        ...this.#members(node, depth),
        ...this.#items(node, depth),
        ...this.#alternatives(node, depth),
      }),
    };
    const asked = requiring(own, namesAt(node, 'required', this.#reading));
    const parts = [
      ...(['$ref', '$dynamicRef'] as const).flatMap((keyword) => this.#referred(node, keyword, depth)),
      ...(this.#list(node, 'allOf', depth) ?? []),
    ];
    const [only] = parts;
    return only !== undefined && parts.length === 1 && Object.keys(asked).length === 0
      ? only
      : conjunction(asked, parts);
  }

  /** What a reference asks; nothing (reported) where it leads nowhere. */
  #referred(node: MapNode, keyword: '$ref' | '$dynamicRef', depth: number): readonly ValueSchema[] {
    const written = valueAt(node, keyword);
    if (written === undefined) return [];
    const text = textNode(written)?.value ?? '';
    const target = this.#walk.target(node, keyword);
    if (target === undefined) return this.#reportUnknown(written, text);
    return [this.read(target, depth + 1, text)];
  }

  #object(node: MapNode, depth: number): ObjectSchema | undefined {
    const declared = valueAt(node, 'properties');
    if (declared !== undefined && declared.kind !== 'map')
      reportInvalid(declared, '`properties` is a map of schemas', this.#reading);
    const entries = declared?.kind === 'map' ? declared.entries : [];
    const properties = entries.map(
      ({ key, value }): InputProperty => ({ name: key.value, required: false, schema: this.#inside(value, depth) }),
    );
    const closed = isClosed(node);
    return declared === undefined && !closed ? undefined : { properties, closed };
  }

  /** What is asked of members other than by their names, and of how many there are. */
  #members(node: MapNode, depth: number) {
    const known = valueAt(node, 'properties');
    const others = valueAt(node, 'additionalProperties');
    const patterns = this.#patterns(node, depth);
    const dependents = this.#dependents(node, depth);
    return {
      names: this.#below(node, 'propertyNames', depth),
      patterns: patterns.length === 0 ? undefined : patterns,
      additional:
        others === undefined || isClosed(node) || !carriesPatterns(node)
          ? undefined
          : {
              known: known?.kind === 'map' ? known.entries.map(({ key }) => key.value) : [],
              schema: this.#inside(others, depth),
            },
      dependents: dependents.length === 0 ? undefined : dependents,
      unevaluatedProperties: this.#below(node, 'unevaluatedProperties', depth),
    };
  }

  #items(node: MapNode, depth: number) {
    const contains = this.#below(node, 'contains', depth);
    const least = numberAt(node, 'minContains', this.#reading) ?? 1;
    const most = numberAt(node, 'maxContains', this.#reading);
    return {
      items: this.#below(node, 'items', depth),
      prefix: this.#walk.inside(() => this.#list(node, 'prefixItems', depth)),
      contains: contains === undefined ? undefined : { schema: contains, least, ...present({ most }) },
      unevaluatedItems: this.#below(node, 'unevaluatedItems', depth),
    };
  }

  /** Schemas for the same value of which not all are asked (Core, section 10.2). */
  #alternatives(node: MapNode, depth: number) {
    const condition = this.#at(node, 'if', depth);
    const [met, unmet] = [this.#at(node, 'then', depth), this.#at(node, 'else', depth)];
    return {
      any: this.#list(node, 'anyOf', depth),
      one: this.#list(node, 'oneOf', depth),
      not: this.#at(node, 'not', depth),
      when: condition === undefined ? undefined : { condition, ...present({ met, unmet }) },
    };
  }

  #at(node: MapNode, keyword: string, depth: number): ValueSchema | undefined {
    const found = valueAt(node, keyword);
    return found === undefined ? undefined : this.read(found, depth + 1);
  }

  #below(node: MapNode, keyword: string, depth: number): ValueSchema | undefined {
    return this.#walk.inside(() => this.#at(node, keyword, depth));
  }

  #inside(node: Node, depth: number): ValueSchema {
    return this.#walk.inside(() => this.read(node, depth + 1));
  }

  #list(node: MapNode, keyword: string, depth: number): readonly ValueSchema[] | undefined {
    const found = valueAt(node, keyword);
    if (found === undefined) return undefined;
    if (found.kind === 'list') return found.items.map((each) => this.read(each, depth + 1));
    reportInvalid(found, `\`${keyword}\` is a list of schemas`, this.#reading);
    return undefined;
  }

  #patterns(node: MapNode, depth: number): NonNullable<ValueSchema['patterns']> {
    const given = valueAt(node, 'patternProperties');
    if (given?.kind !== 'map') return [];
    return given.entries.flatMap(({ key, value }) => {
      const carried = carryRegex(key.value);
      if (carried.ok) return [{ pattern: key.value, schema: this.#inside(value, depth) }];
      const message = `members of this pattern are not checked: ${carried.reason}`;
      this.#reading.reporter.report(diagnostic('schema-keyword-unchecked', placeOf(key), message));
      return [];
    });
  }

  #dependents(node: MapNode, depth: number): NonNullable<ValueSchema['dependents']> {
    const required = valueAt(node, 'dependentRequired');
    const schemas = valueAt(node, 'dependentSchemas');
    return [
      ...(required?.kind === 'map' ? required.entries : []).map(({ key, value }) => ({
        name: key.value,
        required: namesIn(value, 'dependentRequired', this.#reading),
      })),
      ...(schemas?.kind === 'map' ? schemas.entries : []).map(({ key, value }) => ({
        name: key.value,
        schema: this.read(value, depth + 1),
      })),
    ];
  }

  #reportUnknown(written: Node, text: string): readonly ValueSchema[] {
    const name = /^#\/components\/inputs\/([^/]+)$/.exec(text)?.[1];
    const close = name === undefined ? undefined : nearest(fragmentToken(name), this.#index.shared);
    const help =
      didYouMean(close, (near) => `#/components/inputs/${near}`) ??
      'Refer to a schema of this document: `#/components/inputs/x`, or a definition or anchor beside it.';
    const message = `\`${text}\` names no schema of this document`;
    this.#reading.reporter.report(diagnostic('schema-reference-unknown', placeOf(written), message, help));
    return [];
  }

  /** Told once: all that comes behind is left out. */
  #tooMany(node: Node): ValueSchema {
    if (this.#isCutOff) return {};
    this.#isCutOff = true;
    return this.#recursive(
      node,
      'the inputs consist of more schemas than can be checked, counted wherever references lead',
    );
  }

  #recursive(node: Node, message: string): ValueSchema {
    this.#broken = true;
    const help = 'Write the schema without that.';
    this.#reading.reporter.report(diagnostic('schema-recursive', placeOf(node), message, help));
    return {};
  }

  #reportUnchecked(node: MapNode): void {
    for (const { key } of node.entries) {
      if (isKnownKeyword(key.value) || key.value.startsWith('x-')) continue;
      const message = `\`${key.value}\` is not checked when an execution starts`;
      const help = 'Values that break it reach the first call.';
      this.#reading.reporter.report(diagnostic('schema-keyword-unchecked', placeOf(key), message, help));
    }
  }
}

/** Whether all patterns of members can be told from other members. */
function carriesPatterns(node: MapNode): boolean {
  const patterns = valueAt(node, 'patternProperties');
  return patterns?.kind !== 'map' || patterns.entries.every(({ key }) => carryRegex(key.value).ok);
}

/** Whether no members are allowed but the declared ones (`additionalProperties: false`), none by a pattern either. */
function isClosed(node: MapNode): boolean {
  const others = valueAt(node, 'additionalProperties');
  const patterns = valueAt(node, 'patternProperties');
  const byPattern = patterns?.kind === 'map' && patterns.entries.length > 0;
  return others?.kind === 'scalar' && others.value === false && !byPattern;
}
