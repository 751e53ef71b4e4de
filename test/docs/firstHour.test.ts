import { follow } from './support/pages.ts';
import { withCdk } from './support/places.ts';

follow('docs/first-hour.md', withCdk);
