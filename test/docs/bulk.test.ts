import { follow } from './support/pages.ts';

follow('docs/howto/bulk.md', { checkout: true });
