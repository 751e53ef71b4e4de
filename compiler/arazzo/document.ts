import type { SourceFile } from '../diagnostics/index.ts';
import type { MapNode, Node, ScalarNode } from '../source/index.ts';
import type { Version } from './version.ts';

/**
 * The typed form of an Arazzo description (Arazzo Specification 1.0.1, and what is taken from 1.1.0), every field with
 * its node, references and reusables resolved, workflow-level parameters and actions merged into the steps.
 * Values that may hold runtime expressions stay nodes: the expressions room reads them.
 */
export interface Document {
  readonly file: SourceFile;
  readonly node: MapNode;
  readonly version: Version;
  /** `$self` of 1.1. */
  readonly self?: Text;
  readonly title: string;
  readonly sources: readonly SourceDescription[];
  readonly workflows: readonly Workflow[];
  readonly components: Components;
}

/** A text and the scalar it stands in. */
export interface Text {
  readonly value: string;
  readonly node: ScalarNode;
}

/** Source Description Object. */
export interface SourceDescription {
  readonly node: MapNode;
  readonly name: Text;
  readonly url: Text;
  readonly type: 'openapi' | 'arazzo' | 'asyncapi' | undefined;
  /** Our extension `x-aws-service`: the service's name in Step Functions resources, for example `connect`. */
  readonly awsService?: Text;
}

/** Components Object, as far as expressions (`$components.x.y`) and `$ref` of inputs reach it. */
export interface Components {
  readonly node?: MapNode;
  /** JSON Schemas by name. */
  readonly inputs: ReadonlyMap<string, Node>;
  readonly parameters: ReadonlyMap<string, Parameter>;
}

/** Workflow Object. */
export interface Workflow {
  readonly node: MapNode;
  readonly id: Text;
  readonly summary?: string;
  readonly description?: string;
  /** The JSON Schema of the inputs, as written, `$ref`s unresolved. */
  readonly inputs?: Node;
  readonly dependsOn: readonly Text[];
  readonly steps: readonly Step[];
  readonly outputs: readonly Output[];
}

/** What a step runs: exactly one of the specification's ways to say it; `none` where that was reported as an error. */
export type StepTarget =
  | { readonly kind: 'operationId'; readonly text: Text }
  | { readonly kind: 'operationPath'; readonly text: Text }
  | { readonly kind: 'workflowId'; readonly text: Text }
  | { readonly kind: 'channelPath'; readonly text: Text }
  | { readonly kind: 'none' };

/** Step Object. `parameters`, `onSuccess` and `onFailure` hold the step's own first, then the workflow's that aren't overridden. */
export interface Step {
  readonly node: MapNode;
  /** An error was reported inside of it, or of what it has from its workflow: what seems to be missing may only not have been understood. */
  readonly broken: boolean;
  readonly id: Text;
  readonly description?: string;
  readonly target: StepTarget;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: RequestBody;
  readonly successCriteria: readonly Criterion[];
  readonly onSuccess: readonly Action[];
  readonly onFailure: readonly Action[];
  readonly outputs: readonly Output[];
  /** 1.1: milliseconds. */
  readonly timeout?: { readonly milliseconds: number; readonly node: ScalarNode };
  /** 1.1: steps that must have run before. */
  readonly dependsOn: readonly Text[];
}

/** Parameter Object, a reusable already replaced by what it refers to (its `value`, where the reusable gives one). */
export interface Parameter {
  readonly node: MapNode;
  readonly name: Text;
  readonly in?: 'path' | 'query' | 'header' | 'cookie' | 'querystring';
  readonly value: Node;
}

/** Request Body Object. */
export interface RequestBody {
  readonly node: MapNode;
  readonly contentType?: Text;
  readonly payload?: Node;
  readonly replacements: readonly Replacement[];
}

/** Payload Replacement Object: `target` is a JSON Pointer, an XPath (refused), or by 1.1's `targetSelectorType` a JSONPath. */
export interface Replacement {
  readonly node: MapNode;
  readonly target: Text;
  readonly targetType?: 'jsonpath' | 'jsonpointer' | 'xpath';
  readonly value: Node;
}

/** Criterion Object. `type` is what was written; absent means simple. `version` is that of a Criterion Expression Type Object. */
export interface Criterion {
  readonly node: MapNode;
  readonly condition: Text;
  readonly context?: Text;
  readonly type: 'simple' | 'regex' | 'jsonpath' | 'xpath' | 'jsonpointer';
  readonly typeNode?: Node;
  readonly version?: string;
}

/** Success or Failure Action Object; `retry` in onSuccess isn't in the specification, but people write it, so it is kept. */
export interface Action {
  readonly node: MapNode;
  readonly name: Text;
  /** The workflow gives it to all of its steps. */
  readonly inherited?: true;
  readonly type: 'end' | 'goto' | 'retry';
  readonly typeNode: ScalarNode;
  readonly stepId?: Text;
  readonly workflowId?: Text;
  readonly retryAfter?: { readonly seconds: number; readonly node: ScalarNode };
  readonly retryLimit?: { readonly count: number; readonly node: ScalarNode };
  readonly criteria: readonly Criterion[];
  /** 1.1: inputs of the workflow that is gone to. */
  readonly parameters: readonly Parameter[];
  /** Our extension `x-polling`: the pace of a `goto` back that repeats a request, in whole seconds. */
  readonly polling?: { readonly first?: number; readonly longest?: number; readonly total?: number };
}

/** One entry of `outputs`: a runtime expression in a text, or a Selector Object of 1.1 in a map. */
export interface Output {
  readonly name: Text;
  readonly value: Node;
}
