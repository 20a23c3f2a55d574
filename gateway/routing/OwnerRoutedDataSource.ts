import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { AskCity, CityReply } from '../../subgraphs/contract/AskCity';
import { FaultLog } from '../../subgraphs/search/ask/FaultLog';
import { letOthersGoOn } from '../../subgraphs/search/ask/turns';
import { batchCalls } from '../../subgraphs/search/ask/batchCalls';
import type { RecordQuestion } from '../../subgraphs/search/hits/RecordQuestion';
import type { CityCursors } from '../../subgraphs/search/SearchSources';
import { admitWork } from '../../subgraphs/search/cost/admitWork';
import { RateLimitedError, TooCostlyError } from '../../subgraphs/search/cost/Account';
import { workOfFetch } from '../../subgraphs/search/cost/workOf';
import type { ReadEvent } from '../../subgraphs/search/SearchDependencies';
import type { HubContext } from '../context';
import type { DataSource } from '../engine/createGateway';
import type { NextFetch } from '../engine/executor/NextFetch';
import { CameWithHits, nameQuestion } from './CameWithHits';
import { EntityQuestions } from './EntityQuestions';
import type { EntityQuestion, SentQuestion } from './EntityQuestions';
import type { Variables } from './fieldRules';
import { toFetchedRecords } from './FetchedRecords';
import type { FetchedRecords } from './FetchedRecords';
import { firstPosition, mergeParts, ReadingBudget, readPart } from './partAnswers';
import type { PartAnswer } from './partAnswers';
import type { RequestWarnings } from './RequestWarnings';
import { splitByOwner } from './splitByOwner';
import type { Part, Representation } from './splitByOwner';
import { toRecordQuestions } from './toRecordQuestions';

export interface OwnerRouting {
  /** The schema that every city serves. */
  readonly contract: GraphQLSchema;
  /** False for a city that is listed without a server: what it would own is null, and that is no error. */
  readonly isConnected: (cityId: string, context: HubContext) => boolean;
  readonly askCity: AskCity;
  readonly cursors: CityCursors;
  /** What one request of a client costs at most, in points. */
  readonly maxCost: number;
  /** Is told what lists of each city were read, and for which request. */
  readonly onRead?: ((event: ReadEvent, context: HubContext) => void) | undefined;
  /** Takes note of what a city was not asked for, since its version of the contract lacks it. */
  readonly warnings?: RequestWarnings;
  /** Is told of the records that each city gave, for which request. */
  readonly onRecords?: (fetched: FetchedRecords, context: object) => void;
  readonly logger: Logger;
}

/** What a city was asked for a part. */
interface AskedPart {
  readonly question: EntityQuestion;
  /** As it was sent. */
  readonly sent: SentQuestion;
  readonly variables: Variables;
  /** What was not sent, since the cursors in it are none of the city. */
  readonly leftOut?: readonly string[] | undefined;
}

/** A plan has few different fetches of one level: these a city answers side by side, and one that fails stays apart. */
const FETCHES_APART = 4;

/**
 * The logical subgraph `city`, which is all the cities. Apollo Federation knows one owner for each field, while here
 * every city serves the same schema and owns other records: the owner stands in the id. So a batch of representations is
 * split by owner, each city is asked for its own part at the same time, and the answers are put back in order.
 *
 * A plan makes a fetch of each alias and each place. What the fetches of one level ask a city goes there in as few requests
 * as the questions of searches do, and counts against the same cost.
 */
export class OwnerRoutedDataSource implements DataSource {
  readonly #questions: EntityQuestions;
  readonly #faultsTold = new FaultLog();

  constructor(private readonly routing: OwnerRouting) {
    this.#questions = new EntityQuestions(routing.contract, routing.cursors);
  }

  async process(request: Parameters<DataSource['process']>[0]): ReturnType<DataSource['process']> {
    const { query = '', variables = {} } = request.request;
    const { representations } = variables;
    if (!Array.isArray(representations)) {
      // The contract has no root field that clients see, so the gateway never plans this.
      throw new Error('The subgraph "city" can only be asked for entities.');
    }
    const batch = representations as Representation[];
    const context = request.context as HubContext;
    // A plan makes a fetch of each alias, all in one turn.
    const others = letOthersGoOn(context);
    if (others) await others;
    const { deadline, viewer, traceparent, requestId } = context;
    const call = { signal: deadline.signal, remainingMs: deadline.remainingMs(), viewer, traceparent };
    const question = this.#questions.of(query, variables);

    const { parts, unowned } = splitByOwner(batch);
    const known = parts.filter(({ city }) => this.routing.isConnected(city, context));
    const came = CameWithHits.of(context);
    const asking = nameQuestion(query, variables);
    const split = known.map((part) => came.split(asking, part));
    const missing = split.flatMap((part) => part.missing ?? []);
    const refusal = await this.#admit(context, missing, () => question.weigh(variables));
    const asked = refusal ? [] : missing;

    const askCity = batchCalls(context, this.routing.askCity, FETCHES_APART);
    const answers = await Promise.all([
      ...split
        .flatMap((one) => one.came ?? [])
        .map(({ part, reply }) => {
          const { variables: opened } = question.cursors.open(variables, part.city, this.routing.cursors);
          return this.#read(context, part, reply, { question, sent: question, variables: opened });
        }),
      ...asked.map(async (part) => {
        const opened = question.cursors.open(variables, part.city, this.routing.cursors);
        const spared = opened.refused.size === 0 ? undefined : question.cursors.spare(opened.refused);
        const sent = spared === undefined ? question : this.#questions.compile(spared.document);
        const operation = {
          query: sent.query,
          variables: { ...opened.variables, representations: part.representations },
        };
        const reply = await askCity(part.city, operation, call);
        const { leftOut } = spared ?? {};
        return this.#read(context, part, reply, { question, sent, variables: opened.variables, leftOut });
      }),
    ]);
    const merged = mergeParts(batch.length, answers);
    const errors = [...merged.errors, ...unowned.map((position) => noOwner(position))];
    this.#logFaults(requestId, answers, errors);
    if (refusal) errors.push(refusal);
    return { data: { _entities: merged.entities }, ...(errors.length > 0 && { errors }) };
  }

  /** What will be asked of the records that a search finds. */
  recordQuestions(next: readonly NextFetch[], context: object): readonly RecordQuestion[] {
    const { cursors } = this.routing;
    return toRecordQuestions(next, { questions: this.#questions, cursors, came: CameWithHits.of(context) });
  }

  /** Reads a city's reply to a part, and tells of it whoever wants to know. */
  async #read(context: HubContext, part: Part, reply: CityReply, asked: AskedPart): Promise<PartAnswer> {
    const { question, sent, variables, leftOut } = asked;
    const { read, mayBeWrong } = sent;
    this.#warnOfOmissions(context, part, reply);
    const told = await readPart(part, reply, { read, mayBeWrong, variables, budget: ReadingBudget.of(context) });
    const answer = leftOut === undefined ? told : withoutForeign(told, leftOut);
    this.#warnOfCuts(context, answer);
    this.#tellOfLists(context, answer, question);
    if (told.status === 'ANSWERED') {
      this.routing.onRecords?.(toFetchedRecords(told, question.document, { sent, variables }), context);
    }
    return answer;
  }

  /** A client's wrong argument is no matter for the operator, nor is what the log has of a city already. */
  #logFaults(requestId: string, answers: readonly PartAnswer[], errors: readonly GraphQLFormattedError[]): void {
    const faults = errors.filter(({ extensions }) => extensions?.code !== 'BAD_USER_INPUT');
    const failing = new Map<unknown, string>();
    for (const { message, extensions } of faults) {
      const city = extensions?.city;
      if (!failing.has(city)) failing.set(city, `${String(extensions?.code)} ${message}`);
    }
    for (const { part } of answers) if (!failing.has(part.city)) this.#faultsTold.didWell(part.city);
    const isNews = [...failing].map(([city, fault]) => this.#faultsTold.isNews(String(city), fault)).includes(true);
    if (isNews) {
      this.routing.logger.warn(
        { requestId, errors: faults.slice(0, 10), count: faults.length },
        'cities failed to answer',
      );
    }
  }

  /** Why these cities are not asked, as an error of the fetch: the client's request costs more than it may, or has left. */
  async #admit(
    context: HubContext,
    asked: readonly Part[],
    weigh: () => number,
  ): Promise<GraphQLFormattedError | undefined> {
    const [first] = asked;
    if (first === undefined) return undefined;
    const valuesOfEach = weigh();
    const values = asked.map(({ city, representations }) => [city, representations.length * valuesOfEach] as const);
    try {
      await admitWork(context, workOfFetch(values), this.routing.maxCost);
      return undefined;
    } catch (error) {
      if (!(error instanceof TooCostlyError || error instanceof RateLimitedError)) throw error;
      return { message: error.message, path: ['_entities', firstPosition(first)], extensions: error.extensions };
    }
  }

  /** Of what was asked of the part's own entities: a plan names other types too. */
  #warnOfOmissions(context: HubContext, { city, representations }: Part, reply: CityReply): void {
    if (reply.status !== 'ANSWERED' || !reply.omissions?.length) return;
    const types = new Set(representations.map(({ __typename }) => __typename));
    for (const omission of reply.omissions) {
      if (omission.of === null || types.has(omission.of)) this.routing.warnings?.add(context, city, omission);
    }
  }

  #tellOfLists(context: HubContext, answer: PartAnswer, { countLists }: EntityQuestion): void {
    const { onRead } = this.routing;
    // A page of a stranger is what everybody may see.
    if (onRead === undefined || context.viewer.anonymous) return;
    const { part } = answer;
    const read = new Map<string, number>();
    for (const [index, { __typename }] of part.representations.entries()) {
      const counts = countLists(__typename, answer.status === 'ANSWERED' ? answer.entities[index] : null);
      for (const [list, count] of counts) read.set(list, (read.get(list) ?? 0) + count);
    }
    if (read.size > 0) onRead({ cityId: part.city, answered: answer.status === 'ANSWERED', read }, context);
  }

  #warnOfCuts(context: HubContext, answer: PartAnswer): void {
    if (answer.status !== 'ANSWERED' || answer.cuts.size === 0) return;
    const { city } = answer.part;
    const { requestId } = context;
    this.routing.logger.info(
      { requestId, city, fields: [...answer.cuts.keys()] },
      'a city sent longer values than may be',
    );
    for (const cut of answer.cuts.values()) this.routing.warnings?.addCut(context, city, cut);
  }
}

/** What was not asked for, since the cursors in it are none of this city, is null and an error. */
function withoutForeign(answer: PartAnswer, leftOut: readonly string[]): PartAnswer {
  if (answer.status !== 'ANSWERED') return answer;
  const { city } = answer.part;
  const nulls = Object.fromEntries(leftOut.map((key) => [key, null]));
  const errors = answer.entities.flatMap((entity, index) =>
    entity === null ? [] : leftOut.map((key) => foreignCursor(city, ['_entities', index, key])),
  );
  return {
    ...answer,
    entities: answer.entities.map((entity) => entity && { ...entity, ...nulls }),
    errors: [...answer.errors, ...errors],
  };
}

function foreignCursor(city: string, path: readonly (string | number)[]): GraphQLFormattedError {
  return {
    message: `after must be a cursor of this list of ${city}.`,
    path,
    extensions: { code: 'BAD_USER_INPUT', argument: 'after', city },
  };
}

function noOwner(position: number): GraphQLFormattedError {
  return {
    message: 'The id is malformed or of another type.',
    path: ['_entities', position],
    extensions: { code: 'BAD_USER_INPUT' },
  };
}
