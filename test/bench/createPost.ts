import { Pool } from 'undici';

/** Sends JSON to one server over connections that stay open, and gives the body of its answer. Throws unless it is 200. */
export function createPost(url: string, connections: number) {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections, pipelining: 1 });
  return {
    async post(body: string): Promise<string> {
      const answer = await pool.request({
        method: 'POST',
        path: pathname,
        headers: { 'content-type': 'application/json' },
        body,
      });
      const text = await answer.body.text();
      if (answer.statusCode !== 200) {
        throw new Error(`${url} answered ${answer.statusCode}: ${text.slice(0, 500)}`);
      }
      return text;
    },
    close: () => pool.close(),
  };
}
