import { nameLanguage } from '../language/textsOf';
import type { Texts } from '../language/Texts';
import { findExperience } from '../search/SearchAnswer';
import type { Expert, MatchReason } from '../search/SearchAnswer';
import { describePeriod } from '../language/describePeriod';
import { contactLine, noContactLine } from './contact';
import { list, only, tell } from './Fact';
import type { Fact } from './Fact';
import { offerFacts } from './offers';

/** How to reach whoever was found, and what is offered to see of the programme in which they learnt it. */
export function expertFacts(expert: Expert, reason: MatchReason | undefined, texts: Texts): readonly Fact[] {
  const programme = findExperience(expert, reason)?.programme;
  return only(
    list(texts.inProgramme, [[programme && { id: programme.id, text: programme.title }]]),
    list(texts.contact, [contactLine(expert.contact ?? programme?.contact ?? null, texts)]),
    ...offerFacts(programme?.offers ?? null, texts),
    tell(texts.languagesSpoken, expert.languages.map((tag) => nameLanguage(tag, texts.language)).join(', ')),
    tell(texts.source, expert.source),
  );
}

/** All that is known of somebody: each experience with its programme, and what may be seen of it. */
export function wholeExpertFacts(expert: Expert, texts: Texts): readonly Fact[] {
  const programmes = new Map(
    expert.experiences.flatMap(({ programme }) => (programme === null ? [] : [[programme.id, programme]])),
  );
  const contacts = [expert.contact, ...[...programmes.values()].map(({ contact }) => contact)];
  const contact = contacts.find((one) => one !== null);
  return only(
    list(texts.contact, [contact === undefined ? noContactLine(expert, texts) : contactLine(contact, texts)]),
    list(
      texts.experience,
      expert.experiences.map(({ topic, role, since, until, summary, programme }) => [
        topic?.label,
        [texts.roles[role], describePeriod(since, until, texts)].filter((part) => part !== undefined).join(', '),
        programme && { id: programme.id, text: programme.title },
        summary,
      ]),
    ),
    ...[...programmes.values()].flatMap(({ offers }) => offerFacts(offers, texts)),
    tell(texts.languagesSpoken, expert.languages.map((tag) => nameLanguage(tag, texts.language)).join(', ')),
    tell(texts.source, expert.source),
  );
}
