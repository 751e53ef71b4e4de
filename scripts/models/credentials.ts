/**
 * Whether a member that the model marks sensitive is a credential: something that lets its holder in. Other sensitive
 * members (names, addresses, pagination tokens) are personal or internal, and are treated less strictly.
 * @param member the member's name in the model
 * @param shape its shape's name; the general ones of some services (`SecretString` for any sensitive text) say nothing
 */
export function isCredential(member: string, shape: string): boolean {
  return says(member) ?? (GENERAL.test(shape) ? false : (says(shape) ?? false));
}

/**
 * Whether a member is a password or private key by its very name. Some models (DocumentDB, Neptune, MQ, Pinpoint) forget
 * to mark such members as sensitive.
 */
export function isPassword(member: string, shape: string): boolean {
  return PASSWORD.test(member) && !/(path|id|idtype)$/i.test(shape);
}

const PASSWORD = /(password|passphrase|secret(access)?key|clientsecret|privatekey|secretstring)$/i;

const GENERAL = /^(SecretString|Sensitive.*|.*Sensitive|.*SensitiveString|SyntheticGet.*)$/;

/** What a name says of its member; undefined: nothing either way. */
function says(name: string): boolean | undefined {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  const text = words.join(' ').replace(/ (type|string|blob|value|map|pair)$/, '');
  if (/\b(secrets manager key|in progress token|message|attributes)$/.test(text)) return false;
  if (/\b(id|ids|arn|arns|url|uri|name|names|regex|prefix|endpoint|expiration|count)$/.test(text)) return false;
  if (
    /\b(next|continuation|pagination|page|starting|marker) token$|^(client|client request|idempotency) token$/.test(
      text,
    )
  )
    return false;
  if (/\b(tag|public|partition|object|kms|attribute|attributes|header|segment|metadata) keys?( list)?$/.test(text))
    return false;
  if (/\btokens to sample\b|\bdevice token$/.test(text)) return false;
  if (/(password|passwd|passphrase|passcode)s?\b|\b(secrets?|credentials?|tokens?|plaintext|plain text)\b/.test(text))
    return true;
  if (
    /\b(private|access|api|secret|activation|session|customer|shared|stream|host|signing|encryption|auth) key\b/.test(
      text,
    )
  )
    return true;
  if (
    /\bkey (material|secret)\b|\bauth(entication)? material\b|\b(auth parameters|challenge responses|two factor pin|authorization code|auth code)$/.test(
      text,
    )
  )
    return true;
  return undefined;
}
