import type {
  City,
  Contact,
  Exchange,
  Expert,
  NamedCity,
  FoundNeed,
  FoundOffer,
  Programme,
  Term,
} from '../search/SearchAnswer';
import type { SubjectCounts } from '../search/subjectCounts';

// What `createRecordOperation` asks for, in the API's own words; see schema/api.graphql.

interface Published {
  readonly id: string;
  readonly updatedAt: string;
  readonly source: string | null;
  readonly contact: Contact | null;
  readonly city: City | null;
  readonly topics: readonly TopicOf[];
}

/** A city's topic, and what it means in the network's subjects. */
export interface TopicOf extends Term {
  readonly mappings: readonly { readonly concept: Term | null }[];
}

/** Any record of a city, with what else it leads to. */
export type WholeRecord =
  | { readonly kind: 'staff'; readonly record: Expert }
  | { readonly kind: 'programme'; readonly record: Programme & Pick<Published, 'topics'> }
  | { readonly kind: 'exchange'; readonly record: Exchange & Pick<Published, 'topics'> }
  | { readonly kind: 'offer'; readonly record: FoundOffer & Pick<Published, 'topics'> }
  | { readonly kind: 'need'; readonly record: FoundNeed & Pick<Published, 'topics'> };

/** The first of a list, and how many there are. Null where the city could not be had for it. */
export type First<Item> = { readonly totalCount: number; readonly nodes: readonly (Item | null)[] } | null;

/** A record by what a list says of it. */
export interface Listed {
  readonly id: string;
  readonly title: string;
  readonly text: { readonly lang: string | null; readonly title: string } | null;
}

export interface WholeCity extends NamedCity {
  readonly status: CityStatus;
  readonly languages: readonly string[];
  readonly source: string | null;
  readonly alliances: readonly { readonly id: string; readonly name: string }[];
  readonly programmes: First<Listed>;
  readonly offers: First<Listed>;
  readonly exchanges: First<Listed & { readonly startsOn: string | null }>;
  readonly needs: First<Listed>;
  readonly staff: First<Pick<Expert, 'id' | 'name' | 'role' | 'department' | 'contact'>>;
  readonly topics: First<TopicOf>;
}

/** A city, and which are like it, the most similar first; empty where that could not be had. */
export interface CityAmongOthers extends WholeCity {
  readonly similar: readonly { readonly id: string; readonly name: string }[];
}

export type CityStatus = 'LISTED' | 'PENDING' | 'ADMITTED' | 'UNREACHABLE' | 'REFUSED' | 'QUARANTINED' | 'SUSPENDED';

export interface WholeSubject extends Term {
  readonly altLabels: readonly string[];
  readonly definition: string | null;
  readonly broader: readonly Term[];
  readonly narrower: readonly Term[];
  readonly related: readonly Term[];
  readonly cities: {
    readonly totalCount: number;
    /** Cities that may have something, too. */
    readonly notCounted: number;
    readonly edges: readonly (SubjectCounts & { readonly node: City })[];
  } | null;
}

/** A meeting of cities by what a list says of it: whose city nobody knows is null. */
export interface Meeting extends Listed {
  readonly startsOn: string | null;
  readonly host: Met | null;
  readonly guests: readonly (Met | null)[];
}

type Met = Pick<City, 'id' | 'name'>;

/** A subject, and who met about it. Null where that could not be had. */
export interface SubjectWithMeetings extends WholeSubject {
  readonly meetings: (NonNullable<First<Meeting>> & { readonly coverage: { readonly complete: boolean } }) | null;
}

/** All that has a page. */
export type Whole =
  | WholeRecord
  | { readonly kind: 'city'; readonly record: CityAmongOthers }
  | { readonly kind: 'subject'; readonly record: SubjectWithMeetings };
