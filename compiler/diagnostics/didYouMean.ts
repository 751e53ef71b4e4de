/**
 * The help under a name that isn't known, which asks for the one that was probably meant: `` Did you mean `createUser`? ``.
 * Undefined where no name is near.
 * @param near what `nearest` found
 * @param write the name as it would stand in the document, for example `$inputs.` before it; by default as it is
 */
export function didYouMean(near: string, write?: (near: string) => string): string;
export function didYouMean(near: string | undefined, write?: (near: string) => string): string | undefined;
export function didYouMean(near: string | undefined, write = (name: string): string => name): string | undefined {
  return near === undefined ? undefined : `Did you mean \`${write(near)}\`?`;
}
