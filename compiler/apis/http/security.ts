import type { Descriptions, Part } from './description.ts';
import type { SecurityScheme } from './model.ts';

/** The ways in which an operation is authorized: its own, else those of the description. An empty way is no authorization. */
export function readSecurity(
  operation: Part,
  root: Part,
  descriptions: Descriptions,
): readonly (readonly SecurityScheme[])[] {
  const own = descriptions.get(operation, 'security') ?? descriptions.get(root, 'security');
  return descriptions.items(own).map((way) =>
    descriptions.entries(way).map(([name, scopes]) => {
      const wanted = descriptions.items(scopes).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
      return schemeOf(name, descriptions.get(root, 'components', 'securitySchemes', name), wanted, descriptions);
    }),
  );
}

function schemeOf(
  name: string,
  scheme: Part | undefined,
  scopes: readonly string[],
  descriptions: Descriptions,
): SecurityScheme {
  switch (descriptions.text(scheme, 'type')) {
    case 'apiKey': {
      const place = descriptions.text(scheme, 'in');
      const key = descriptions.text(scheme, 'name') ?? name;
      return { kind: 'apiKey', name, in: place === 'query' || place === 'cookie' ? place : 'header', key };
    }
    case 'http': {
      const kind = descriptions.text(scheme, 'scheme')?.toLowerCase();
      return kind === 'basic' || kind === 'bearer' ? { kind, name } : { kind: 'other', name };
    }
    case 'oauth2': {
      const tokenUrl = descriptions.text(scheme, 'flows', 'clientCredentials', 'tokenUrl');
      return { kind: 'oauth', name, scopes, ...(tokenUrl === undefined ? {} : { tokenUrl }) };
    }
    case 'openIdConnect':
      return { kind: 'oauth', name, scopes };
    case 'mutualTLS':
      return { kind: 'mutualTls', name };
    default:
      return { kind: 'other', name };
  }
}
