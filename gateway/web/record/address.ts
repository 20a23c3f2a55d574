import { isCityId, isHubId, isKey, OWNED_TYPES, parseId } from '../../../subgraphs/contract/ids';
import type { OwnedType } from '../../../subgraphs/contract/ids';

/** A city's records that have a page each. */
export const RECORD_TYPES = OWNED_TYPES.filter((type) => type !== 'topic');

export type RecordType = Exclude<OwnedType, 'topic'>;

/** What has a page: a city's record, a city, and a subject of the network. */
export type PageKind = RecordType | 'city' | 'subject';

/**
 * Where the page of a thing is, by its id: `gera:programme:12` at `/programme/gera/12`, `gera` at `/city/gera`,
 * `concept:housing` at `/topic/housing`. Undefined for what has none.
 */
export function pathOf(id: string): string | undefined {
  const parsed = parseId(id);
  if (parsed === undefined || parsed.type === 'topic' || parsed.type === 'alliance') return undefined;
  const [head, type, key] = id.split(':');
  switch (parsed.type) {
    case 'city':
      return `/city/${head}`;
    case 'concept':
      return `/topic/${type}`;
    default:
      return `/${type}/${head}/${key}`;
  }
}

/** What an id names, of all that has a page. */
export function pageKindOf(id: string): PageKind | undefined {
  const type = parseId(id)?.type;
  if (type === undefined || type === 'topic' || type === 'alliance') return undefined;
  return type === 'concept' ? 'subject' : type;
}

/** The id that a path's parts name; undefined where they can name none. */
export function idAt(
  kind: PageKind,
  { city, key }: { readonly city?: string; readonly key: string },
): string | undefined {
  switch (kind) {
    case 'city':
      return isCityId(key) ? key : undefined;
    case 'subject':
      return isHubId('concept', `concept:${key}`) ? `concept:${key}` : undefined;
    default:
      return city !== undefined && isCityId(city) && isKey(key) ? `${city}:${kind}:${key}` : undefined;
  }
}
