import { REQUEST_ID_HEADER } from '../../../subgraphs/contract/headers';
import { RATE_LIMIT_FIELDS } from '../limits/rate/RequestAccount';

/** How the answer to a question stands: a dictionary (RFC 9651). */
export const COVERAGE_HEADER = 'Hanse-Coverage';

/** What pages of other origins that may ask may read of an answer's head. */
export const EXPOSED_HEADERS = [REQUEST_ID_HEADER, 'retry-after', 'link', COVERAGE_HEADER, ...RATE_LIMIT_FIELDS];
