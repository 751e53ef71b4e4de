import { isCredentialName } from '../credentialName.ts';
import type { HttpOperation, HttpParameter } from './model.ts';

/** A parameter as a document names it. */
interface Named {
  readonly name: string;
  readonly in?: HttpParameter['in'];
}

/**
 * Whether a parameter carries the credentials of a call, so that the connection sends it: the header `Authorization`, and
 * what a security scheme names as its key.
 */
export function carriesCredentials({ security }: HttpOperation, { name, in: place }: Named): boolean {
  const lower = name.toLowerCase();
  if (lower === 'authorization' && (place === 'header' || place === undefined)) return true;
  return security.flat().some((scheme) => {
    if (scheme.kind !== 'apiKey' || (place !== undefined && scheme.in !== place)) return false;
    return scheme.in === 'header' ? scheme.key.toLowerCase() === lower : scheme.key === name;
  });
}

/** Whether a required parameter that a document doesn't give comes from the connection: it is a credential by its name. */
export function isFromConnection(operation: HttpOperation, parameter: HttpParameter): boolean {
  if (parameter.in !== 'header' && parameter.in !== 'query') return false;
  return carriesCredentials(operation, parameter) || isCredentialName(parameter.name);
}
