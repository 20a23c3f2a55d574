import { testPostgres } from './testPostgres';

// eslint-disable-next-line import-x/no-default-export -- jest calls the default export of its globalTeardown module
export default async function stop(): Promise<void> {
  await testPostgres.stop();
}
