import { DataSource } from 'typeorm';
import { CityRecord } from '../city/CityRecord';
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
import { CreateCitySchema1795305600000 } from './CreateCitySchema1795305600000';

/**
 * The city's database, not yet connected. It never changes the schema by itself: `migrate` does.
 *
 * @param onPoolError is told of idle connections that broke. The pool replaces them, so this is news and no failure; but
 *   an `error` event that nobody hears would end the process.
 */
export function createDataSource(
  databaseUrl: string,
  onPoolError: (error: Error) => void = () => undefined,
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
      Experience,
      Exchange,
      ExchangePartner,
      Need,
      Offer,
    ],
    migrations: [CreateCitySchema1795305600000],
    synchronize: false,
    migrationsRun: false,
    logging: false,
    poolSize: 10,
    connectTimeoutMS: 5_000,
    poolErrorHandler: onPoolError,
    extra: { statement_timeout: 30_000 },
  });
}
