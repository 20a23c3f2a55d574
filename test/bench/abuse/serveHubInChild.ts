import { serveHub } from '../serveHub';
import { tellLoad } from './Load';

const [, , requestsPerMinute = '0'] = process.argv.slice(2);
serveHub({ HANSE_REQUESTS_PER_MINUTE: requestsPerMinute }, tellLoad);
