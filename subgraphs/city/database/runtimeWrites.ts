/** The rights with which a table can be changed. */
export const writeRights = ['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER'] as const;

export type WriteRight = (typeof writeRights)[number];

/** What a running city has to write, by table. All else it only reads. */
export const runtimeWrites: Readonly<Record<string, readonly WriteRight[]>> = {
  // Entries are added, and removed when their time is over; none is ever changed.
  disclosure: ['INSERT', 'DELETE'],
};

/** What a running city does not even read. */
export const runtimeHidden: readonly string[] = ['erased_staff'];
