import type { TableForm } from '../columns/TableForm';
import { kinds } from '../kind/kinds';

/** A table of the city's content, which is everything but `city` itself. */
export type ContentTable = TablesOf<(typeof kinds)[number]>;

type TablesOf<Kind> = Kind extends { readonly tables: infer Tables } ? keyof Tables & string : never;

/** A table, and the kind of the source that has its rows. */
export interface ContentTableForm extends TableForm {
  readonly kind: string;
}

/** The tables of a city's content, those of records first: so each stands behind those that it refers to. */
export const contentTables = Object.fromEntries(
  kinds
    .flatMap(({ name: kind, tables }) =>
      Object.entries<TableForm>(tables).map(([table, form]): [string, ContentTableForm] => [table, { ...form, kind }]),
    )
    .sort(([, one], [, other]) => Number(one.owner !== undefined) - Number(other.owner !== undefined)),
) as Readonly<Record<ContentTable, ContentTableForm>>;
