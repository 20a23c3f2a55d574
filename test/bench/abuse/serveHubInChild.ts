import { serveHub } from '../serveHub';
import { tellLoad } from './Load';

const [, , requestsPerMinute = '0'] = process.argv.slice(2);
// What visits cost is nobody's who asks, and would be measured with whatever is asked meanwhile.
const noVisits = { HANSE_REFRESH_SECONDS: '86400' };
serveHub({ HANSE_REQUESTS_PER_MINUTE: requestsPerMinute, ...noVisits }, tellLoad);
