import { follow } from './support/pages.ts';

follow('docs/watch.md', { checkout: true });
