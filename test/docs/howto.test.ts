import { follow } from './support/pages.ts';
import { withCdk } from './support/places.ts';

follow('docs/howto/secrets.md', withCdk);
follow('docs/howto/events.md', withCdk);
