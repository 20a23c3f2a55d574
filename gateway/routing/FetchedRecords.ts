import type { DocumentNode } from 'graphql';
import type { AskCity, CityCall } from '../../subgraphs/contract/AskCity';
import type { Representation } from './splitByOwner';

/** The records that one city gave for a client. */
export interface FetchedRecords {
  readonly city: string;
  /** What was asked of each, without conditions. */
  readonly document: DocumentNode;
  readonly representations: readonly Representation[];
  /** Those of the representations, in their order. */
  readonly records: readonly FetchedRecord[];
  /** Asks the city for some of them once more, in the same words. Undefined when it does not answer. Never rejects. */
  readonly fetchAgain: (
    representations: readonly Representation[],
    askCity: AskCity,
    call: CityCall,
  ) => Promise<FetchedRecords | undefined>;
}

export interface FetchedRecord {
  /** Null when the city has no such record, or could not give it. By the keys of the document. */
  readonly entity: Readonly<Record<string, unknown>> | null;
  /** Whether something of it is missing for an error, or was dropped: what is null in it says nothing. */
  readonly isInPart: boolean;
}
