import type { ClientBase } from 'pg';
import { DataSource } from 'typeorm';
import { CityRecord } from '../record/City';
import { Document } from '../record/Document';
import { Funding } from '../record/Funding';
import { Lesson } from '../record/Lesson';
import { Experience } from '../record/Experience';
import { nodeKinds } from '../record/nodeKinds';
import { ExchangePartner, ProgrammePartner } from '../record/Partner';
import { ExchangeResult, ProgrammeResult } from '../record/Result';
import { TopicMapping } from '../record/Topic';
import { ExchangeTranslation, NeedTranslation, OfferTranslation, ProgrammeTranslation } from '../record/Translation';
import { DatabaseNotReadyError } from './checkDatabase';
import { describeConnectError } from './describeDatabaseError';
import { operatingLimits } from './DatabaseLimits';
import type { DatabaseLimits } from './DatabaseLimits';
import { PromptClient } from './PromptClient';
import type { SharedConnections } from './SharedConnections';
import { AddAcceptedMappings1795305820000 } from './migrations/AddAcceptedMappings1795305820000';
import { AddProgrammeDocuments1795305810000 } from './migrations/AddProgrammeDocuments1795305810000';
import { BoundScores1796500000000 } from './migrations/BoundScores1796500000000';
import { CountMissingMarks1796100000000 } from './migrations/CountMissingMarks1796100000000';
import { CountStaffByTopics1797100000000 } from './migrations/CountStaffByTopics1797100000000';
import { CreateCitySchema1795305600000 } from './migrations/CreateCitySchema1795305600000';
import { CreateDisclosureLog1795328600000 } from './migrations/CreateDisclosureLog1795328600000';
import { CreateErasedStaff1795305700000 } from './migrations/CreateErasedStaff1795305700000';
import { DeepenRecords1797000000000 } from './migrations/DeepenRecords1797000000000';
import { IndexNeeds1797500000000 } from './migrations/IndexNeeds1797500000000';
import { IndexNeedTopics1796400000000 } from './migrations/IndexNeedTopics1796400000000';
import { IndexOffers1795500000000 } from './migrations/IndexOffers1795500000000';
import { IndexTextsByLanguage1795400000000 } from './migrations/IndexTextsByLanguage1795400000000';
import { KnowWhatChanged1797300000000 } from './migrations/KnowWhatChanged1797300000000';
import { KnowWhatReturned1797700000000 } from './migrations/KnowWhatReturned1797700000000';
import { LogCounts1796200000000 } from './migrations/LogCounts1796200000000';
import { OrderStaff1797800000000 } from './migrations/OrderStaff1797800000000';
import { PrepareScores1796300000000 } from './migrations/PrepareScores1796300000000';
import { SortByFoldedTitles1797600000000 } from './migrations/SortByFoldedTitles1797600000000';

/** How much longer than a statement may take the server's answer is waited for. */
const SILENCE_MS = 5_000;

/**
 * The city's database, not yet connected. It never changes the schema by itself: `migrate` does.
 *
 * @param onPoolError is told of idle connections that broke. The pool replaces them, so this is news and no failure; but
 *   an `error` event that nobody hears would end the process.
 * @param shared bounds its connections together with those of other databases
 */
export function createDataSource(
  databaseUrl: string,
  onPoolError: (error: Error) => void = () => undefined,
  limits: DatabaseLimits = operatingLimits,
  shared?: SharedConnections,
): DataSource {
  return new DataSource({
    type: 'postgres',
    ...(shared && { driver: shared.driver }),
    url: databaseUrl,
    applicationName: 'hanse-city',
    entities: [
      CityRecord,
      ...nodeKinds.map(({ entity }) => entity),
      TopicMapping,
      ProgrammePartner,
      Document,
      Experience,
      ExchangePartner,
      Funding,
      Lesson,
      ProgrammeResult,
      ExchangeResult,
      ProgrammeTranslation,
      ExchangeTranslation,
      OfferTranslation,
      NeedTranslation,
    ],
    migrations: [
      CreateCitySchema1795305600000,
      CreateErasedStaff1795305700000,
      AddProgrammeDocuments1795305810000,
      AddAcceptedMappings1795305820000,
      CreateDisclosureLog1795328600000,
      IndexTextsByLanguage1795400000000,
      IndexOffers1795500000000,
      CountMissingMarks1796100000000,
      LogCounts1796200000000,
      PrepareScores1796300000000,
      IndexNeedTopics1796400000000,
      BoundScores1796500000000,
      DeepenRecords1797000000000,
      CountStaffByTopics1797100000000,
      KnowWhatChanged1797300000000,
      IndexNeeds1797500000000,
      SortByFoldedTitles1797600000000,
      KnowWhatReturned1797700000000,
      OrderStaff1797800000000,
    ],
    synchronize: false,
    migrationsRun: false,
    logging: false,
    poolSize: limits.poolSize,
    connectTimeoutMS: 5_000,
    poolErrorHandler: onPoolError,
    // Given to the server when a connection is made, so that they hold however it is used.
    extra: {
      Client: PromptClient,
      // The server ends what takes too long, unless it hangs itself, or its machine is gone.
      ...(limits.statementTimeoutMs > 0 && { query_timeout: limits.statementTimeoutMs + SILENCE_MS }),
      ...(limits.isTransactionPooled === true
        ? { isTransactionPooled: true }
        : {
            statement_timeout: limits.statementTimeoutMs,
            lock_timeout: limits.lockTimeoutMs,
            idle_in_transaction_session_timeout: limits.idleInTransactionTimeoutMs,
            ...(limits.isParallel === true ? {} : { options: withOptions('-c max_parallel_workers_per_gather=0') }),
          }),
      // PostgreSQL's first words to a connection may also be its last, read at once with them: before whoever asked for the
      // connection has it, and can listen.
      onConnect: (client: ClientBase) => client.on('error', ignoreClientError),
    },
  });
}

/** Beside what the operator sets for all of PostgreSQL's clients, which comes last and so counts. */
function withOptions(options: string): string {
  return `${options} ${process.env['PGOPTIONS'] ?? ''}`.trim();
}

/** A connection that breaks fails the statement under way, or the next one, too; the pool drops it. */
function ignoreClientError(): void {
  // Without a listener the event would end the process.
}

/** What PgBouncer says to settings that it does not pass on. */
const REFUSED_SETTING = /unsupported startup parameter/i;

/**
 * Connects to the database.
 *
 * @throws DatabaseNotReadyError where its settings, a pooler between that they do not mention, or its server are in the way; else what the
 *   database says
 */
export async function connect(dataSource: DataSource): Promise<DataSource> {
  try {
    return await dataSource.initialize();
  } catch (error) {
    if (REFUSED_SETTING.test((error as Error).message)) {
      throw new DatabaseNotReadyError(
        `The pooler before the database does not take the limits of DATABASE_STATEMENT_TIMEOUT_MS and the like (${(error as Error).message}). If it pools transactions, set DATABASE_TRANSACTION_POOLING=true.`,
      );
    }
    const { url = '' } = dataSource.options as { readonly url?: string };
    const words = describeConnectError(error, url);
    throw words === undefined ? error : new DatabaseNotReadyError(words);
  }
}
