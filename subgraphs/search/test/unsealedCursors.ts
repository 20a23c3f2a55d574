import type { CityCursors } from '../CityCursors';

/** Gives clients the cursors that cities make, for tests that look at them. */
export const unsealedCursors: CityCursors = { close: (cursor) => cursor, open: (cursor) => cursor };
