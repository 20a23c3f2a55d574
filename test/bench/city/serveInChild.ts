import { once } from 'node:events';
import { pino } from 'pino';
import { createCityServer } from '../../../subgraphs/city/serve/createCityServer';
import { servePlainly } from './servePlainly';

export interface Served {
  /** The city's GraphQL. */
  readonly city: string;
  /** A hand-written statement behind node's http. */
  readonly plain: string;
}

/** Serves the city named second from the database named first, in both ways, until nobody listens any more. */
async function serve(databaseUrl: string, cityId: string): Promise<void> {
  const city = await createCityServer(
    { cityId, databaseUrl, host: '127.0.0.1', port: 0, trust: { kind: 'unsigned' }, disclosureDays: 1 },
    pino({ level: 'silent' }),
  );
  const plain = await servePlainly(databaseUrl, cityId);
  process.send?.({ city: city.url, plain: plain.url } satisfies Served);
  await once(process, 'disconnect');
  await Promise.all([city.close(), plain.close()]);
}

const [databaseUrl = '', cityId = ''] = process.argv.slice(2);
serve(databaseUrl, cityId).catch((error: unknown) => {
  process.stderr.write(String(error));
  process.exit(1);
});
