export { createPage } from './createPage.ts';
export type { SiteOptions } from './site.ts';
