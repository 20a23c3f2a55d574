import { serveHub } from '../serveHub';
import { tellLoad } from './Load';

const [, , requestsPerMinute = '0'] = process.argv.slice(2);
serveHub(
  {
    HANSE_REQUESTS_PER_MINUTE: requestsPerMinute,
    // Its visits are no part of what a question costs.
    HANSE_REFRESH_SECONDS: '86400',
  },
  tellLoad,
);
