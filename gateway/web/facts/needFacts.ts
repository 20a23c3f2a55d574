import { formatPartialDate } from '../language/describePeriod';
import type { Texts } from '../language/Texts';
import type { FoundNeed } from '../search/SearchAnswer';
import { contactLine } from './contact';
import { list, only, tell } from './Fact';
import type { Fact } from './Fact';

/** What a need says beside its title and where it stands. */
export function needFacts(need: FoundNeed, texts: Texts): readonly Fact[] {
  const { wantedBy, contact, source } = need;
  return only(
    tell(texts.wantedBy, wantedBy === null ? null : formatPartialDate(wantedBy, texts.language)),
    list(texts.contact, [contactLine(contact, texts, need)]),
    tell(texts.source, source),
  );
}
