/** Questions under way at once, enough to keep any gateway busy. */
export const CONNECTIONS = 10;

/** Where cities take their time, what counts is how long a question takes, not how long it stands in a queue. */
export const CONNECTIONS_WITH_DELAY = 2;
