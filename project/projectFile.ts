import { catalogue, type DiagnosticCode, severityOf } from '../compiler/diagnostics/index.ts';
import { type Shape, shape } from '../compiler/source/index.ts';
import { type FileOptions, optionsShape } from './optionsShape.ts';
import type { SeverityChoice } from './severities.ts';

const { described, list, object, optional, record, refined, report, text, textOr, word } = shape;

/** What stands in a project file, `arazzo-sfn.yml`: what holds for the documents in its folder and below. */
export interface ProjectFile {
  /** Where an editor finds the JSON Schema of the file; it means nothing else. */
  readonly $schema?: string;
  /** What `check` looks at where it is told nothing, and documents with options of their own. */
  readonly documents?: readonly (string | ProjectDocument)[];
  /** Options of compiling every document. */
  readonly options?: FileOptions;
  /** How bad findings are, by their codes. */
  readonly severities?: Readonly<Partial<Record<DiagnosticCode, SeverityChoice>>>;
  /** Which resources the roles of machines may touch (`ArazzoStateMachine`). */
  readonly resourceScope?: ResourceScope;
}

/** A document with options of its own. */
export interface ProjectDocument {
  readonly document: string;
  readonly options?: FileOptions;
  readonly resourceScope?: ResourceScope;
}

/**
 * Which resources a machine's role may touch. A resource type of the called actions that isn't covered here is an error
 * when the stack is synthesised: nothing is allowed by default.
 */
export interface ResourceScope {
  /** Ids of the Amazon Connect instances whose resources may be touched. Tokens, such as stack parameters, are fine. */
  readonly connectInstanceIds?: readonly string[];
  /**
   * Ids of the security profiles of these instances that may be touched, such as given to users. Default: all, those of
   * administrators included.
   */
  readonly connectSecurityProfileIds?: readonly string[];
  /** Ids of the routing profiles that may be touched, such as given to users. Default: all of these instances. */
  readonly connectRoutingProfileIds?: readonly string[];
  /** Ids of the hierarchy groups that may be touched, such as given to users. Default: all of these instances. */
  readonly connectHierarchyGroupIds?: readonly string[];
  /** What the names of the secrets begin with that may be read, for example `onboarding/`. */
  readonly secretsPrefix?: string;
  /**
   * ARNs by resource type, written `<IAM prefix>:<type>`: `{ 'dynamodb:table': [table.tableArn] }`. The word `any` stands
   * for every resource of that type in this account and region.
   */
  readonly arns?: Readonly<Record<string, readonly string[] | 'any'>>;
}

const idsOf = (what: string) =>
  optional(described(`Ids of the ${what} that may be touched; default: all.`, list(text(), 1)));

const scopeShape: Shape<ResourceScope> = object<ResourceScope>('`resourceScope`', {
  connectInstanceIds: optional(
    described('Ids of the Amazon Connect instances whose resources may be touched.', list(text(), 1)),
  ),
  connectSecurityProfileIds: idsOf('security profiles'),
  connectRoutingProfileIds: idsOf('routing profiles'),
  connectHierarchyGroupIds: idsOf('hierarchy groups'),
  secretsPrefix: optional(described('What the names of the secrets begin with that may be read.', text())),
  arns: optional(
    described(
      'ARNs by resource type, for example `dynamodb:table`; `any` stands for every resource of the type in the account and region.',
      record(textOr(word('any'), list(text(), 1))),
    ),
  ),
});

const optionsField = (holds: string) => optional(described(`Options of compiling ${holds}.`, optionsShape));
const scopeField = optional(
  described('Which resources the roles of machines may touch, for the CDK construct.', scopeShape),
);

const documentShape: Shape<ProjectDocument> = object<ProjectDocument>('a document', {
  document: described('Its path, relative to this file.', text()),
  options: optionsField('this document, beside those of all'),
  resourceScope: scopeField,
});

const codes = Object.keys(catalogue).filter(isCode);

/** An error can't be made less: there is no machine of a document with one. */
const severitiesShape = refined(
  record(word('off', 'info', 'warning', 'error'), word(...codes)),
  {},
  (severities, node, reporter) => {
    const entries = node.kind === 'map' ? node.entries : [];
    const lowered = entries.filter(({ key }) => isLowered(key.value, severities[key.value]));
    for (const { key, value } of lowered) {
      report(
        reporter,
        'field-value',
        value,
        `\`${key.value}\` is always an error: no machine can be made of such a document`,
      );
    }
    return lowered.length === 0 ? severities : undefined;
  },
);

function isLowered(code: string, severity: string | undefined): boolean {
  return isCode(code) && severityOf(code) === 'error' && severity !== 'error';
}

function isCode(code: string): code is DiagnosticCode {
  return Object.hasOwn(catalogue, code);
}

/** How a project file is written. */
export const projectFileShape: Shape<ProjectFile> = object<ProjectFile>('a project file', {
  $schema: optional(text()),
  documents: optional(
    described(
      'What `arazzo-sfn check` looks at without arguments: documents, folders and globs, relative to this file. A document with options of its own is an object.',
      list(textOr(text(), documentShape)),
    ),
  ),
  options: optionsField('every document'),
  severities: optional(described('How bad findings are, by their codes; `off` leaves them out.', severitiesShape)),
  resourceScope: scopeField,
});
