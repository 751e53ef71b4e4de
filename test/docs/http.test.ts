import { follow } from './support/pages.ts';
import { withCdk } from './support/places.ts';

follow('docs/howto/http.md', withCdk);
