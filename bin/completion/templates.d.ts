/*
 * The scripts for shells that @pnpm/tabtab keeps; the build puts them into the bundle as text.
 */
declare module '@pnpm/tabtab/lib/templates/*' {
  const text: string;
  export default text;
}
