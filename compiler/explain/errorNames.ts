/**
 * An error's name as short as people say it: `ResourceNotFound` for `Connect.ResourceNotFoundException`; a service's
 * general error, which stands for all that have no name of their own, keeps its prefix.
 */
export function shortError(name: string): string {
  if (name === 'States.ALL') return 'any error';
  if (name === 'States.Timeout') return 'timeout';
  const [prefix = '', own = ''] = name.split('.', 2);
  if (own === 'SdkClientException') return 'no connection';
  const stem = own.replace(/Exception$/, '');
  return stem === '' || stem === prefix ? `other ${prefix} errors` : stem;
}
