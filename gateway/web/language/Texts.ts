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
import type { AnswerStatus, IgnoredReason, MatchKind } from '../search/SearchAnswer';
import type { CityStatus } from '../record/Record';
import type { SearchKind } from '../search/Search';

export const LANGUAGES = ['en', 'de', 'nl'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Whether a count is all there is, or cities are missing in it that may have more, or a city has more for sure. */
export type Certainty = 'ALL' | 'AT_LEAST' | 'MORE_THAN';

/** All that the hub says to people, in one language. */
export interface Texts {
  readonly language: Language;
  /** The language's name in itself. */
  readonly languageName: string;

  readonly tagline: string;
  readonly introduction: string;
  readonly skipToResults: string;
  readonly languages: string;
  readonly question: string;
  readonly questionHint: string;
  /** Of the list below the search box that completes what is typed. */
  readonly suggestions: string;
  readonly kinds: Readonly<Record<SearchKind, string>>;
  /** Of the choice in what order results stand. */
  readonly order: string;
  readonly submit: string;
  readonly forExample: string;
  readonly examples: readonly { readonly kind: SearchKind; readonly text: string }[];
  readonly footer: string;

  readonly found: (kind: SearchKind, count: number, certainty: Certainty) => string;
  /** That cities with very many matches list and count some of them. */
  readonly moreThanCounted: string;
  /** How many of what was found have all subjects of the question. */
  readonly matchingAll: (count: number) => string;
  readonly noneFound: Readonly<Record<SearchKind, string>>;
  /** The same where the answer is not complete, so that it says little of what there is. */
  readonly noneFoundYet: (noneFound: string) => string;
  /** Of those that were asked, in place of that nothing was found. */
  readonly noneAnswered: (asked: number) => string;
  readonly noneFoundHint: string;
  readonly understoodAs: string;
  readonly andNarrower: (count: number) => string;
  /** Before the subjects below a broad one, from which to choose. */
  readonly isBroad: string;
  /** How many of them stand folded away. */
  readonly furtherChoices: (count: number) => string;
  /** A condition: that a city is the one named, or one of those named. */
  readonly onlyPlace: (names: string) => string;
  /** A condition: that a city is none of those named. */
  readonly notPlace: (names: string) => string;
  readonly withoutCondition: (condition: string) => string;
  readonly searchedWords: string;
  /** What is said of parts of a question that had no effect; they follow. */
  readonly ignored: Readonly<Record<IgnoredReason, string>>;
  /** Before subjects that a question may be about of which nothing was understood. */
  readonly didYouMean: string;
  readonly noCityMeets: string;
  /** The same of some conditions on cities, at least one. */
  readonly leaveNoCity: (conditions: readonly string[]) => string;
  /** Before a question near one that found nothing. */
  readonly nearQuestion: string;
  /** Of such a question: it is the one that was asked; it is without conditions on cities. */
  readonly asAsked: string;
  readonly inAllCities: string;
  readonly inCities: (count: number) => string;
  /** A number as the language writes it. */
  readonly inhabitants: (count: string) => string;
  /** Of a city; its name stands before. */
  readonly hostsNoServer: string;
  readonly why: (match: MatchKind, topic: string | undefined, concept: string | undefined) => string;
  /** The same of a topic that belongs to a narrower concept than the one asked for; the latter is undefined where it is not known. */
  readonly whyBelow: (topic: string, concept: string, asked: string | undefined) => string;
  readonly score: string;
  readonly scoreOf: (score: number) => string;
  readonly roles: Readonly<Record<Role, string>>;
  readonly staffKinds: Readonly<Record<StaffKind, string>>;
  readonly statuses: Readonly<Record<ProgrammeStatus, string>>;
  readonly exchangeKinds: Readonly<Record<ExchangeKind, string>>;
  readonly since: (date: string) => string;
  readonly until: (date: string) => string;
  readonly goodPractice: string;
  readonly openToVisitors: string;
  readonly languagesSpoken: string;
  readonly contact: string;
  readonly webPage: string;
  readonly publishedBy: (city: string) => string;
  readonly host: string;
  readonly confirmedByHost: string;
  readonly notConfirmedByHost: string;
  /** Nothing is known of whether the host confirms it. */
  readonly hostNotHeard: string;
  readonly guests: string;
  readonly partners: string;
  readonly participants: (count: number, approximate: boolean) => string;
  readonly days: (count: number) => string;
  readonly inProgramme: string;
  readonly source: string;
  /** Before the names of what stands folded away. */
  readonly more: string;
  readonly problem: string;
  readonly approach: string;
  readonly costsName: string;
  readonly costs: Readonly<Record<CostScope, Readonly<Record<CostPeriod, (amount: string) => string>>>>;
  readonly funding: string;
  readonly fundingKinds: Readonly<Record<FundingKind, string>>;
  /** A part of all costs, in per cent. */
  readonly ofCosts: (share: string) => string;
  readonly staffEffort: string;
  readonly fullTimeEquivalents: (count: string) => string;
  readonly reach: string;
  readonly results: string;
  /** How much something was before. */
  readonly before: (figure: string) => string;
  readonly lessons: Readonly<Record<LessonKind, string>>;
  readonly targetGroups: string;
  readonly legalBasis: string;
  readonly documents: string;
  readonly people: string;
  readonly exchangesAbout: string;
  readonly adaptedFrom: string;
  readonly adaptedBy: string;
  readonly licence: string;
  readonly offerKinds: Readonly<Record<OfferKind, string>>;
  readonly upToPeople: (count: number) => string;
  readonly registerBy: string;
  readonly openTo: string;
  readonly place: string;
  /** When a city last looked whether a record is still true, and when it last changed one. */
  readonly asOf: (date: string) => string;
  readonly changedOn: (date: string) => string;
  readonly reportErrorTo: (city: string, way: string) => string;
  /** Where the record names nobody to write to or to call. */
  readonly noContact: (city: string) => string;
  readonly reportErrorToCity: (city: string) => string;
  /** Subject of the message about an error. */
  readonly errorIn: (id: string) => string;
  readonly detailsMissing: string;

  readonly coverage: string;
  readonly coverageOf: (answered: number, asked: number) => string;
  readonly coverageComplete: string;
  readonly coverageIncomplete: string;
  readonly nothingAsked: string;
  /** No city had to be asked, since none counts anything that matches. */
  readonly noneCounts: string;
  /** The same where a city has something that it does not show to everybody. */
  readonly noneCountsForAll: string;
  readonly notAsked: (count: number) => string;
  /** What is said of the cities that did not answer in full; `ANSWERED` is never said. */
  readonly cityStatuses: Readonly<Record<Exclude<AnswerStatus, 'ANSWERED'>, (names: string) => string>>;
  readonly withheld: (names: string) => string;
  /** Cities that have something, but for members alone. */
  readonly withheldAlone: (count: number) => string;

  readonly furtherUse: string;
  readonly firstPage: string;
  readonly previousPage: string;
  readonly nextPage: string;
  readonly asWorkbook: string;
  readonly asCsv: string;
  readonly inExplorer: string;
  /** Of the page with all addresses of questions. */
  readonly otherAddresses: string;

  readonly badQuestion: string;
  readonly repeatedParameter: (name: string) => string;
  readonly tooLong: (name: string) => string;
  readonly unknownValue: (name: string) => string;
  /** Of a question of signs alone. */
  readonly noWord: string;
  /** Of a page behind a position that a list does not have, or not any more. */
  readonly pageGone: string;
  readonly tooCostly: string;
  readonly hubSays: string;
  readonly hubFailed: string;
  readonly hubFailedHint: string;

  readonly explorerTitle: string;
  readonly explorerIntroduction: string;
  readonly explorerExamples: string;
  readonly explorerNeedsScript: string;
  readonly backToSearch: string;

  /** Heads of the terminal client's columns. */
  readonly columns: Readonly<Record<Column, string>>;
  /** How many cities are like one, by its name. */
  readonly similarFound: (count: number, city: string) => string;
  /** Of how many cities it is not known what they work on. */
  readonly similarUnknown: (count: number) => string;
  /** In what two cities are alike; of the subjects that both work on, some, and how many further ones there are. */
  readonly alike: {
    readonly work: (subjects: string, further: number) => string;
    readonly size: string;
    readonly country: string;
  };
  /** How the terminal client's next page is had; an option follows. */
  readonly goOn: string;
  readonly goBack: string;

  /** Of somebody: what they did. */
  readonly experience: string;
  readonly subjects: string;
  readonly cities: string;
  readonly needStatuses: Readonly<Record<NeedStatus, string>>;
  readonly wantedBy: string;
  readonly alsoCalled: string;
  /** How many further words lead to a subject. */
  readonly furtherWords: (count: number) => string;
  readonly broader: string;
  readonly narrower: string;
  readonly related: string;
  /** @param kind one of `kinds` */
  readonly allOfKind: (kind: string) => string;
  /** A heading, with how many there are. */
  readonly counted: (name: string, count: number) => string;
  readonly andMore: (count: number) => string;
  readonly noCityHasIt: string;
  /** Why a city is asked nothing, or not yet; no full stop. */
  readonly connections: Readonly<Record<Exclude<CityStatus, 'ADMITTED'>, string>>;
  readonly notHere: string;
  readonly notHereHint: string;
  /** Before a record whose city did not give all of it. */
  /** Without a name where it is not known which city. */
  readonly partOnly: (city?: string) => string;
  /** Of a record whose city does not answer, or must not be asked. */
  readonly notToBeHad: string;
  readonly cityUnreachable: (city: string) => string;
  readonly noSuchCity: (city: string) => string;
  /** Of a city around which others were asked for: it is none, or it is not known where it lies. */
  readonly noSuchCentre: (city: string) => string;
  /** Of a record whose city must not be asked for now. */
  readonly citySuspended: (city: string) => string;
  readonly toCity: (city: string) => string;
  /** With which a mail about a record begins. */
  readonly mailAbout: (title: string) => string;
  readonly tooManyQuestions: string;
  readonly askAgainIn: (seconds: number) => string;
}

export type Column =
  | 'who'
  | 'contact'
  | 'city'
  | 'topic'
  | 'role'
  | 'programme'
  | 'years'
  | 'score'
  | 'status'
  | 'exchange'
  | 'offer'
  | 'need'
  | 'form'
  | 'availability'
  | 'wantedBy'
  | 'publisher'
  | 'host'
  | 'guests'
  | 'participants'
  | 'alike';
