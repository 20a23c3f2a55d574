import { parseId } from '../../../subgraphs/contract/ids';
import type { Coverage as CoverageOfCities } from '../../web/search/SearchAnswer';
import type { Translated } from '../../web/language/Translated';
import type { Coverage } from '../Coverage';
import { pageAt } from '../Question';
import type { Page, Value, ValueType } from '../Question';

/** Under which names the hub asks for what it has to know beside the values. */
export const ADDED = {
  id: 'hanseId',
  pageInfo: 'hansePageInfo',
  total: 'hanseTotal',
  coverage: 'hanseCoverage',
  counted: 'hanseCounted',
  notCounted: 'hanseNotCounted',
  asOf: 'hanseAsOf',
} as const;

export interface OwnColumn {
  readonly name: string;
  readonly type: ValueType;
  /** From the row to the value. */
  readonly path: readonly string[];
  /** The page of the id that stands there. */
  readonly isPage: boolean;
  readonly heading: { readonly heading?: Translated };
}

interface OwnRows {
  /** From the answer's data to the records. */
  readonly path: readonly string[];
  /** Which step of the path has pages. */
  readonly listAt: number;
  readonly columns: readonly OwnColumn[];
  readonly origin: string;
  /** Whether each row is one record of the list. */
  readonly isEachOnce: boolean;
  /** Whether something of it could not be had. */
  readonly hasGaps: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

/** What was added to a list with pages. */
interface Added {
  readonly [ADDED.pageInfo]: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly [ADDED.total]: number;
  readonly [ADDED.coverage]?: CoverageOfCities;
  readonly [ADDED.counted]?: number;
  readonly [ADDED.notCounted]?: number;
  readonly [ADDED.asOf]?: string | null;
}

/**
 * Makes rows of an answer's data. Undefined where it has none, or has gaps that it could not tell of. The hub's own schema
 * guarantees its shape.
 */
export function readOwnPage(data: Fields, rows: OwnRows): Page | undefined {
  const { path, listAt, columns, origin, isEachOnce } = rows;
  const [added] = allAt(data, path.slice(0, listAt + 1)) as readonly (Added | null)[];
  const coverage = added ? coverageOf(added, rows) : undefined;
  if (added == null || coverage === undefined) return undefined;
  const records = allAt(data, path);
  const cursor = added[ADDED.pageInfo].endCursor ?? undefined;
  return {
    rows: records.flatMap((record, at) => {
      if (record === null) return [];
      const row = record as Fields;
      const id = row[ADDED.id];
      const owner = parseId(id);
      return [
        {
          // What stands below several records comes with each of them.
          id: isEachOnce && typeof id === 'string' ? id : `${cursor ?? ''} ${at}`,
          cityId: isEachOnce && owner?.owner === 'city' ? owner.cityId : undefined,
          values: columns.map((column) => valueOf(row, column, origin)),
        },
      ];
    }),
    found: records.length,
    total: isEachOnce ? added[ADDED.total] : undefined,
    cursor,
    hasMore: added[ADDED.pageInfo].hasNextPage,
    coverage,
    reading: [],
  };
}

function valueOf(row: Fields, { path, type, isPage }: OwnColumn, origin: string): Value {
  const values = allAt(row, path).filter((value) => value !== null) as (string | number | boolean)[];
  if (type === 'list') return values.map(String);
  const [value = null] = values;
  return isPage && value !== null ? (pageAt(origin, String(value)) ?? null) : value;
}

/** All values at the end of a path, through each list on the way; null where there is one that is nothing. */
function allAt(value: unknown, path: readonly string[]): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => allAt(item, path));
  const [step, ...rest] = path;
  if (step === undefined || value == null) return [value ?? null];
  return allAt((value as Fields)[step], rest);
}

function coverageOf(added: Added, { isEachOnce, hasGaps }: OwnRows): Coverage | undefined {
  const coverage = added[ADDED.coverage];
  if (coverage) {
    // Where rows are other things than what was found, they cannot be counted against it.
    const cities = isEachOnce ? coverage.cities : coverage.cities.map((city) => ({ ...city, hits: null }));
    return { from: 'cities', ...coverage, cities, complete: coverage.complete && !hasGaps };
  }
  const notCounted = added[ADDED.notCounted];
  if (notCounted === undefined || hasGaps) return undefined;
  return {
    from: 'summaries',
    counted: added[ADDED.counted] ?? 0,
    notCounted,
    summariesAsOf: added[ADDED.asOf] ?? null,
  };
}
