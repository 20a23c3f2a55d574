import type { ExchangeKind, ProgrammeStatus, Role, StaffKind } from '../../../subgraphs/contract/enums';

// What `createSearchOperation` asks for, in the API's own words; see schema/api.graphql.

export type MatchKind = 'EXACT' | 'CLOSE' | 'NARROWER' | 'BROADER' | 'TEXT';
export type AnswerStatus = 'ANSWERED' | 'PARTIAL' | 'TIMED_OUT' | 'UNREACHABLE' | 'REFUSED' | 'INVALID';

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

export interface Partner {
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

export interface Experience {
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
