/** On a request of the hub to a city: how many milliseconds the hub still waits for the answer when it asks. */
export const REQUEST_TIMEOUT_HEADER = 'x-request-timeout-ms';

/** On an answer of the hub to a client: by what the request is called in logs, with which a client can name it. */
export const REQUEST_ID_HEADER = 'x-request-id';
