import type { ServiceEntry } from './format.ts';
import type { Models } from './models.ts';

/** Why a service can't be called: not on Step Functions' list, left it, retired by AWS, or on it without a model here. */
export type WhyUncallable = 'unlisted' | 'removed' | 'retired' | 'unmodelled';

/** What to tell of a service that can't be called, and the way out. */
export function tellUncallable(
  { service, why }: { readonly service: ServiceEntry; readonly why: WhyUncallable },
  { listed }: Models,
): { readonly message: string; readonly help: string } {
  const { resource, removed = '' } = service;
  const lambda = 'Let a Lambda function call it, and the workflow that function.';
  const replace = 'Call the service by which AWS replaces it.';
  switch (why) {
    case 'unlisted':
      return {
        message: `\`${resource}\` can't be called by Step Functions: it is not on its list of services of ${listed}`,
        help: lambda,
      };
    case 'removed':
      return {
        message: `\`${resource}\` can't be called by Step Functions any more: it left its list of services on ${removed}${retirement(service)}`,
        help: service.retired === undefined ? lambda : replace,
      };
    case 'retired':
      return { message: `\`${resource}\` can't be called any more${retirement(service)}`, help: replace };
    case 'unmodelled':
      return {
        message: `\`${resource}\` is on Step Functions' list of services, but the models at hand don't describe it`,
        help: 'Use newer models by the option `models`, or let a Lambda function call it.',
      };
    default:
      return why satisfies never;
  }
}

function retirement({ retired }: ServiceEntry): string {
  return retired === undefined ? '' : `; AWS has retired it, and its SDKs dropped it on ${retired}`;
}
