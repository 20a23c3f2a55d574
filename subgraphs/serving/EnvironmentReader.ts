import { z } from 'zod';

/** The variables of a process. One that is empty, or blank, counts as not set: so do compose files and units leave them out. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The variables of several environments: of each the first that has it, which the others are asked for as well. None are listed. */
export function overlay(...layers: readonly Environment[]): Environment {
  return new Proxy<Environment>(
    {},
    { get: (_, name) => layers.map((layer) => layer[name as string]).find((value) => value !== undefined) },
  );
}

/** How a variable is read where that is not as usual. */
interface ReadOptions {
  /** What is said where it is not set, such as `got nothing`. Without it, it may be left out. */
  readonly missing?: string;
  /** What is said of a wrong value, such as `has 5`. Without it the value itself is, which no secret may be. */
  readonly but?: (value: string) => string;
  /** An empty value is as wrong as another one. */
  readonly refusesEmpty?: boolean;
}

/**
 * Reads variables by shapes of zod, whose messages say what a value must be or have. What is wrong is gathered, so that
 * whoever sets the variables learns it all at once: `PORT must be a port number from 0 to 65535, but got "abc".`
 */
export class EnvironmentReader {
  /** A sentence for each variable that is wrong. */
  readonly problems: string[] = [];

  constructor(private readonly environment: Environment) {}

  /** Undefined where it is not set. */
  text(name: string): string | undefined {
    const value = this.environment[name];
    return value === undefined || value.trim() === '' ? undefined : value;
  }

  /** The fallback stands for a wrong value as well: then there is a problem, and nothing that was read is of use. */
  read<T, F>(name: string, shape: z.ZodType<T>, fallback: F, options: ReadOptions = {}): T | F {
    const { missing, but = quote, refusesEmpty = false } = options;
    const value = refusesEmpty ? this.environment[name] : this.text(name);
    if (value === undefined && missing === undefined) return fallback;
    const { success, data, error } = shape.safeParse(value ?? '');
    if (success) return data;
    const found = value === undefined ? missing : but(value);
    this.report(`${name} must ${error.issues[0]?.message ?? 'be another'}, but ${found}.`);
    return fallback;
  }

  report(problem: string): void {
    this.problems.push(problem);
  }
}

/** The shape of a text for which a check holds. The message says what it must do: `be ...`, `have ...`. */
export function textThat(message: string, holds: (text: string) => boolean): z.ZodType<string> {
  return z.string().refine(holds, message);
}

/** In decimal digits alone: no sign, no fraction, no `1e3`. */
export function wholeNumber(what: string, min: number, max: number): z.ZodType<number> {
  return textThat(
    `be ${what} ${min} to ${max}`,
    (text) => /^\d{1,12}$/.test(text) && Number(text) >= min && Number(text) <= max,
  ).transform(Number);
}

export const flag: z.ZodType<boolean> = textThat('be true or false', (text) =>
  ['true', 'false'].includes(text),
).transform((text) => text === 'true');

/** A secret of so many characters or more. Its problems tell its length, and nothing else of it. */
export const longEnough =
  (least: number) =>
  (text: string): boolean =>
    text.length >= least;
export const tellLength = ({ length }: string): string => `has ${length}`;

/** A value as JSON has it, on one line. */
function quote(value: string): string {
  return `got ${JSON.stringify(value)}`;
}
