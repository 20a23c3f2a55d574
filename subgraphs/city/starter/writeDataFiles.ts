import { stringify } from 'yaml';
import { kinds } from '../import/kind/kinds';
import type { StarterOptions } from './StarterOptions';

/**
 * The files of an import folder without records, by name: `city.yaml`, and for each kind of record a CSV file that has its
 * header line. Columns of any number stand there once where a record needs one.
 */
export function writeDataFiles({ cityId, name, language }: StarterOptions): Readonly<Record<string, string>> {
  const headers = kinds.map((kind) => {
    const columns = Object.entries(kind.columns).flatMap(([column, { kind: form, required }]) => {
      if (form === 'single') return [column];
      return required ? [column.replace(/<.*>/, language)] : [];
    });
    return [`${kind.name}.csv`, `${columns.join(',')}\n`] as const;
  });
  return { 'city.yaml': stringify({ id: cityId, name, language }), ...Object.fromEntries(headers) };
}
