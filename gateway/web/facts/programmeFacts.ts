import { formatPartialDate } from '../language/describePeriod';
import { formatMoney, formatNumber } from '../language/formatAmount';
import type { Texts } from '../language/Texts';
import { publisherOf, textOf } from '../search/SearchAnswer';
import type { Adaptation, Cost, Funding, Programme } from '../search/SearchAnswer';
import { contactLine, webAddress } from './contact';
import { list, only, tell } from './Fact';
import type { Fact } from './Fact';
import { offerFacts } from './offers';
import { resultsFact } from './results';

interface ProgrammeFacts {
  /** What a reader needs to see which programme to look into: what it costs, whom to ask, and whether one may come. */
  readonly first: readonly Fact[];
  /** What a council paper needs beyond that. */
  readonly further: readonly Fact[];
}

/** What a programme says, in the order in which one decides on it. */
export function programmeFacts(programme: Programme, texts: Texts): ProgrammeFacts {
  const lang = programme.lang ?? textOf(programme).lang ?? undefined;
  const own = (text: string | null) => (text === null ? undefined : { text, lang });
  const { staffEffort, reach, lessons, adaptedFrom, adaptedBy } = programme;
  const lessonsOf = (kind: 'WORKED' | 'DID_NOT_WORK' | 'CONDITION') =>
    list(
      texts.lessons[kind],
      (lessons ?? []).filter((lesson) => lesson.kind === kind).map(({ text }) => [own(text)]),
    );
  const failures = lessonsOf('DID_NOT_WORK');
  return {
    first: only(
      costsFact(programme.costs, texts),
      list(texts.contact, [contactLine(programme.contact, texts, programme)]),
      ...offerFacts(programme.offers, texts),
    ),
    further: only(
      list(texts.problem, [[own(programme.problem)]]),
      list(texts.approach, [[own(programme.approach)]]),
      list(
        texts.funding,
        (programme.funding ?? []).map((one) => fundingLine(one, texts)),
      ),
      tell(texts.staffEffort, staffEffort === null ? null : texts.fullTimeEquivalents(write(staffEffort, texts))),
      tell(texts.reach, reach && `${write(reach.value, texts)} ${reach.unit}`),
      resultsFact(programme.results, texts),
      failures && { ...failures, warns: true },
      lessonsOf('WORKED'),
      lessonsOf('CONDITION'),
      tell(texts.targetGroups, programme.targetGroups?.join(', ')),
      list(
        texts.legalBasis,
        (programme.legalBasis ?? []).map(({ title, url }) => [linked(title, url)]),
      ),
      list(
        texts.documents,
        programme.documents.map(({ title, url, language, publishedOn }) => [
          { ...linked(title, url), lang: language ?? undefined },
          publishedOn === null ? undefined : formatPartialDate(publishedOn, texts.language),
        ]),
      ),
      list(
        texts.people,
        programme.staff.map(({ id, name, role, contact }) => [
          { id, text: [name, role].filter((part) => part !== null).join(', ') },
          ...contactLine(contact, texts),
        ]),
      ),
      tell(texts.partners, programme.partners.map((partner) => partner.name).join(', ')),
      list(
        texts.exchangesAbout,
        (programme.exchanges ?? []).map(({ id, title, startsOn }) => [
          { id, text: title },
          startsOn === null ? undefined : formatPartialDate(startsOn, texts.language),
        ]),
      ),
      list(texts.adaptedFrom, adaptedFrom ? [adaptationLine(adaptedFrom)] : []),
      list(texts.adaptedBy, [
        ...(adaptedBy?.nodes ?? []).flatMap((one) => (one === null ? [] : [adaptationLine(one)])),
        // Silence would be taken for "by nobody else".
        [adaptedBy?.coverage.complete === false ? texts.coverageIncomplete : undefined],
      ]),
      tell(texts.licence, programme.licence),
      tell(texts.source, programme.source),
    ),
  };
}

function adaptationLine({ title, text, id, city }: Adaptation) {
  return [{ id, text: text?.title ?? title, lang: text?.lang ?? undefined }, publisherOf({ id, city })];
}

/** A note stands once: what it explains is one sum and its parts. */
function costsFact(costs: readonly Cost[] | null, texts: Texts): Fact | undefined {
  const amounts = (costs ?? []).map(({ amount, currency, period, scope }) => [
    texts.costs[scope][period](formatMoney(amount, currency, texts.language)),
  ]);
  const notes = [...new Set((costs ?? []).map(({ note }) => note))].map((note) => [note]);
  return list(texts.costsName, [...amounts, ...notes]);
}

function fundingLine({ kind, programme, funder, amount, currency, share, url }: Funding, texts: Texts) {
  const who = [programme, funder].filter((part) => part !== null).join(', ');
  const href = url === null ? undefined : webAddress(url);
  return [
    { text: who === '' ? texts.fundingKinds[kind] : `${texts.fundingKinds[kind]}: ${who}`, href },
    amount === null ? undefined : formatMoney(amount, currency ?? '', texts.language),
    share === null ? undefined : texts.ofCosts(formatNumber(share, texts.language)),
  ];
}

function linked(text: string, url: string | null) {
  return { text, href: url === null ? undefined : webAddress(url) };
}

function write(figure: number, texts: Texts): string {
  return formatNumber(String(figure), texts.language);
}
