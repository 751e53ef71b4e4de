import type { ListFacts, MapFacts, MemberFacts, ScalarFacts, ShapeFacts, StructureFacts } from './format.ts';
import type { ListShape, MapShape, Member, Shape, StructureShape } from './model.ts';
import { sfnName } from './names.ts';

const NO_MEMBERS: StructureShape = { type: 'structure', name: 'None', union: false, document: false, members: [] };

/** The shapes of some operations. Each is made once, when it is first asked for: a service has thousands, a workflow uses a few. */
export class Shapes {
  readonly #facts: (name: string) => ShapeFacts | undefined;
  readonly #shared: Shapes | undefined;
  readonly #made = new Map<string, Shape>();

  /**
   * @param facts finds what is known of a shape of these operations alone
   * @param shared has the other ones, which are made of nothing but each other
   */
  constructor(facts: (name: string) => ShapeFacts | undefined, shared?: Shapes) {
    this.#facts = facts;
    this.#shared = shared;
  }

  /** The structure of this name; with no name, one without members. */
  structure(name: string | undefined): StructureShape {
    if (name === undefined) return NO_MEMBERS;
    const shape = this.#shape(name);
    if (shape.type !== 'structure') throw new Error(`models: ${name} is no structure`);
    return shape;
  }

  /** The member of the structure of this name that makes up the HTTP body, if one does. */
  payloadOf(name: string | undefined): string | undefined {
    if (name === undefined) return undefined;
    const facts = this.#facts(name);
    if (facts === undefined) return this.#shared?.payloadOf(name);
    return typeof facts === 'object' && facts.type === 'structure' ? facts.payload : undefined;
  }

  #shape(name: string): Shape {
    const made = this.#made.get(name);
    if (made !== undefined) return made;
    const facts = this.#facts(name);
    if (facts === undefined && this.#shared !== undefined) return this.#shared.#shape(name);
    if (facts === undefined) throw new Error(`models: there is no shape ${name}`);
    const shape = this.#make(name, facts);
    this.#made.set(name, shape);
    return shape;
  }

  #make(name: string, facts: ShapeFacts): Shape {
    if (typeof facts === 'string') return { type: facts, name };
    switch (facts.type) {
      case 'structure':
        return this.#structure(name, facts);
      case 'list':
        return this.#list(name, facts);
      case 'map':
        return this.#map(name, facts);
      default:
        return { ...scalar(facts), name };
    }
  }

  #structure(name: string, facts: StructureFacts): StructureShape {
    const members = Object.entries(facts.members).map(([member, each]) =>
      this.#member(member, each, facts.union === 1),
    );
    return { type: 'structure', name, union: facts.union === 1, document: facts.document === 1, members };
  }

  #list(name: string, facts: ListFacts): ListShape {
    const { type, min, max } = facts;
    const member = this.#member('member', facts.member);
    return { type, name, member, flattened: facts.flattened === 1, ...bounds(min, max) };
  }

  #map(name: string, facts: MapFacts): MapShape {
    const { type, min, max } = facts;
    return {
      type,
      name,
      key: this.#member('key', facts.key),
      value: this.#member('value', facts.value),
      ...bounds(min, max),
    };
  }

  #member(name: string, given: MemberFacts, union = false): Member {
    const facts: Exclude<MemberFacts, string> = typeof given === 'string' ? { shape: given } : given;
    const shape = (): Shape => this.#shape(facts.shape);
    const wireName = facts.wire ?? name;
    return {
      name,
      sfnName: facts.sfn ?? sfnName(name, union),
      place: facts.place ?? 'body',
      wireName,
      queryName: facts.query ?? wireName,
      required: facts.required === 1,
      sensitive: facts.sensitive === 1,
      credential: facts.credential === 1,
      idempotencyToken: facts.token === 1,
      stream: facts.stream === 1,
      get shape() {
        return shape();
      },
    };
  }
}

function bounds(min: number | undefined, max: number | undefined): { readonly min?: number; readonly max?: number } {
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

function scalar(facts: ScalarFacts): ScalarFacts {
  const { type, pattern } = facts;
  return {
    type,
    ...(facts.enum === undefined ? {} : { enum: facts.enum }),
    ...bounds(facts.min, facts.max),
    ...(pattern === undefined ? {} : { pattern }),
  };
}
