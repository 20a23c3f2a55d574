/** What is written in the explorer, each as text. The headers may hold a token: they are kept nowhere. */
export interface Asked {
  readonly query: string;
  readonly variables: string;
}

/** Longer addresses are refused by servers on the way. */
const MAX_ADDRESS = 8000;
const STORE = 'hanse-explorer-history';
const MAX_KEPT = 30;

/** What the address asks; undefined where it asks nothing. */
export function askedInAddress(): Asked | undefined {
  const { searchParams } = new URL(location.href);
  const query = searchParams.get('query');
  return query === null ? undefined : { query, variables: searchParams.get('variables') ?? '' };
}

/** Has the address say what is asked, so that it can be sent to a colleague, and a reload keeps it. */
export function putIntoAddress({ query, variables }: Asked): void {
  const url = new URL(location.href);
  url.searchParams.set('query', query);
  if (variables.trim() === '') url.searchParams.delete('variables');
  else url.searchParams.set('variables', variables);
  if (url.href.length <= MAX_ADDRESS) history.replaceState(null, '', url);
}

/** What was asked in this browser, the last first. A browser that stores nothing has no history. */
export function readHistory(): readonly Asked[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORE) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isAsked) : [];
  } catch {
    return [];
  }
}

/** Puts what is asked first in the history, once. */
export function keepInHistory(asked: Asked): readonly Asked[] {
  const others = readHistory().filter(({ query, variables }) => query !== asked.query || variables !== asked.variables);
  return store([asked, ...others].slice(0, MAX_KEPT));
}

export function forgetHistory(): readonly Asked[] {
  return store([]);
}

function store(kept: readonly Asked[]): readonly Asked[] {
  try {
    localStorage.setItem(STORE, JSON.stringify(kept));
  } catch {
    // It is full, or not for us: the list holds until the page is left.
  }
  return kept;
}

function isAsked(value: unknown): value is Asked {
  const { query, variables } = (value ?? {}) as Partial<Record<keyof Asked, unknown>>;
  return typeof query === 'string' && typeof variables === 'string';
}
