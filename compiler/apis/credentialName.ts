/**
 * Whether something that is named so is likely to be a credential (a password, key or token), where no model says it:
 * inputs that nobody declared, members of free objects. Ids and names of credentials are none, and no tokens that page
 * through lists or make calls idempotent.
 */
export function isCredentialName(name: string): boolean {
  return CREDENTIAL.test(name) && !HARMLESS.test(name);
}

const CREDENTIAL = /pass[-_ ]?(word|wd|phrase|code)|passwd|secret|credential|token|(api|private|access|auth)[-_ ]?key/i;
const HARMLESS = /(id|ids|arn|arns|name|url)$|^(next|client|continuation|page|task)[-_ ]?token$|idempoten/i;
