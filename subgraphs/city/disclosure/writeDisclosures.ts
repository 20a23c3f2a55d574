import type { CityContext } from '../context';

/**
 * Writes what an answer disclosed into the log, in one statement; none when there is nothing to log. Hits that are posts
 * or units are left out; of a record that is gone by now it cannot be told, so it is logged.
 */
export async function writeDisclosures({
  disclosures,
  viewer,
  dataSource,
  requestId,
}: Pick<CityContext, 'disclosures' | 'viewer' | 'dataSource' | 'requestId'>): Promise<void> {
  const disclosed = disclosures?.list() ?? [];
  if (viewer.anonymous || disclosed.length === 0) return;
  await dataSource.query(
    `INSERT INTO disclosure (organisation, subject, request_id, staff_key, extent)
     SELECT $1, $2, $3, disclosed.staff_key, disclosed.extent
     FROM unnest($4::text[], $5::text[]) AS disclosed(staff_key, extent)
     LEFT JOIN staff ON staff.key = disclosed.staff_key
     WHERE disclosed.extent = 'RECORD' OR coalesce(staff.kind, 'PERSON') = 'PERSON'`,
    [
      viewer.organisation,
      viewer.subject,
      requestId,
      disclosed.map(({ staffKey }) => staffKey),
      disclosed.map(({ extent }) => extent),
    ],
  );
}
