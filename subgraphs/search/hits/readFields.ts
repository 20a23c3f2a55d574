import { ContractBreachError } from '../ContractBreachError';
import type { FieldRule } from './fieldRules';

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
