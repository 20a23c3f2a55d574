/** A column with the key of a record. */
export interface Reference {
  readonly column: string;
  readonly table: RecordTable;
  /** The column of the source that says it. */
  readonly told: string;
  /** What becomes of the row when that record is retired. */
  readonly onRetire: 'goes too' | 'forgets it';
}

/** How the rows of a table come into the city and leave it. */
export interface TableForm {
  /** The kind of the source that has its rows. */
  readonly kind: string;
  /** The record whose part a row is, and the column with that record's key: a change of the row is a change of it. */
  readonly owner?: { readonly table: RecordTable; readonly column: string };
  /**
   * What a source that only adds puts in place of what is there: a row that row alone; a list all rows of the records that
   * stand in the column of the table named.
   */
  readonly replaces: 'row' | { readonly listOf: { readonly table: string; readonly column: string } };
  readonly references: readonly Reference[];
}

/** The tables of records that carry a global id and the time of their last change. */
export type RecordTable = 'topic' | 'staff' | 'programme' | 'exchange' | 'need' | 'offer';

const record = (kind: string): TableForm => ({ kind, replaces: 'row', references: [] });

/** A table of keys that stand as a list in the record itself. */
const list = (kind: string, owner: RecordTable, ...references: Reference[]): TableForm => ({
  kind,
  owner: { table: owner, column: `${owner}_key` },
  replaces: { listOf: { table: owner, column: 'key' } },
  references,
});

/** A list in a file of its own, which has the rows of a record together, and numbered in their order. */
const numbered = (kind: string, table: string, owner: RecordTable): TableForm => ({
  kind,
  owner: { table: owner, column: `${owner}_key` },
  replaces: { listOf: { table, column: `${owner}_key` } },
  references: [to(owner, owner)],
});

const to = (table: RecordTable, told: string, onRetire: Reference['onRetire'] = 'goes too'): Reference => ({
  column: `${table}_key`,
  table,
  told,
  onRetire,
});

/** The tables of a city's content, but for `city` itself: each after those that it refers to. */
export const contentTables = {
  topic: record('topics'),
  staff: record('staff'),
  programme: record('programmes'),
  exchange: record('exchanges'),
  need: record('needs'),
  offer: record('offers'),
  topic_mapping: list('topics', 'topic'),
  experience: {
    kind: 'experiences',
    owner: { table: 'staff', column: 'staff_key' },
    replaces: 'row',
    references: [to('staff', 'staff'), to('topic', 'topic'), to('programme', 'programme', 'forgets it')],
  },
  programme_topic: list('programmes', 'programme', to('topic', 'topics')),
  programme_staff: list('programmes', 'programme', to('staff', 'staff')),
  programme_partner: numbered('partners', 'programme_partner', 'programme'),
  programme_document: numbered('documents', 'programme_document', 'programme'),
  exchange_topic: list('exchanges', 'exchange', to('topic', 'topics')),
  exchange_programme: list('exchanges', 'exchange', to('programme', 'programmes')),
  exchange_partner: numbered('partners', 'exchange_partner', 'exchange'),
  need_topic: list('needs', 'need', to('topic', 'topics')),
  offer_topic: list('offers', 'offer', to('topic', 'topics')),
} satisfies Record<string, TableForm>;

export type ContentTable = keyof typeof contentTables;

/** Rows of some tables, by column. What is no column of the table is passed over; a column without value is null. */
export type TableRows = { readonly [T in ContentTable]?: readonly object[] };
