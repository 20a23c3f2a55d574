/** The operations that clients may send, by their hash (`hashOperation`). */
export type Safelist = ReadonlyMap<string, string>;
