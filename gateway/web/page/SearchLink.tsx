import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import { searchAddress } from '../search/Search';
import type { SearchKind } from '../search/Search';
import { ChosenLang } from './RecordLink';

interface SearchLinkProps {
  readonly kind: SearchKind;
  readonly text: string;
  /** Slugs; without any, all cities. */
  readonly cities?: readonly string[];
  readonly children: ComponentChildren;
}

/** A link to what a search finds. */
export function SearchLink({ kind, text, cities = [], children }: SearchLinkProps) {
  const lang = useContext(ChosenLang);
  const search = { kind, text, cities, concepts: [], alliances: [], after: undefined };
  return <a href={searchAddress(lang === undefined ? search : { ...search, lang })}>{children}</a>;
}
