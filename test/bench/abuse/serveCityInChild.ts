import { once } from 'node:events';
import { pino } from 'pino';
import { createCityServer } from '../../../subgraphs/city/serve/createCityServer';
import { tellLoad } from './Load';

/** Serves the city named second from the database named first until nobody listens any more. Tells its address. */
async function serve(databaseUrl: string, cityId: string): Promise<void> {
  const city = await createCityServer(
    { cityId, databaseUrl, host: '127.0.0.1', port: 0, trust: { kind: 'unsigned' }, disclosureDays: 1 },
    pino({ level: 'silent' }),
  );
  tellLoad();
  process.send?.(city.url);
  await once(process, 'disconnect');
  await city.close();
}

const [databaseUrl = '', cityId = ''] = process.argv.slice(2);
serve(databaseUrl, cityId).catch((error: unknown) => {
  process.stderr.write(String(error));
  process.exit(1);
});
