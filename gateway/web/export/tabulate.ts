import type { CostPeriod, CostScope } from '../../../subgraphs/contract/enums';
import { findExperience, furtherSubjectsOf, publisherOf, textOf } from '../search/SearchAnswer';
import type { ExchangeRow, ExpertRow, FoundOffer, Hit, ProgrammeRow, TableAnswer } from '../search/SearchAnswer';

type Cell = string | number | boolean | null | undefined;

/** A hit whose details were had. */
type Row<Node> = Omit<Hit<Node>, 'node'> & { readonly node: Node };

/** Heads, in the API's words, and how each cell is read. */
type Columns<Node> = Readonly<Record<string, (row: Row<Node>) => Cell>>;

const experts: Columns<ExpertRow> = {
  id: ({ node }) => node.id,
  name: ({ node }) => node.name,
  kind: ({ node }) => node.kind,
  office: ({ node }) => node.role,
  department: ({ node }) => node.department,
  city: ({ node }) => publisherOf(node),
  country: ({ node }) => node.city?.country,
  topic: ({ why }) => why[0]?.topic?.label,
  match: ({ why }) => why[0]?.match,
  concept: ({ why }) => why[0]?.concept?.label,
  alsoAbout: ({ why }) => furtherSubjectsOf(why).join(', '),
  role: ({ why }) => why[0]?.role,
  since: ({ why }) => why[0]?.since,
  until: ({ why }) => why[0]?.until,
  programme: ({ node, why }) => findExperience(node, why[0])?.programme?.title,
  summary: ({ node, why }) => findExperience(node, why[0])?.summary,
  languages: ({ node }) => node.languages.join(', '),
  email: ({ node }) => node.contact?.email,
  phone: ({ node }) => node.contact?.phone,
  url: ({ node }) => node.contact?.url,
  updatedAt: ({ node }) => node.updatedAt,
  source: ({ node }) => node.source,
  score: ({ score }) => score,
};

const programmes: Columns<ProgrammeRow> = {
  id: ({ node }) => node.id,
  title: ({ node }) => textOf(node).title,
  city: ({ node }) => publisherOf(node),
  country: ({ node }) => node.city?.country,
  status: ({ node }) => node.status,
  startsOn: ({ node }) => node.startsOn,
  endsOn: ({ node }) => node.endsOn,
  goodPractice: ({ node }) => node.goodPractice,
  openToVisitors: ({ node }) => node.openToVisitors,
  topic: ({ why }) => why[0]?.topic?.label,
  match: ({ why }) => why[0]?.match,
  concept: ({ why }) => why[0]?.concept?.label,
  alsoAbout: ({ why }) => furtherSubjectsOf(why).join(', '),
  costsTotal: ({ node }) => amountOf(node, 'TOTAL', 'ONCE'),
  costsYearly: ({ node }) => amountOf(node, 'TOTAL', 'YEARLY'),
  ownShare: ({ node }) => amountOf(node, 'OWN_SHARE', 'ONCE'),
  ownShareYearly: ({ node }) => amountOf(node, 'OWN_SHARE', 'YEARLY'),
  costsPerCase: ({ node }) => amountOf(node, 'PER_CASE', 'ONCE'),
  costsPerCaseYearly: ({ node }) => amountOf(node, 'PER_CASE', 'YEARLY'),
  currency: ({ node }) => currencyOf(node),
  costsNote: ({ node }) => node.costs?.[0]?.note,
  staffEffort: ({ node }) => node.staffEffort,
  reach: ({ node }) => node.reach?.value,
  reachUnit: ({ node }) => node.reach?.unit,
  contact: ({ node }) => node.contact?.post,
  email: ({ node }) => node.contact?.email,
  phone: ({ node }) => node.contact?.phone,
  url: ({ node }) => node.contact?.url,
  offers: ({ node }) =>
    node.offers
      ?.map(({ kind, title, availability }) => `${kind}: ${title}${availability === null ? '' : ` (${availability})`}`)
      .join('; '),
  partners: ({ node }) => node.partners.map((partner) => partner.name).join(', '),
  summary: ({ node }) => textOf(node).summary,
  language: ({ node }) => textOf(node).lang,
  licence: ({ node }) => node.licence,
  reviewedOn: ({ node }) => node.reviewedOn,
  updatedAt: ({ node }) => node.updatedAt,
  source: ({ node }) => node.source,
  score: ({ score }) => score,
};

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

const exchanges: Columns<ExchangeRow> = {
  id: ({ node }) => node.id,
  title: ({ node }) => textOf(node).title,
  kind: ({ node }) => node.kind,
  publishedBy: ({ node }) => publisherOf(node),
  host: ({ node }) => node.host?.name,
  hostConfirmed: ({ node }) => node.hostConfirmed,
  guests: ({ node }) => node.guests.flatMap((guest) => guest?.name ?? []).join(', '),
  startsOn: ({ node }) => node.startsOn,
  endsOn: ({ node }) => node.endsOn,
  durationDays: ({ node }) => node.durationDays,
  participants: ({ node }) => node.participants,
  participantsApproximate: ({ node }) => (node.participants === null ? null : node.participantsApproximate),
  place: ({ node }) => node.place,
  registerBy: ({ node }) => node.registerBy,
  openTo: ({ node }) => node.openTo,
  contact: ({ node }) => node.contact?.post,
  email: ({ node }) => node.contact?.email,
  phone: ({ node }) => node.contact?.phone,
  url: ({ node }) => node.url ?? node.contact?.url,
  topic: ({ why }) => why[0]?.topic?.label,
  match: ({ why }) => why[0]?.match,
  concept: ({ why }) => why[0]?.concept?.label,
  alsoAbout: ({ why }) => furtherSubjectsOf(why).join(', '),
  partners: ({ node }) => node.partners.map((partner) => partner.name).join(', '),
  summary: ({ node }) => textOf(node).summary,
  language: ({ node }) => textOf(node).lang,
  updatedAt: ({ node }) => node.updatedAt,
  source: ({ node }) => node.source,
  score: ({ score }) => score,
};

const offers: Columns<FoundOffer> = {
  id: ({ node }) => node.id,
  title: ({ node }) => textOf(node).title,
  kind: ({ node }) => node.kind,
  city: ({ node }) => publisherOf(node),
  country: ({ node }) => node.city?.country,
  availability: ({ node }) => node.availability,
  capacity: ({ node }) => node.capacity,
  languages: ({ node }) => node.languages?.join(', '),
  topic: ({ why }) => why[0]?.topic?.label,
  match: ({ why }) => why[0]?.match,
  concept: ({ why }) => why[0]?.concept?.label,
  alsoAbout: ({ why }) => furtherSubjectsOf(why).join(', '),
  programme: ({ node }) => node.programme?.title,
  contact: ({ node }) => node.contact?.post,
  email: ({ node }) => node.contact?.email,
  phone: ({ node }) => node.contact?.phone,
  url: ({ node }) => node.contact?.url,
  summary: ({ node }) => textOf(node).summary,
  language: ({ node }) => textOf(node).lang,
  updatedAt: ({ node }) => node.updatedAt,
  source: ({ node }) => node.source,
  score: ({ score }) => score,
};

/** A table of hits: its heads, and a row for each hit whose details were had. */
export interface HitTable {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export function tabulate(answer: TableAnswer): HitTable {
  switch (answer.kind) {
    case 'experts':
      return read(experts, answer.page.edges);
    case 'programmes':
      return read(programmes, answer.page.edges);
    case 'exchanges':
      return read(exchanges, answer.page.edges);
    case 'offers':
      return read(offers, answer.page.edges);
  }
}

function read<Node>(columns: Columns<Node>, hits: readonly Hit<Node>[]): HitTable {
  const readers = Object.values(columns);
  return {
    heads: Object.keys(columns),
    rows: hits.flatMap(({ node, ...hit }) =>
      node === null ? [] : [readers.map((readCell) => readCell({ ...hit, node }))],
    ),
  };
}
