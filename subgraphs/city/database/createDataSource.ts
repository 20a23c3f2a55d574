import type { ClientBase } from 'pg';
import { DataSource } from 'typeorm';
import { CityRecord } from '../city/CityRecord';
import { Document } from '../document/Document';
import { Exchange } from '../exchange/Exchange';
import { ExchangePartner } from '../exchange/ExchangePartner';
import { Experience } from '../experience/Experience';
import { Need } from '../need/Need';
import { Offer } from '../offer/Offer';
import { Programme } from '../programme/Programme';
import { ProgrammePartner } from '../programme/ProgrammePartner';
import { Staff } from '../staff/Staff';
import { Topic } from '../topic/Topic';
import { TopicMapping } from '../topic/TopicMapping';
import { AddAcceptedMappings1795305820000 } from './AddAcceptedMappings1795305820000';
import { AddProgrammeDocuments1795305810000 } from './AddProgrammeDocuments1795305810000';
import { CountMissingMarks1796100000000 } from './CountMissingMarks1796100000000';
import { CreateCitySchema1795305600000 } from './CreateCitySchema1795305600000';
import { CreateDisclosureLog1795328600000 } from './CreateDisclosureLog1795328600000';
import { CreateErasedStaff1795305700000 } from './CreateErasedStaff1795305700000';
import type { DatabaseLimits } from './DatabaseLimits';
import { operatingLimits } from './DatabaseLimits';
import { IndexNeedTopics1796400000000 } from './IndexNeedTopics1796400000000';
import { IndexOffers1795500000000 } from './IndexOffers1795500000000';
import { IndexTextsByLanguage1795400000000 } from './IndexTextsByLanguage1795400000000';
import { LogCounts1796200000000 } from './LogCounts1796200000000';
import { PrepareScores1796300000000 } from './PrepareScores1796300000000';

/**
 * The city's database, not yet connected. It never changes the schema by itself: `migrate` does.
 *
 * @param onPoolError is told of idle connections that broke. The pool replaces them, so this is news and no failure; but
 *   an `error` event that nobody hears would end the process.
 */
export function createDataSource(
  databaseUrl: string,
  onPoolError: (error: Error) => void = () => undefined,
  limits: DatabaseLimits = operatingLimits,
): DataSource {
  return new DataSource({
    type: 'postgres',
    url: databaseUrl,
    applicationName: 'hanse-city',
    entities: [
      CityRecord,
      Topic,
      TopicMapping,
      Staff,
      Programme,
      ProgrammePartner,
      Document,
      Experience,
      Exchange,
      ExchangePartner,
      Need,
      Offer,
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
    ],
    synchronize: false,
    migrationsRun: false,
    logging: false,
    poolSize: limits.poolSize,
    connectTimeoutMS: 5_000,
    poolErrorHandler: onPoolError,
    // Given to the server when a connection is made, so that they hold however it is used.
    extra: {
      ...(limits.isTransactionPooled === true
        ? { isTransactionPooled: true }
        : {
            statement_timeout: limits.statementTimeoutMs,
            lock_timeout: limits.lockTimeoutMs,
            idle_in_transaction_session_timeout: limits.idleInTransactionTimeoutMs,
          }),
      // PostgreSQL's first words to a connection may also be its last, read at once with them: before whoever asked for the
      // connection has it, and can listen.
      onConnect: (client: ClientBase) => client.on('error', failsItsStatement),
    },
  });
}

/** A connection that breaks fails the statement under way, or the next one, too; the pool drops it. */
function failsItsStatement(): void {
  // Without a listener the event would end the process.
}
