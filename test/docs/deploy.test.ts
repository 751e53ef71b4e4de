import { follow } from './support/pages.ts';
import { withStack } from './support/places.ts';

follow('docs/deploy.md', withStack);
