import { findService, type ServiceFinding, type ServiceModel, tellUncallable } from '../apis/index.ts';
import type { Document, SourceDescription } from '../arazzo/index.ts';
import { type Diagnostic, diagnostic, didYouMean, type Place } from '../diagnostics/index.ts';
import { placeOf } from '../source/index.ts';
import { calledOperations } from './calledOperations.ts';
import type { Context } from './context.ts';

const SAY_WHICH = 'Say which one with `x-aws-service` on the source description, for example `x-aws-service: connect`.';

/**
 * Which AWS service a source description stands for.
 * @param among whether it is the only source of the document that describes an API; else the operations that are left over
 * @param hosts those of its OpenAPI description, where that can be read
 */
export function findServiceOf(
  source: SourceDescription,
  document: Document,
  { isOnly, left }: { readonly isOnly: boolean; readonly left: readonly string[] },
  hosts: readonly string[] | undefined,
  { options }: Context,
): ServiceFinding {
  const name = source.name.value;
  const option = own(options.services, name);
  const called = calledOperations(source, document, isOnly);
  return findService(
    {
      name,
      url: source.url.value,
      title: document.title,
      ...(option === undefined ? {} : { option }),
      ...(source.awsService === undefined ? {} : { xAwsService: source.awsService.value }),
      ...(hosts === undefined ? {} : { serverHosts: hosts }),
      called: { ...called, names: [...called.names, ...left] },
    },
    options.models,
  );
}

/** What an option says of a name. */
export function own(names: Readonly<Record<string, string>> | undefined, name: string): string | undefined {
  return names !== undefined && Object.hasOwn(names, name) ? names[name] : undefined;
}

type Found = ServiceFinding & { readonly kind: 'found' };

/** What there is to say of a service that was found. */
export function noteOf({ by, service }: Found, source: SourceDescription): Diagnostic | undefined {
  return by === 'operations' ? byOperations(source.name.value, service, placeOf(source.node)) : undefined;
}

/** Why a source description stands for no service. */
export function problemOf(
  finding: Exclude<ServiceFinding, Found>,
  source: SourceDescription,
  { options }: Context,
): Diagnostic {
  const name = source.name.value;
  const place = placeOf(source.node);
  switch (finding.kind) {
    case 'misnamed':
      return diagnostic(
        'service-unknown',
        source.awsService === undefined ? place : placeOf(source.awsService.node),
        `\`${finding.given}\` is no AWS service that Step Functions can call`,
        didYouMean(finding.nearest) ?? SAY_WHICH,
      );
    case 'uncallable': {
      const { message, help } = tellUncallable(finding, options.models);
      return diagnostic('service-uncallable', place, message, help);
    }
    case 'ambiguous':
      return diagnostic(
        'service-ambiguous',
        place,
        `\`${name}\` may stand for ${finding.candidates.map((each) => `\`${each}\``).join(', ')}`,
        SAY_WHICH,
      );
    case 'unknown': {
      const having =
        finding.candidates.length === 0 ? '' : ` These have the operations: ${finding.candidates.join(', ')}.`;
      return diagnostic(
        'service-unknown',
        place,
        `it can't be told which AWS service \`${name}\` stands for`,
        `${SAY_WHICH}${having} For any other API give its OpenAPI file with the option \`sources\`, as \`${name}=FILE\`.`,
      );
    }
    default:
      return finding satisfies never;
  }
}

function byOperations(name: string, { resource }: ServiceModel, place: Place): Diagnostic {
  return diagnostic(
    'service-by-operations',
    place,
    `\`${name}\` is taken as \`${resource}\`, the only service that has all the operations`,
    `Say so with \`x-aws-service: ${resource}\` on the source description.`,
  );
}
