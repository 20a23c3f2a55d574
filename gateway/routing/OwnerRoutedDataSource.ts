import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { AskCity } from '../../subgraphs/search/AskCity';
import type { HubContext } from '../context';
import type { DataSource } from '../federation/createGateway';
import { compileAnswerReader } from './compileAnswerReader';
import type { AnswerReader } from './compileAnswerReader';
import type { FetchedRoots } from './FetchedRoots';
import { mergeParts } from './mergeParts';
import { readPart } from './readPart';
import { splitByOwner } from './splitByOwner';
import type { Representation } from './splitByOwner';

export interface OwnerRouting {
  /** The schema that every city serves. */
  readonly contract: GraphQLSchema;
  /** False for a city that is listed without a server: what it would own is null, and that is no error. */
  readonly isConnected: (cityId: string, context: HubContext) => boolean;
  readonly askCity: AskCity;
  readonly roots: FetchedRoots;
  readonly logger: Logger;
}

/** How many operations' readers are kept; the oldest goes first. */
const MAX_READERS = 500;

/**
 * The logical subgraph `city`, which is all the cities. Apollo Federation knows one owner for each field, while here
 * every city serves the same schema and owns other records: the owner stands in the id. So a batch of representations is
 * split by owner, each city is asked for its own part at the same time, and the answers are put back in order.
 */
export class OwnerRoutedDataSource implements DataSource {
  readonly #readers = new Map<string, AnswerReader>();

  constructor(private readonly routing: OwnerRouting) {}

  async process(request: Parameters<DataSource['process']>[0]): ReturnType<DataSource['process']> {
    const { query = '', variables = {} } = request.request;
    const { representations } = variables;
    if (!Array.isArray(representations)) {
      // The contract has no root field that clients see, so the gateway never plans this.
      throw new Error('The subgraph "city" can only be asked for entities.');
    }
    const batch = representations as Representation[];
    const context = request.context as HubContext;
    const { deadline, viewer, traceparent, requestId } = context;
    const call = { signal: deadline.signal, remainingMs: deadline.remainingMs(), viewer, traceparent };
    const read = this.#readerOf(query);

    const { parts, unowned } = splitByOwner(batch);
    const answers = await Promise.all(
      parts
        .filter(({ city }) => this.routing.isConnected(city, context))
        .map(async (part) => {
          const operation = { query, variables: { ...variables, representations: part.representations } };
          return readPart(part, await this.routing.askCity(part.city, operation, call), read);
        }),
    );
    const merged = mergeParts(batch.length, answers);
    const errors = [...merged.errors, ...unowned.map((position) => noOwner(position))];
    if (errors.length === 0) return { data: { _entities: merged.entities } };

    // A client's wrong argument is no matter for the operator.
    const faults = errors.filter(({ extensions }) => extensions?.code !== 'BAD_USER_INPUT');
    if (faults.length > 0) {
      this.routing.logger.warn(
        { requestId, errors: faults.slice(0, 10), count: faults.length },
        'cities failed to answer',
      );
    }
    const places = this.routing.roots.placesOf(request, batch);
    return { data: { _entities: merged.entities }, errors: errors.map((error) => atPlace(error, places)) };
  }

  #readerOf(query: string): AnswerReader {
    const known = this.#readers.get(query);
    if (known) return known;
    const reader = compileAnswerReader(query, this.routing.contract);
    const [oldest] = this.#readers.keys();
    if (oldest !== undefined && this.#readers.size >= MAX_READERS) this.#readers.delete(oldest);
    this.#readers.set(query, reader);
    return reader;
  }
}

function noOwner(position: number): GraphQLFormattedError {
  return {
    message: 'The id is malformed or of another type.',
    path: ['_entities', position],
    extensions: { code: 'BAD_USER_INPUT' },
  };
}

function atPlace(error: GraphQLFormattedError, places: readonly number[]): GraphQLFormattedError {
  const [root = '_entities', position, ...rest] = error.path ?? [];
  const place = typeof position === 'number' ? (places[position] ?? position) : 0;
  return { ...error, path: [root, place, ...rest] };
}
