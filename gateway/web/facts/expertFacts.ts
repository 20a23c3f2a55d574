import { nameLanguage } from '../language/textsOf';
import type { Texts } from '../language/Texts';
import { findExperience } from '../search/SearchAnswer';
import type { Expert, MatchReason } from '../search/SearchAnswer';
import { contactLine } from './contact';
import { list, only, tell } from './Fact';
import type { Fact } from './Fact';
import { offerFacts } from './offers';

/** How to reach whoever was found, and what is offered to see of the programme in which they learnt it. */
export function expertFacts(expert: Expert, reason: MatchReason | undefined, texts: Texts): readonly Fact[] {
  const programme = findExperience(expert, reason)?.programme;
  return only(
    tell(texts.inProgramme, programme?.title),
    list(texts.contact, [contactLine(expert.contact ?? programme?.contact ?? null, texts)]),
    ...offerFacts(programme?.offers ?? null, texts),
    tell(texts.languagesSpoken, expert.languages.map((tag) => nameLanguage(tag, texts.language)).join(', ')),
    tell(texts.source, expert.source),
  );
}
