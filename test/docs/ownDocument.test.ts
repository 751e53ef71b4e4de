import { follow } from './support/pages.ts';
import { withCdk } from './support/places.ts';

// Each page goes on where the one before ends.
follow(['docs/howto/own-document.md', 'docs/howto/own-service.md', 'docs/howto/ci.md'], withCdk);
