import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';

export interface PlainServer {
  readonly url: string;
  close(): Promise<void>;
}

/** All that `entitiesQuery` asks, made into JSON by PostgreSQL itself. */
const statement = `
  SELECT json_build_object('data', json_build_object('_entities', json_agg(
    json_build_object(
      'id', $2 || ':staff:' || staff.key,
      'name', staff.name,
      'role', staff.role,
      'department', staff.department,
      'programmes', coalesce((
        SELECT json_agg(json_build_object(
          'id', $2 || ':programme:' || programme.key,
          'title', programme.title,
          'status', programme.status,
          'topics', coalesce((
            SELECT json_agg(json_build_object(
              'id', $2 || ':topic:' || topic.key,
              'label', topic.labels ->> city.language
            ) ORDER BY topic.key)
            FROM programme_topic JOIN topic ON topic.key = programme_topic.topic_key
            WHERE programme_topic.programme_key = programme.key
          ), '[]')
        ) ORDER BY programme.sort_title, programme.key)
        FROM programme_staff JOIN programme ON programme.key = programme_staff.programme_key
        WHERE programme_staff.staff_key = staff.key AND programme.visibility = 'PUBLIC'
      ), '[]')
    ) ORDER BY asked.place
  )))::text AS answer
  FROM city CROSS JOIN unnest($1::text[]) WITH ORDINALITY AS asked(key, place)
  JOIN staff ON staff.key = asked.key AND staff.visibility = 'PUBLIC'`;

/** What somebody would write who has one question, one statement and node's http, and no GraphQL. */
export async function servePlainly(databaseUrl: string, cityId: string): Promise<PlainServer> {
  const pool = new Pool({ connectionString: databaseUrl, max: 10 });
  const server = createServer((request, response) => {
    void (async () => {
      const { keys } = JSON.parse(await readBody(request)) as { readonly keys: readonly string[] };
      const { rows } = await pool.query<{ answer: string }>({ name: 'staff', text: statement, values: [keys, cityId] });
      response.setHeader('content-type', 'application/json; charset=utf-8');
      response.end(rows[0]!.answer);
    })().catch((error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.close();
      server.closeAllConnections();
      await pool.end();
    },
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += String(chunk);
  }
  return text;
}
