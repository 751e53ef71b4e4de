/** The versions of the specification that are read, the oldest first; their patch version is not looked at. */
export const versions = ['1.0', '1.1'] as const;

export type Version = (typeof versions)[number];

/** Whether a version has what came with `since`: it is that one, or a later one. */
export function isSince(version: Version, since: Version): boolean {
  return versions.indexOf(version) >= versions.indexOf(since);
}
