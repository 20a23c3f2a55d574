import type { CityContext } from '../context';

/**
 * Writes what an answer disclosed into the log, in one statement; none when there is nothing to log. Of hits and counts,
 * posts and units are left out; of a record that is gone by now it cannot be told, so it is logged.
 */
export async function writeDisclosures({
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
