import type { Translated } from '../../web/language/Translated';
import type { Given, Parameter } from '../parameters';
import { listOf, textParameter, truthOf } from './sharedParameters';

/** A parameter that is a field of the filter of a search. */
export interface Condition {
  readonly parameter: Parameter;
  readonly filter: (given: Given) => Readonly<Record<string, unknown>>;
}

function condition(parameter: Parameter, field: string, read: (given: Given) => unknown): Condition {
  return {
    parameter,
    filter: (given) => {
      const value = read(given);
      return value === undefined ? {} : { [field]: value };
    },
  };
}

/** Any of several values; without `values`, of whatever there is. */
export const anyOf = (
  name: string,
  field: string,
  values: readonly string[] | undefined,
  description: Translated,
): Condition => condition(listOf(name, values, description), field, (given) => given.list(name));

export const truth = (name: string, description: Translated): Condition =>
  condition(truthOf(name, description), name, (given) => given.truth(name));

export const text = (name: string, description: Translated): Condition =>
  condition(textParameter(name, description), name, (given) => given.one(name));

/** A text, for a field that takes a list. */
export const textOfList = (name: string, field: string, description: Translated): Condition =>
  condition(textParameter(name, description), field, (given) => given.one(name) && [given.one(name)]);

export const UPDATED_SINCE = text('updatedSince', {
  en: 'Only records whose city changed them at this moment or later, such as 2026-03-01T00:00:00Z.',
  de: 'Nur Einträge, die ihre Stadt seit diesem Zeitpunkt geändert hat, etwa 2026-03-01T00:00:00Z.',
  nl: 'Alleen gegevens die hun stad sinds dit moment heeft gewijzigd, zoals 2026-03-01T00:00:00Z.',
});
