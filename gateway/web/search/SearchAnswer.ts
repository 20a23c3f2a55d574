import type { ExchangeKind, ProgrammeStatus, Role, StaffKind } from '../../../subgraphs/contract/enums';

// What `createSearchOperation` asks for, in the API's own words; see schema/api.graphql.

export type MatchKind = 'EXACT' | 'CLOSE' | 'NARROWER' | 'BROADER' | 'TEXT';
export type AnswerStatus = 'ANSWERED' | 'PARTIAL' | 'TIMED_OUT' | 'UNREACHABLE' | 'REFUSED' | 'INVALID';

interface City {
  readonly id: string;
  readonly name: string;
  readonly country: string;
}

/** A concept, or a city's topic. */
interface Term {
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

interface Experience {
  readonly topic: Term | null;
  readonly programme: { readonly id: string; readonly title: string } | null;
  readonly role: Role;
  readonly since: string | null;
  readonly until: string | null;
  readonly summary: string | null;
}

export interface Expert {
  readonly id: string;
  readonly kind: StaffKind;
  readonly name: string;
  readonly role: string | null;
  readonly department: string | null;
  readonly languages: readonly string[];
  readonly contact: {
    readonly email: string | null;
    readonly phone: string | null;
    readonly url: string | null;
  } | null;
  readonly source: string | null;
  readonly city: City | null;
  readonly experiences: readonly Experience[];
}

export interface Programme {
  readonly id: string;
  readonly title: string;
  readonly summary: string | null;
  readonly status: ProgrammeStatus | null;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly goodPractice: boolean;
  readonly openToVisitors: boolean | null;
  readonly source: string | null;
  readonly city: City | null;
  readonly partners: readonly Partner[];
}

export interface Exchange {
  readonly id: string;
  readonly kind: ExchangeKind;
  readonly title: string;
  readonly summary: string | null;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly durationDays: number | null;
  readonly participants: number | null;
  readonly participantsApproximate: boolean;
  readonly source: string | null;
  /** Who recorded and published it. Null when it has left the network. */
  readonly city: City | null;
  /** As the city that published it says. */
  readonly host: City | null;
  readonly guests: readonly (City | null)[];
  readonly partners: readonly Partner[];
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
  readonly city: City;
}

export interface Coverage {
  readonly asked: number;
  readonly answered: number;
  readonly notAsked: number;
  readonly complete: boolean;
  readonly cities: readonly CityAnswer[];
}

export interface HitPage<Node> {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly expansion: readonly Term[];
  readonly edges: readonly Hit<Node>[];
  readonly coverage: Coverage;
}

export type SearchAnswer =
  | { readonly kind: 'experts'; readonly page: HitPage<Expert> }
  | { readonly kind: 'programmes'; readonly page: HitPage<Programme> }
  | { readonly kind: 'exchanges'; readonly page: HitPage<Exchange> };

/** The experience for which an expert was found. Undefined when matched by text alone. */
export function findExperience(expert: Expert, reason: MatchReason | undefined): Experience | undefined {
  if (!reason?.topic) return undefined;
  return expert.experiences.find(
    (experience) =>
      experience.topic?.id === reason.topic?.id &&
      experience.role === reason.role &&
      experience.since === reason.since &&
      experience.until === reason.until,
  );
}

/**
 * The name of the city that published a record: of the one that its id belongs to, whoever the record speaks of. Where that
 * city is not named, since it left the network or does not name itself, its slug stands for it.
 */
export function publisherOf({ id, city }: { readonly id: string; readonly city: City | null }): string {
  return city?.name ?? slugOfOwner(id);
}

/** Who published an exchange, where that is not the host that it names. */
export function foreignPublisherOf(exchange: Exchange): string | undefined {
  return exchange.host?.id === slugOfOwner(exchange.id) ? undefined : publisherOf(exchange);
}

/** Of an id `<city>:<type>:<local>`, which the hub lets through from that city alone. */
function slugOfOwner(id: string): string {
  return id.slice(0, id.indexOf(':'));
}
