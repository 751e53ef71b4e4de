/** The modules that users import, by their names in `exports` of package.json. */
export const entries = {
  index: 'compiler/public.ts',
  cdk: 'lib/index.ts',
  local: 'local/public.ts',
  testing: 'scenario/public.ts',
};
