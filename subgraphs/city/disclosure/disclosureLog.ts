import type { ApolloServerPlugin } from '@apollo/server';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { CityContext } from '../answer/context';
import { RequestAbandonedError } from '../database/Deadline';
import { SERVICE_UNAVAILABLE } from '../errors';

/**
 * Logs what an answer discloses before it leaves. An answer that cannot be logged is withheld whole, also where its
 * records are public: a log with gaps would prove nothing, and an anonymous viewer, who is not logged, can still ask for
 * what is public.
 */
export function createDisclosurePlugin(logger: Logger): ApolloServerPlugin<CityContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: async ({ contextValue, response }) => {
          try {
            await writeDisclosures(contextValue);
          } catch (error) {
            const isLate = error instanceof RequestAbandonedError;
            if (!isLate) {
              logger.error({ err: error, requestId: contextValue.requestId }, 'an answer could not be logged');
            }
            response.http.status = isLate ? 503 : 500;
            response.body = {
              kind: 'single',
              singleResult: {
                errors: [
                  {
                    message: 'The answer is withheld, because the city could not log it.',
                    extensions: { code: isLate ? SERVICE_UNAVAILABLE : 'INTERNAL_SERVER_ERROR' },
                  },
                ],
              },
            };
          }
        },
      }),
  };
}

/**
 * Writes what an answer disclosed into the log, in one statement; none when there is nothing to log. Of hits and counts,
 * posts and units are left out; of a record that is gone by now it cannot be told, so it is logged.
 */
async function writeDisclosures({
  disclosures,
  viewer,
  dataSource,
  requestId,
}: Pick<CityContext, 'disclosures' | 'viewer' | 'dataSource' | 'requestId'>): Promise<void> {
  const { records = [], counts = [] } = disclosures ?? {};
  if (viewer.anonymous || records.length + counts.length === 0) return;
  await dataSource.query(
    `INSERT INTO disclosure (
       organisation, subject, request_id, extent, staff_key, concepts, filter, total, facets, staff_keys
     )
     SELECT $1, $2, $3, record.extent, record.staff_key, NULL, NULL, NULL, NULL, NULL
     FROM unnest($4::text[], $5::text[]) AS record(staff_key, extent)
     LEFT JOIN staff ON staff.key = record.staff_key
     WHERE record.extent <> 'HIT' OR coalesce(staff.kind, 'PERSON') = 'PERSON'
     UNION ALL
     SELECT $1, $2, $3, 'COUNT', NULL, count.concepts, count.filter, count.total, count.facets,
       CASE WHEN count.keys IS NOT NULL THEN ARRAY(
         SELECT counted.key FROM unnest(count.keys) AS counted(key) LEFT JOIN staff ON staff.key = counted.key
         WHERE coalesce(staff.kind, 'PERSON') = 'PERSON' ORDER BY counted.key COLLATE "C"
       ) END
     FROM jsonb_to_recordset($6) AS count(concepts text[], filter jsonb, total integer, facets boolean, keys text[])`,
    [
      viewer.organisation,
      viewer.subject,
      requestId,
      records.map(({ staffKey }) => staffKey),
      records.map(({ extent }) => extent),
      JSON.stringify(counts),
    ],
  );
}

export interface Retention {
  /** Ends the deletion under way; none follows. */
  stop(): Promise<void>;
}

const INTERVAL_MS = 60 * 60_000;

/**
 * Deletes what is older than `days` from the disclosure log, now and every hour. A deletion that fails is logged and
 * tried again with the next. The timer keeps no process alive.
 */
export function startRetention(dataSource: DataSource, days: number, logger: Logger): Retention {
  async function deleteOld(): Promise<void> {
    try {
      await dataSource.query('DELETE FROM disclosure WHERE at < now() - make_interval(days => $1)', [days]);
    } catch (error) {
      logger.error({ err: error }, 'the disclosure log could not be shortened');
    }
  }

  let deletion = deleteOld();
  const timer = setInterval(() => {
    deletion = deletion.then(deleteOld);
  }, INTERVAL_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await deletion;
    },
  };
}
