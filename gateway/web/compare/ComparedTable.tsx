import type { ComponentChildren } from 'preact';
import { RecordLink } from '../page/RecordLink';

interface Row {
  readonly key: string;
  readonly head: ComponentChildren;
  /** One for each city, in their order. */
  readonly cells: readonly ComponentChildren[];
}

interface ComparedTableProps {
  /** What the first column has. */
  readonly head: string;
  readonly name: string;
  readonly cities: readonly { readonly id: string; readonly name: string }[];
  readonly rows: readonly Row[];
}

/**
 * Rows by cities. On a phone each row's name stands above its cells, and three or four cities stand below each other, each with its name; the
 * roles are said, since a table that is laid out otherwise is none to some browsers.
 */
export function ComparedTable({ head, name, cities, rows }: ComparedTableProps) {
  return (
    <table class={`compared of-${cities.length}`} role="table" aria-label={name}>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">
            {head}
          </th>
          {cities.map((city) => (
            <th key={city.id} scope="col" role="columnheader">
              <RecordLink id={city.id}>{city.name}</RecordLink>
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={row.key} role="row">
            <th scope="row" role="rowheader">
              {row.head}
            </th>
            {row.cells.map((cell, at) => (
              <td key={at} role="cell">
                <span class="of" aria-hidden="true">
                  {cities[at]?.name}
                </span>
                <div>{cell}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
