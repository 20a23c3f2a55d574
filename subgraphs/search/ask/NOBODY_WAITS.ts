/** Why a signal aborts when what it was for is done. Made once: to write down where an error came up takes its time. */
export const NOBODY_WAITS = new DOMException('Nobody waits for it any more.', 'AbortError');
