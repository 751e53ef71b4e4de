/**
 * A workflow as a picture says it, before anything is placed: every format of a picture, and whatever shows one, is made
 * from this.
 */
export interface Drawing {
  readonly title: string;
  /** The picture in words, for those who don't see it: a sentence for each state. */
  readonly description: string;
  /** In the order of the definition; one for each state. */
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
  /** Called workflows, outer ones first. */
  readonly groups: readonly DrawnGroup[];
}

export type NodeKind = 'inputs' | 'start' | 'call' | 'decision' | 'wait' | 'success' | 'failure';

export interface DrawnNode {
  /** Unique in the drawing, made of letters and digits. */
  readonly id: string;
  /** The state's name in the definition. */
  readonly state: string;
  readonly kind: NodeKind;
  /** What stands in bold; a decision has nothing in it, its arrows say what is decided. */
  readonly title: string;
  /** What it does: the operation that is called. */
  readonly subtitle?: string;
  /** What is said more quietly. */
  readonly notes: readonly string[];
  /** A sentence about it: its text alternative, and what is shown when a pointer rests on it. */
  readonly about: string;
  readonly group?: string;
}

export interface DrawnEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** `caught`: taken where the call failed. */
  readonly kind: 'next' | 'rule' | 'otherwise' | 'caught';
  /** When it is taken; one text for each thing that is said. Empty: in any case. */
  readonly label: readonly string[];
  /** The same in full, where the label is shortened. */
  readonly about?: string;
  /** It lies on the shortest way to success. */
  readonly main: boolean;
}

/** A called workflow, drawn around its states. */
export interface DrawnGroup {
  readonly id: string;
  readonly title: string;
  readonly parent?: string;
}
