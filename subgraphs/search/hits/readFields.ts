import { z } from 'zod';
import { MAX_CURSOR_BYTES, MAX_LINE } from '../../contract/bounds';
import { foldTitle } from '../../contract/foldTitle';
import { isPartialDate } from '../../contract/partialDate';

export type FieldRules<T> = { readonly [Name in keyof T]: FieldRule<T[Name]> };

/**
 * Reads an object of a city's answer by the rules for its fields. Not with a schema library, which would make a copy: every
 * city gives many hits.
 *
 * @param at names the object in the error
 * @throws ContractBreachError that names the first field that breaks its rule, and repeats nothing of it
 */
export function readFields<T extends object>(rules: FieldRules<T>, raw: unknown, at: string): T {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    throw new ContractBreachError(`${at}: is not an object`);
  }
  for (const name in rules) {
    const { fits, expected } = rules[name];
    if (!fits((raw as Record<string, unknown>)[name]))
      throw new ContractBreachError(`${at}.${name}: is not ${expected}`);
  }
  return raw as T;
}

/** What a field of a city's answer has to be. */
interface FieldRule<T> {
  /** Ends the sentence "It is not ...". */
  readonly expected: string;
  readonly fits: (value: unknown) => value is T;
}

export const text: FieldRule<string> = {
  expected: 'a text',
  fits: (value) => typeof value === 'string',
};

/** It has rules of its own. */
export const anything: FieldRule<unknown> = {
  expected: 'there',
  fits: (value): value is unknown => value !== undefined,
};

/** Of characters that everybody sees: it is given back as it is. */
const CURSOR = /^[^\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]+$/u;

export const cursor: FieldRule<string> = {
  expected: `a cursor of at most ${MAX_CURSOR_BYTES} bytes, in characters that can be seen`,
  fits: (value): value is string =>
    typeof value === 'string' && Buffer.byteLength(value) <= MAX_CURSOR_BYTES && CURSOR.test(value),
};

export const flag: FieldRule<boolean> = {
  expected: 'true or false',
  fits: (value) => typeof value === 'boolean',
};

export const wholeNumber: FieldRule<number> = {
  expected: 'a whole number',
  fits: (value): value is number => Number.isSafeInteger(value),
};

export const list: FieldRule<readonly unknown[]> = {
  expected: 'a list',
  fits: (value) => Array.isArray(value),
};

export const partialDate: FieldRule<string> = {
  expected: 'a partial date',
  fits: (value): value is string => typeof value === 'string' && isPartialDate(value),
};

export const foldedTitle: FieldRule<string> = {
  expected: 'a folded title',
  fits: (value): value is string => typeof value === 'string' && isFolded(value),
};

/** Most are in letters that need no folding, and every hit of every city may have one. */
function isFolded(value: string): boolean {
  return (
    (value.length <= MAX_LINE && PLAIN_TITLE.test(value)) ||
    (value.length <= 2 * MAX_LINE && foldTitle(value) === value)
  );
}

const PLAIN_TITLE = /^([a-z0-9]+( [a-z0-9]+)*)?$/;

const dateTime = z.iso.datetime({ offset: true });

export const instant: FieldRule<string> = {
  expected: 'a point in time such as 2026-03-01T09:30:00Z',
  fits: (value): value is string =>
    typeof value === 'string' && value.length <= 50 && dateTime.safeParse(value).success,
};

export function listUpTo(most: number): FieldRule<readonly unknown[]> {
  return {
    expected: `a list of at most ${most} items`,
    fits: (value): value is readonly unknown[] => list.fits(value) && value.length <= most,
  };
}

export function countUpTo(most: number): FieldRule<number> {
  return {
    expected: `a count up to ${most}`,
    fits: (value): value is number => wholeNumber.fits(value) && value >= 0 && value <= most,
  };
}

export function oneOf<T extends string>(values: readonly T[]): FieldRule<T> {
  return {
    expected: `one of ${values.join(', ')}`,
    fits: (value): value is T => values.includes(value as T),
  };
}

export function orNull<T>({ expected, fits }: FieldRule<T>): FieldRule<T | null> {
  return {
    expected: `${expected}, or null`,
    fits: (value): value is T | null => value === null || fits(value),
  };
}

/** The same for a field that a city on an earlier contract may not be asked for. */
export function orNothing<T>({ expected, fits }: FieldRule<T>): FieldRule<T | null | undefined> {
  return {
    expected: `${expected}, or null`,
    fits: (value): value is T | null | undefined => value == null || fits(value),
  };
}

/**
 * A city's answer is not what the contract promises. The message goes to clients and operators: it names the place and
 * the rule, and repeats no text of the city.
 */
export class ContractBreachError extends Error {
  override readonly name = 'ContractBreachError';
}
