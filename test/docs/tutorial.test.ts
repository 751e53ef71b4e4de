import { follow } from './support/pages.ts';

follow('docs/tutorial.md', { checkout: false });
