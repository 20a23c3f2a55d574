import { serveHub } from '../../../serveHub';

const [, , recordsWithHits = ''] = process.argv.slice(2);

serveHub({
  // A search that runs out of its time would say little about what it costs.
  HANSE_TIMEOUT_MS: '60000',
  // Its visits are no part of what a question costs.
  HANSE_REFRESH_SECONDS: '86400',
  HANSE_RECORDS_WITH_HITS: recordsWithHits,
});
