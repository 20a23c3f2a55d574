import { serveHub } from '../../../serveHub';

serveHub({
  // A search that runs out of its time would say little about what it costs.
  HANSE_TIMEOUT_MS: '60000',
  // Its visits are no part of what a question costs.
  HANSE_REFRESH_SECONDS: '86400',
});
