/** An object of an answer, as JSON has it. */
export type Data = Record<string, unknown>;
