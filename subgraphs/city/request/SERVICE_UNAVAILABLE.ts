/** The code of errors that are over when the database is back. */
export const SERVICE_UNAVAILABLE = 'SERVICE_UNAVAILABLE';
