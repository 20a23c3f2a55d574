/** The keys of an invented city's records, by their number from 0. */
export const topicKey = (index: number): string => `t${index + 1}`;
export const staffKey = (index: number): string => `s${index + 1}`;
export const programmeKey = (index: number): string => `p${index + 1}`;
