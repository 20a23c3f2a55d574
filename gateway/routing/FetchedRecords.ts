import type { DocumentNode } from 'graphql';
import type { AskCity, CityCall } from '../../subgraphs/contract/AskCity';
import type { VariableValues } from '../engine/conditions';
import type { SentQuestion } from './EntityQuestions';
import { ReadingBudget, readPart } from './partAnswers';
import type { PartAnswer } from './partAnswers';
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

/** What a city was asked for a part, as it was sent, and how its answer is read. */
interface Sent {
  readonly sent: SentQuestion;
  readonly variables: VariableValues;
}

/** @param document that was asked, by whose keys the records are read */
export function toFetchedRecords(
  { part, entities, errors }: Extract<PartAnswer, { status: 'ANSWERED' }>,
  document: DocumentNode,
  asked: Sent,
): FetchedRecords {
  const { sent, variables } = asked;
  const spoilt = new Set(errors.map(({ path }) => (path?.[0] === '_entities' ? path[1] : undefined)));
  return {
    city: part.city,
    document,
    representations: part.representations,
    records: entities.map((entity, at) => ({ entity, isInPart: spoilt.has(at) || spoilt.has(undefined) })),
    fetchAgain: async (representations, askCity, call) => {
      const operation = { query: sent.query, variables: { ...variables, representations } };
      const again = { city: part.city, representations, positions: representations.map((_, at) => [at]) };
      const reply = await askCity(part.city, operation, call);
      const answer = await readPart(again, reply, { ...sent, variables, budget: new ReadingBudget() });
      return answer.status === 'ANSWERED' ? toFetchedRecords(answer, document, asked) : undefined;
    },
  };
}
