import type {
  CostPeriod,
  CostScope,
  ExchangeKind,
  FundingKind,
  LessonKind,
  NeedStatus,
  OfferKind,
  ProgrammeStatus,
  Role,
  StaffKind,
} from '../../../subgraphs/contract/enums';
import type { FacetField } from './facetSelection';
import type { SearchKind } from './Search';

// What `createSearchOperation` asks for, in the API's own words; see schema/api.graphql.

export type MatchKind = 'EXACT' | 'CLOSE' | 'NARROWER' | 'BROADER' | 'TEXT' | 'ASPECT' | 'NEAR';
export type IgnoredReason = 'NOT_IN_NETWORK' | 'TOO_VAGUE' | 'NO_MATCH';
export type AnswerStatus = 'ANSWERED' | 'PARTIAL' | 'TIMED_OUT' | 'UNREACHABLE' | 'REFUSED' | 'INVALID' | 'SUSPENDED';

export interface City {
  readonly id: string;
  readonly name: string;
  readonly country: string;
}

/** A concept, or a city's topic. */
export interface Term {
  readonly id: string;
  readonly label: string;
}

interface Partner {
  readonly name: string;
}

export interface MatchReason {
  readonly match: MatchKind;
  readonly concept: Term | null;
  readonly topic: Term | null;
  readonly role: Role | null;
  readonly since: string | null;
  readonly until: string | null;
}

/** Each null where it is not known, and not null all at once. */
export interface Contact {
  readonly post: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly url: string | null;
}

/** Title and summary, in the language asked for where the city has it. */
export interface Text {
  /** BCP 47 tag; null when not known. */
  readonly lang: string | null;
  readonly title: string;
  readonly summary: string | null;
}

/** Of a record that its city may have in several languages. `text` is null from a city on contract 1.0. */
export interface Titled extends Text {
  readonly text: Text | null;
}

export interface Cost {
  /** A decimal number as a text. */
  readonly amount: string;
  /** ISO 4217 */
  readonly currency: string;
  readonly period: CostPeriod;
  readonly scope: CostScope;
  readonly note: string | null;
}

export interface Funding {
  readonly kind: FundingKind;
  readonly programme: string | null;
  readonly funder: string | null;
  readonly amount: string | null;
  readonly currency: string | null;
  /** Per cent of all costs. */
  readonly share: string | null;
  readonly url: string | null;
}

export interface Document {
  readonly title: string;
  readonly url: string;
  readonly language: string | null;
  readonly publishedOn: string | null;
}

export interface Result {
  readonly indicator: string;
  readonly value: string | null;
  readonly unit: string | null;
  readonly before: string | null;
  readonly date: string | null;
  readonly evidence: Pick<Document, 'title' | 'url'> | null;
}

interface Lesson {
  readonly kind: LessonKind;
  readonly text: string;
}

/** What a city offers to others who want to know more of a programme. */
export interface Offer {
  readonly id: string;
  readonly kind: OfferKind;
  readonly title: string;
  readonly text: Pick<Text, 'lang' | 'title'> | null;
  readonly availability: string | null;
  readonly contact: Contact | null;
  /** Not asked for where programmes are only named. */
  readonly capacity?: number | null;
  readonly languages?: readonly string[] | null;
}

interface Experience {
  readonly topic: Term | null;
  readonly programme: { readonly id: string; readonly title: string } | null;
  readonly role: Role;
  readonly since: string | null;
  readonly until: string | null;
  readonly summary: string | null;
}

/** What a table has of an expert. */
export interface ExpertRow {
  readonly id: string;
  readonly kind: StaffKind;
  readonly name: string;
  readonly role: string | null;
  readonly department: string | null;
  readonly languages: readonly string[];
  readonly contact: Contact | null;
  readonly source: string | null;
  /** When the city last changed the record, ISO 8601. */
  readonly updatedAt: string;
  readonly city: City | null;
  readonly experiences: readonly Experience[];
}

/** What a page has of an expert: also what is offered to see of the programmes in which they worked. */
export interface Expert extends ExpertRow {
  readonly experiences: readonly (Experience & {
    readonly programme: {
      readonly id: string;
      readonly title: string;
      readonly contact: Contact | null;
      readonly offers: readonly Offer[] | null;
    } | null;
  })[];
}

// What contract 1.1 added is null from a city on 1.0, lists too.

/** What a table has of a programme. */
export interface ProgrammeRow extends Titled {
  readonly id: string;
  readonly status: ProgrammeStatus | null;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly goodPractice: boolean;
  readonly openToVisitors: boolean | null;
  readonly costs: readonly Cost[] | null;
  /** In full-time equivalents. */
  readonly staffEffort: number | null;
  readonly reach: { readonly value: number; readonly unit: string } | null;
  readonly contact: Contact | null;
  readonly offers: readonly Pick<Offer, 'kind' | 'title' | 'availability'>[] | null;
  readonly licence: string | null;
  /** When the city last looked whether it is still true. */
  readonly reviewedOn: string | null;
  readonly updatedAt: string;
  readonly source: string | null;
  readonly city: City | null;
  readonly partners: readonly Partner[];
}

/** What a page has of a programme: all that a council paper needs. */
export interface Programme extends ProgrammeRow {
  readonly problem: string | null;
  readonly approach: string | null;
  readonly funding: readonly Funding[] | null;
  readonly results: readonly Result[] | null;
  readonly lessons: readonly Lesson[] | null;
  readonly targetGroups: readonly string[] | null;
  readonly legalBasis: readonly { readonly title: string; readonly url: string | null }[] | null;
  readonly documents: readonly Document[];
  readonly staff: readonly {
    readonly id: string;
    readonly name: string;
    readonly role: string | null;
    readonly contact: Contact | null;
  }[];
  readonly offers: readonly Offer[] | null;
  readonly exchanges:
    readonly { readonly id: string; readonly title: string; readonly startsOn: string | null }[] | null;
  readonly adaptedFrom: Adaptation | null;
  readonly adaptedBy: {
    readonly nodes: readonly (Adaptation | null)[];
    readonly coverage: Pick<Coverage, 'complete'>;
  } | null;
}

/** A programme of another city, in its words. */
export interface Adaptation {
  readonly id: string;
  readonly title: string;
  readonly text: Pick<Text, 'lang' | 'title'> | null;
  readonly city: City | null;
}

/** What a table has of an exchange. */
export interface ExchangeRow extends Titled {
  readonly id: string;
  readonly kind: ExchangeKind;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly durationDays: number | null;
  readonly participants: number | null;
  readonly participantsApproximate: boolean;
  readonly place: string | null;
  readonly registerBy: string | null;
  readonly openTo: string | null;
  readonly url: string | null;
  readonly contact: Contact | null;
  readonly source: string | null;
  readonly updatedAt: string;
  /** Who recorded and published it. Null when it has left the network. */
  readonly city: City | null;
  /** As the city that published it says. */
  readonly host: City | null;
  /** Whether the host says so too. Null when that is not known. */
  readonly hostConfirmed: boolean | null;
  readonly guests: readonly (City | null)[];
  readonly partners: readonly Partner[];
}

/** What a page has of an exchange. */
export interface Exchange extends ExchangeRow {
  readonly results: readonly Result[] | null;
}

/** An offer that was searched for. */
export interface FoundOffer extends Titled {
  readonly id: string;
  readonly kind: OfferKind;
  readonly availability: string | null;
  /** For how many people at once. */
  readonly capacity: number | null;
  readonly languages: readonly string[] | null;
  readonly contact: Contact | null;
  readonly source: string | null;
  readonly updatedAt: string;
  readonly city: City | null;
  /** What it is about, where it belongs to one. */
  readonly programme: { readonly id: string; readonly title: string } | null;
}

/** A need that was searched for. */
export interface FoundNeed extends Titled {
  readonly id: string;
  readonly status: NeedStatus | null;
  readonly wantedBy: string | null;
  readonly contact: Contact | null;
  readonly source: string | null;
  readonly updatedAt: string;
  readonly city: City | null;
}

/** A record found. Its node is null when its city could not be had for the details. */
export interface Hit<Node> {
  readonly score: number;
  readonly why: readonly MatchReason[];
  readonly node: Node | null;
}

export interface CityAnswer {
  readonly status: AnswerStatus;
  readonly hits: number | null;
  readonly withheld: boolean | null;
  /** How long it took to answer; null where it was not asked, or is not known. */
  readonly tookMs?: number | null;
  readonly city: City;
}

export interface Coverage {
  readonly asked: number;
  readonly answered: number;
  readonly notAsked: number;
  /** Further cities that have something for members alone. Null for members, and where words decide. */
  readonly withheld: number | null;
  readonly complete: boolean;
  readonly cities: readonly CityAnswer[];
}

/** What a part of the question was taken for. */
export interface UnderstoodPart {
  readonly kind: 'CONCEPT' | 'CITY' | 'ALLIANCE' | 'COUNTRY' | 'NAME' | 'WORD';
  /** As typed. */
  readonly text: string;
  readonly label: string;
  readonly concept: (Term & { readonly narrower: readonly Term[] }) | null;
  readonly city: NamedCity | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  /** Whether the question leaves the city, the alliance or the country out. */
  readonly excluded: boolean;
}

export interface NamedCity extends City {
  readonly population: number | null;
  readonly connected: boolean;
}

/** A question near one that found nothing, for which cities count something. */
export interface NearQuestion {
  readonly kind: Uppercase<SearchKind>;
  /** Null for the question as it was asked. */
  readonly concept: Term | null;
  /** Whether it is asked without the conditions on cities. */
  readonly everywhere: boolean;
  readonly cities: number;
}

export interface HitPage<Node> {
  readonly totalCount: number;
  /** Whether no more match: a city with very many counts some of them. */
  readonly totalCountIsExact: boolean;
  /** How many have all subjects of the question. Null with fewer than two, and where a city cannot tell. */
  readonly totalMatchingAll: number | null;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly endCursor: string | null;
    /** Not told of a table. */
    readonly hasPreviousPage?: boolean;
    readonly startCursor?: string | null;
  };
  readonly understood: readonly UnderstoodPart[];
  readonly ignored: readonly { readonly text: string; readonly reason: IgnoredReason }[];
  readonly didYouMean: readonly Term[];
  /** Null where the hub would not look for any. */
  readonly nearQuestions: readonly NearQuestion[] | null;
  readonly expansion: readonly Term[];
  readonly edges: readonly Hit<Node>[];
  readonly coverage: Coverage;
  /** Asked for by the search page alone. */
  readonly facets?: FacetsOfAnswer | null;
}

/** How many match. Null where so few do that it is not told: then fewer than so many. */
interface Told {
  readonly count: number | null;
  readonly fewerThan?: number | null;
}

/** How all matches divide. What a kind of search does not divide by is not asked for. */
export interface FacetsOfAnswer {
  /** Whether they are left out, since a name may have been asked for. */
  readonly withheld: boolean;
  /** How many matches are of cities that cannot say how theirs divide. */
  readonly notDivided: number;
  readonly cities: readonly (Told & { readonly city: City })[];
  readonly alliances: readonly (Told & { readonly alliance: { readonly id: string; readonly name: string } })[];
  readonly concepts: readonly (Told & { readonly concept: Term })[];
  readonly countries: readonly (Told & { readonly country: string })[];
  readonly populations: readonly (Told & {
    readonly population: { readonly min: number; readonly below: number | null };
  })[];
  readonly roles?: readonly (Told & { readonly role: Role })[];
  readonly languages?: readonly (Told & { readonly language: string })[];
  readonly statuses?: readonly (Told & { readonly status: ProgrammeStatus })[];
  readonly needStatuses?: readonly (Told & { readonly status: NeedStatus })[];
  readonly goodPractice?: readonly (Told & { readonly value: boolean })[];
  readonly openToVisitors?: readonly (Told & { readonly value: boolean })[];
  readonly funders?: readonly (Told & { readonly funder: string })[];
  readonly years?: readonly (Told & { readonly year: number })[];
  /** Of which there may be more than is counted: cities that only they ask did not answer in full. */
  readonly atLeast?: readonly FacetField[];
}

/** How many another kind of search finds for the same question. */
export interface OtherCount {
  readonly totalCount: number;
  readonly coverage: Pick<Coverage, 'asked' | 'notAsked' | 'complete'>;
}

export type SearchAnswer =
  | { readonly kind: 'experts'; readonly page: HitPage<Expert> }
  | { readonly kind: 'programmes'; readonly page: HitPage<Programme> }
  | { readonly kind: 'exchanges'; readonly page: HitPage<Exchange> }
  | { readonly kind: 'offers'; readonly page: HitPage<FoundOffer> }
  | { readonly kind: 'needs'; readonly page: HitPage<FoundNeed> };

/** What the export asks for, which reads many records at a time. */
export type TableAnswer =
  | { readonly kind: 'experts'; readonly page: HitPage<ExpertRow> }
  | { readonly kind: 'programmes'; readonly page: HitPage<ProgrammeRow> }
  | { readonly kind: 'exchanges'; readonly page: HitPage<ExchangeRow> }
  | { readonly kind: 'offers'; readonly page: HitPage<FoundOffer> }
  | { readonly kind: 'needs'; readonly page: HitPage<FoundNeed> };

/** The experience for which an expert was found. Undefined when matched by text alone. */
export function findExperience<Shown extends Experience>(
  { experiences }: { readonly experiences: readonly Shown[] },
  reason: MatchReason | undefined,
): Shown | undefined {
  if (!reason?.topic) return undefined;
  return experiences.find(
    (experience) =>
      experience.topic?.id === reason.topic?.id &&
      experience.role === reason.role &&
      experience.since === reason.since &&
      experience.until === reason.until,
  );
}

/** The other subjects of the question that a record is about, by the labels of their concepts. */
export function furtherSubjectsOf(why: readonly MatchReason[]): readonly string[] {
  return why.flatMap(({ match, concept }) => (match === 'ASPECT' && concept ? [concept.label] : []));
}

/**
 * The name of the city that published a record: of the one that its id belongs to, whoever the record speaks of. Where that
 * city is not named, since it left the network or does not name itself, its slug stands for it.
 */
export function publisherOf({ id, city }: { readonly id: string; readonly city: City | null }): string {
  return city?.name ?? slugOfOwner(id);
}

/** Who published an exchange, where that is not the host that it names. */
export function foreignPublisherOf(exchange: ExchangeRow): string | undefined {
  return exchange.host?.id === slugOfOwner(exchange.id) ? undefined : publisherOf(exchange);
}

/** Of an id `<city>:<type>:<local>`, which the hub lets through from that city alone. */
export function slugOfOwner(id: string): string {
  return id.slice(0, id.indexOf(':'));
}

/** Title and summary as they are shown: in the reader's language where the city has it, else in its own. */
export function textOf({ title, summary, lang, text }: Titled): Text {
  return text ?? { lang, title, summary };
}
