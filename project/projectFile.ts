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
  readonly resourceScope?: ProjectScope;
}

/** A document with options of its own. */
export interface ProjectDocument {
  readonly document: string;
  readonly options?: FileOptions;
  readonly resourceScope?: ProjectScope;
}

/** As the construct's `resourceScope`. */
export interface ProjectScope {
  readonly connectInstanceIds?: readonly string[];
  readonly secretsPrefix?: string;
  readonly arns?: Readonly<Record<string, readonly string[] | 'any'>>;
}

const scopeShape: Shape<ProjectScope> = object<ProjectScope>('`resourceScope`', {
  connectInstanceIds: optional(
    described('Ids of the Amazon Connect instances whose resources may be touched.', list(text(), 1)),
  ),
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
