import { Client } from 'pg';

/** How many statements go to PostgreSQL while something runs. */
export async function countStatements(run: () => Promise<unknown>): Promise<number> {
  const spy = jest.spyOn(Client.prototype, 'query');
  try {
    await run();
    return spy.mock.calls.length;
  } finally {
    spy.mockRestore();
  }
}
