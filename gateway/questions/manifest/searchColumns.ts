import { OFFER_KINDS } from '../../../subgraphs/contract/enums';
import type { CostPeriod, CostScope } from '../../../subgraphs/contract/enums';
import { findExperience, furtherSubjectsOf, publisherOf, textOf } from '../../web/search/SearchAnswer';
import type { ExchangeRow, ExpertRow, FoundNeed, FoundOffer, Hit, ProgrammeRow } from '../../web/search/SearchAnswer';
import { questionTextsOf } from '../../web/language/questionTexts';
import { named } from '../inWords';
import { columnsOf, pageAt } from '../Question';
import type { InWords } from '../Question';

/** A hit whose details were had. */
export interface Found<Node> extends Omit<Hit<Node>, 'node'> {
  readonly node: Node;
  /** Of the hub. */
  readonly origin: string;
}

const MATCHES = named(({ language }) => questionTextsOf(language).matches);

const OFFER_KIND = new RegExp(`(?<=^|; )(?:${OFFER_KINDS.join('|')})(?=: )`, 'g');
const offersInWords: InWords = (value, { offerKinds }) =>
  typeof value === 'string' ? value.replace(OFFER_KIND, (kind) => offerKinds[kind as keyof typeof offerKinds]) : value;

export const expertColumns = columnsOf<Found<ExpertRow>>({
  id: ['text', ({ node }) => node.id],
  name: ['text', ({ node }) => node.name],
  kind: ['text', ({ node }) => node.kind, named(({ staffKinds }) => staffKinds)],
  office: ['text', ({ node }) => node.role],
  department: ['text', ({ node }) => node.department],
  city: ['text', ({ node }) => publisherOf(node)],
  country: ['text', ({ node }) => node.city?.country],
  topic: ['text', ({ why }) => why[0]?.topic?.label],
  match: ['text', ({ why }) => why[0]?.match, MATCHES],
  concept: ['text', ({ why }) => why[0]?.concept?.label],
  alsoAbout: ['list', ({ why }) => furtherSubjectsOf(why)],
  role: ['text', ({ why }) => why[0]?.role, named(({ roles }) => roles)],
  since: ['date', ({ why }) => why[0]?.since],
  until: ['date', ({ why }) => why[0]?.until],
  programme: ['text', ({ node, why }) => findExperience(node, why[0])?.programme?.title],
  summary: ['text', ({ node, why }) => findExperience(node, why[0])?.summary],
  languages: ['list', ({ node }) => node.languages],
  email: ['text', ({ node }) => node.contact?.email],
  phone: ['text', ({ node }) => node.contact?.phone],
  url: ['address', ({ node }) => node.contact?.url],
  updatedAt: ['moment', ({ node }) => node.updatedAt],
  source: ['text', ({ node }) => node.source],
  score: ['number', ({ score }) => score],
  page: ['address', ({ node, origin }) => pageAt(origin, node.id)],
});

export const programmeColumns = columnsOf<Found<ProgrammeRow>>({
  id: ['text', ({ node }) => node.id],
  title: ['text', ({ node }) => textOf(node).title],
  city: ['text', ({ node }) => publisherOf(node)],
  country: ['text', ({ node }) => node.city?.country],
  status: ['text', ({ node }) => node.status, named(({ statuses }) => statuses)],
  startsOn: ['date', ({ node }) => node.startsOn],
  endsOn: ['date', ({ node }) => node.endsOn],
  goodPractice: ['boolean', ({ node }) => node.goodPractice],
  openToVisitors: ['boolean', ({ node }) => node.openToVisitors],
  topic: ['text', ({ why }) => why[0]?.topic?.label],
  match: ['text', ({ why }) => why[0]?.match, MATCHES],
  concept: ['text', ({ why }) => why[0]?.concept?.label],
  alsoAbout: ['list', ({ why }) => furtherSubjectsOf(why)],
  costsTotal: ['decimal', ({ node }) => amountOf(node, 'TOTAL', 'ONCE')],
  costsYearly: ['decimal', ({ node }) => amountOf(node, 'TOTAL', 'YEARLY')],
  ownShare: ['decimal', ({ node }) => amountOf(node, 'OWN_SHARE', 'ONCE')],
  ownShareYearly: ['decimal', ({ node }) => amountOf(node, 'OWN_SHARE', 'YEARLY')],
  costsPerCase: ['decimal', ({ node }) => amountOf(node, 'PER_CASE', 'ONCE')],
  costsPerCaseYearly: ['decimal', ({ node }) => amountOf(node, 'PER_CASE', 'YEARLY')],
  currency: ['text', ({ node }) => currencyOf(node)],
  costsNote: ['text', ({ node }) => node.costs?.[0]?.note],
  staffEffort: ['number', ({ node }) => node.staffEffort],
  reach: ['number', ({ node }) => node.reach?.value],
  reachUnit: ['text', ({ node }) => node.reach?.unit],
  contact: ['text', ({ node }) => node.contact?.post],
  email: ['text', ({ node }) => node.contact?.email],
  phone: ['text', ({ node }) => node.contact?.phone],
  url: ['address', ({ node }) => node.contact?.url],
  offers: [
    'text',
    ({ node }) =>
      node.offers
        ?.map(
          ({ kind, title, availability }) => `${kind}: ${title}${availability === null ? '' : ` (${availability})`}`,
        )
        .join('; '),
    offersInWords,
  ],
  partners: ['list', ({ node }) => node.partners.map((partner) => partner.name)],
  summary: ['text', ({ node }) => textOf(node).summary],
  language: ['text', ({ node }) => textOf(node).lang],
  licence: ['text', ({ node }) => node.licence],
  reviewedOn: ['date', ({ node }) => node.reviewedOn],
  updatedAt: ['moment', ({ node }) => node.updatedAt],
  source: ['text', ({ node }) => node.source],
  score: ['number', ({ score }) => score],
  page: ['address', ({ node, origin }) => pageAt(origin, node.id)],
});

/** The currency of all amounts in the row: that of the first. */
function currencyOf({ costs }: ProgrammeRow): string | undefined {
  return costs?.[0]?.currency;
}

/** A text as it came: a number could lose cents. An amount in another currency than the row's is left out. */
function amountOf(node: ProgrammeRow, scope: CostScope, period: CostPeriod): string | undefined {
  const currency = currencyOf(node);
  return node.costs?.find((cost) => cost.scope === scope && cost.period === period && cost.currency === currency)
    ?.amount;
}

export const exchangeColumns = columnsOf<Found<ExchangeRow>>({
  id: ['text', ({ node }) => node.id],
  title: ['text', ({ node }) => textOf(node).title],
  kind: ['text', ({ node }) => node.kind, named(({ exchangeKinds }) => exchangeKinds)],
  publishedBy: ['text', ({ node }) => publisherOf(node)],
  host: ['text', ({ node }) => node.host?.name],
  hostConfirmed: ['boolean', ({ node }) => node.hostConfirmed],
  guests: ['list', ({ node }) => node.guests.flatMap((guest) => guest?.name ?? [])],
  startsOn: ['date', ({ node }) => node.startsOn],
  endsOn: ['date', ({ node }) => node.endsOn],
  durationDays: ['number', ({ node }) => node.durationDays],
  participants: ['number', ({ node }) => node.participants],
  participantsApproximate: [
    'boolean',
    ({ node }) => (node.participants === null ? null : node.participantsApproximate),
  ],
  place: ['text', ({ node }) => node.place],
  registerBy: ['date', ({ node }) => node.registerBy],
  openTo: ['text', ({ node }) => node.openTo],
  contact: ['text', ({ node }) => node.contact?.post],
  email: ['text', ({ node }) => node.contact?.email],
  phone: ['text', ({ node }) => node.contact?.phone],
  url: ['address', ({ node }) => node.url ?? node.contact?.url],
  topic: ['text', ({ why }) => why[0]?.topic?.label],
  match: ['text', ({ why }) => why[0]?.match, MATCHES],
  concept: ['text', ({ why }) => why[0]?.concept?.label],
  alsoAbout: ['list', ({ why }) => furtherSubjectsOf(why)],
  partners: ['list', ({ node }) => node.partners.map((partner) => partner.name)],
  summary: ['text', ({ node }) => textOf(node).summary],
  language: ['text', ({ node }) => textOf(node).lang],
  updatedAt: ['moment', ({ node }) => node.updatedAt],
  source: ['text', ({ node }) => node.source],
  score: ['number', ({ score }) => score],
  page: ['address', ({ node, origin }) => pageAt(origin, node.id)],
});

export const offerColumns = columnsOf<Found<FoundOffer>>({
  id: ['text', ({ node }) => node.id],
  title: ['text', ({ node }) => textOf(node).title],
  kind: ['text', ({ node }) => node.kind, named(({ offerKinds }) => offerKinds)],
  city: ['text', ({ node }) => publisherOf(node)],
  country: ['text', ({ node }) => node.city?.country],
  availability: ['text', ({ node }) => node.availability],
  capacity: ['number', ({ node }) => node.capacity],
  languages: ['list', ({ node }) => node.languages],
  topic: ['text', ({ why }) => why[0]?.topic?.label],
  match: ['text', ({ why }) => why[0]?.match, MATCHES],
  concept: ['text', ({ why }) => why[0]?.concept?.label],
  alsoAbout: ['list', ({ why }) => furtherSubjectsOf(why)],
  programme: ['text', ({ node }) => node.programme?.title],
  contact: ['text', ({ node }) => node.contact?.post],
  email: ['text', ({ node }) => node.contact?.email],
  phone: ['text', ({ node }) => node.contact?.phone],
  url: ['address', ({ node }) => node.contact?.url],
  summary: ['text', ({ node }) => textOf(node).summary],
  language: ['text', ({ node }) => textOf(node).lang],
  updatedAt: ['moment', ({ node }) => node.updatedAt],
  source: ['text', ({ node }) => node.source],
  score: ['number', ({ score }) => score],
  page: ['address', ({ node, origin }) => pageAt(origin, node.id)],
});

export const needColumns = columnsOf<Found<FoundNeed>>({
  id: ['text', ({ node }) => node.id],
  title: ['text', ({ node }) => textOf(node).title],
  city: ['text', ({ node }) => publisherOf(node)],
  country: ['text', ({ node }) => node.city?.country],
  status: ['text', ({ node }) => node.status, named(({ needStatuses }) => needStatuses)],
  wantedBy: ['text', ({ node }) => node.wantedBy],
  topic: ['text', ({ why }) => why[0]?.topic?.label],
  match: ['text', ({ why }) => why[0]?.match, MATCHES],
  concept: ['text', ({ why }) => why[0]?.concept?.label],
  alsoAbout: ['list', ({ why }) => furtherSubjectsOf(why)],
  contact: ['text', ({ node }) => node.contact?.post],
  email: ['text', ({ node }) => node.contact?.email],
  phone: ['text', ({ node }) => node.contact?.phone],
  url: ['address', ({ node }) => node.contact?.url],
  summary: ['text', ({ node }) => textOf(node).summary],
  language: ['text', ({ node }) => textOf(node).lang],
  updatedAt: ['moment', ({ node }) => node.updatedAt],
  source: ['text', ({ node }) => node.source],
  score: ['number', ({ score }) => score],
  page: ['address', ({ node, origin }) => pageAt(origin, node.id)],
});
