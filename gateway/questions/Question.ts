import type { GraphQLFormattedError } from 'graphql';
import type { RefusalTexts } from '../web/language/refusalTexts';
import type { Language, Texts } from '../web/language/Texts';
import type { Translated } from '../web/language/Translated';
import { pathOf } from '../web/record/address';
import type { Coverage } from './Coverage';
import type { Given, Parameter } from './parameters';

/** A value in a row. A list is what its format makes of one. */
export type Value = string | number | boolean | readonly string[] | null;

/**
 * What the values of a column are. `decimal` is a number as a text, which loses no cents; `date` is as precise as it is known
 * (`2023`, `2023-10`); `moment` is ISO 8601 in UTC; `address` is a web address.
 */
export type ValueType = 'text' | 'number' | 'decimal' | 'boolean' | 'date' | 'moment' | 'list' | 'address';

export interface Column {
  /** What programs call it: the API's word where there is one. People read the heading of that name, */
  readonly name: string;
  readonly type: ValueType;
  /** unless it has one of its own. */
  readonly heading?: Translated;
  /** What people read in place of its values, where these are codes of the API. */
  readonly inWords?: InWords;
}

export type InWords = (value: Value, texts: Texts) => Value;

/** One row of an answer, as those who write it know it. */
export interface Row {
  /** What is told apart from all other rows by it, and stands in an answer once. */
  readonly id: string;
  /** The city whose row it is, by its slug; undefined where it is no city's. */
  readonly cityId: string | undefined;
  /** A value for each column. */
  readonly values: readonly Value[];
  /** What a feed tells of it. */
  readonly entry?: Entry;
  /** What of it stands in a calendar. */
  readonly days?: readonly CalendarDay[];
  /** Where it lies. */
  readonly place?: Place;
}

/** Something that is new, for a feed. */
export interface Entry {
  /** An IRI that stays, whatever becomes of it (RFC 4287, section 4.2.6). */
  readonly id: string;
  readonly title: string;
  readonly summary: string | undefined;
  /** ISO 8601 */
  readonly updatedAt: string;
  readonly page: string | undefined;
  /** Who published it. */
  readonly author: string;
  readonly categories: readonly string[];
}

/** One day, or several, with something to go to or to do. */
export interface CalendarDay {
  readonly id: string;
  readonly title: string;
  readonly description: string | undefined;
  readonly location: string | undefined;
  readonly page: string | undefined;
  /** `YYYY-MM-DD`; the last one is included. */
  readonly firstDay: string;
  readonly lastDay: string;
  /** When it was last changed, ISO 8601. */
  readonly changedAt: string;
}

/** A point on the earth, WGS 84. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** A part of an answer, as one operation gave it. */
export interface Page {
  readonly rows: readonly Row[];
  /** Records found for it, also those without a row, since their city could not be had for the details. */
  readonly found: number;
  /** How many there are in all pages. Undefined where that is not told. */
  readonly total: number | undefined;
  /** As `after`, it asks for what comes behind this page, now or later. Undefined where that is not known. */
  readonly cursor: string | undefined;
  readonly hasMore: boolean;
  /** Undefined where the answer rests on no city, but on the list of them. */
  readonly coverage: Coverage | undefined;
  /** What the question was taken to mean, in lines. */
  readonly reading: readonly string[];
}

/** What a row can have beside its values. */
export type RowPart = 'entry' | 'days' | 'place';

/** Which page of an answer to ask for. */
export interface PageAsked {
  /** How many records. */
  readonly first: number;
  /** The `cursor` of the page before. */
  readonly after: string | undefined;
  /** The language in which labels are wanted. */
  readonly lang: Language;
}

/** A question that has an address: an operation of the API, what may be given to it, and how rows are made of its answer. */
export interface Question {
  /** Its part of the address, and of the name of a file. */
  readonly name: string;
  readonly title: Translated;
  /** What it answers, in a sentence. */
  readonly description: Translated;
  readonly parameters: readonly Parameter[];
  /** A query string that is answered by something in most networks. */
  readonly example: string;
  readonly columns: readonly Column[];
  /** What its rows have beside the values. */
  readonly parts?: readonly RowPart[];
  /** Records on a page at most. */
  readonly pageLength: number;
  /** Says what is wrong with values that are right by themselves. */
  readonly check?: (given: Given, texts: RefusalTexts) => string | undefined;
  /** The operation, in GraphQL, and what it is given for a page. */
  readonly operation: (given: Given, asked: PageAsked) => Operation;
  /**
   * Reads the answer's data; undefined where it has none for this question. The hub's own schema guarantees its shape.
   *
   * @param errors what could not be had, and is null in the data
   */
  readonly readPage: (
    data: Readonly<Record<string, unknown>>,
    reader: Reader,
    errors: readonly GraphQLFormattedError[],
  ) => Page | undefined;
}

/** For whom an answer is read. */
export interface Reader {
  readonly texts: Texts;
  /** Of the hub, as the reader knows it, such as `https://hub.example.org`. */
  readonly origin: string;
}

interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A column, and how its value is read from what the row is made of. */
export interface ColumnOf<Source> extends Column {
  readonly read: (source: Source) => Value | undefined;
}

type ColumnEntry<Source> = readonly [type: ValueType, read: (source: Source) => Value | undefined, inWords?: InWords];

/** The columns of a table, by their names. */
export function columnsOf<Source>(columns: Readonly<Record<string, ColumnEntry<Source>>>): readonly ColumnOf<Source>[] {
  return Object.entries(columns).map(([name, [type, read, inWords]]) => ({
    ...{ name, type, read },
    ...(inWords && { inWords }),
  }));
}

/** The values of a row. */
export function valuesOf<Source>(columns: readonly ColumnOf<Source>[], source: Source): readonly Value[] {
  return columns.map(({ read }) => read(source) ?? null);
}

/** Where the page of a record, a city or a subject is; undefined for what has none. */
export function pageAt(origin: string, id: string): string | undefined {
  const path = pathOf(id);
  return path === undefined ? undefined : origin + path;
}

/** An id of the network as an IRI that stays: a tag (RFC 4151) of the hub. */
export function tagOf(origin: string, id: string): string {
  return `tag:${new URL(origin).hostname},2026:${id}`;
}
