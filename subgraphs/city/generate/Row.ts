/** A line of a CSV file, by column; null is an empty cell. */
export type Row = Readonly<Record<string, string | number | boolean | null>>;
