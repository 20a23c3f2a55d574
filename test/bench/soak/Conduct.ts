/**
 * How a city fails: it takes requests and answers none; takes no connections; answers HTTP 500; answers what is not JSON;
 * breaks off the connection when a request has come in.
 */
export const FAILURES = ['HANG', 'REFUSE', 'FAIL', 'GARBAGE', 'RESET'] as const;

export type Conduct = 'WELL' | (typeof FAILURES)[number];
