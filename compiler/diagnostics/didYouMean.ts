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

/**
 * What a diagnostic asks for by {@link didYouMean}, in its help or at the end of its message: a name, or the expression that
 * has it in it. Undefined where it asks for nothing.
 */
export function meantIn({
  message,
  help = '',
}: {
  readonly message: string;
  readonly help?: string;
}): string | undefined {
  return /Did you mean `(.+?)`\?/.exec(`${help} ${message}`)?.[1];
}
