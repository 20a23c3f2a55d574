import { Command } from 'commander';
import type { DataSource, EntityManager } from 'typeorm';
import { globalId } from '../../contract/ids';
import { writeNewFile } from '../../serving/files/writeNewFile';
import { checkDatabase } from '../database/checkDatabase';
import { connect, createDataSource } from '../database/createDataSource';
import type { ErasureSettings } from './createForgetCommand';
import { findMentions } from './findMentions';
import type { Mention, Named } from './findMentions';
import { staffKeyOf, UnknownStaffError } from './staffKeyOf';

/** The values of a row, by column, as the database has them. */
type Row = Readonly<Record<string, unknown>>;

/** All that a city holds on a member of its staff. */
interface StaffExport {
  readonly id: string;
  readonly city: string;
  readonly exportedAt: string;
  /** Null when the record is gone and only the disclosure log still knows of it. */
  readonly record: Row | null;
  readonly experiences: readonly Row[];
  /** The programmes that name the person as their staff. */
  readonly programmes: readonly Row[];
  /**
   * When what was told of the person to whom: organisation, the viewer's pseudonym, and how much. Of a question answered in
   * counts that names the person among a few: what was asked, how many there are, and whether also how they divide.
   */
  readonly disclosures: readonly Row[];
  /** Other records whose texts may name the person. */
  readonly mentions: readonly Mention[];
}

/**
 * Gathers all that is held on a member of staff (GDPR, Article 15), at one moment.
 *
 * @throws UnknownStaffError when the id is not one of this city's staff, or the city holds nothing on it
 */
export async function exportStaff(dataSource: DataSource, cityId: string, id: string): Promise<StaffExport> {
  const key = staffKeyOf(id, cityId);
  await checkDatabase(dataSource, cityId);
  return dataSource.transaction('REPEATABLE READ', async (manager) => {
    const [record] = await manager.query<(Named & Row)[]>(
      `SELECT key, kind, name, role, department, languages, email, phone, url, additional, source, visibility, updated_at,
         published_at, public_since, network_since, number, sort_name
       FROM staff WHERE key = $1`,
      [key],
    );
    const disclosures = await disclosuresOf(manager, key);
    if (record === undefined && disclosures.length === 0) {
      throw new UnknownStaffError(`The city holds nothing on ${globalId(cityId, 'staff', key)}.`);
    }
    return {
      id: globalId(cityId, 'staff', key),
      city: cityId,
      exportedAt: new Date().toISOString(),
      record: record ?? null,
      experiences: await experiencesOf(manager, key),
      programmes: await programmesOf(manager, key),
      disclosures,
      mentions: record === undefined ? [] : await findMentions(manager, record),
    };
  });
}

function experiencesOf(manager: EntityManager, key: string): Promise<Row[]> {
  return manager.query<Row[]>(
    `SELECT experience.key, topic_key AS topic, topic.labels AS topic_labels, programme_key AS programme, role, since,
       until, summary, source
     FROM experience JOIN topic ON topic.key = topic_key WHERE staff_key = $1 ORDER BY experience.key`,
    [key],
  );
}

function programmesOf(manager: EntityManager, key: string): Promise<Row[]> {
  return manager.query<Row[]>(
    `SELECT programme.key, title FROM programme_staff JOIN programme ON programme.key = programme_key
     WHERE staff_key = $1 ORDER BY programme.key`,
    [key],
  );
}

function disclosuresOf(manager: EntityManager, key: string): Promise<Row[]> {
  return manager.query<Row[]>(
    // Each half has its index.
    `SELECT at, organisation, subject AS viewer, extent, request_id AS request, concepts, filter, total, facets
     FROM (
       SELECT * FROM disclosure WHERE staff_key = $1
       UNION ALL
       SELECT * FROM disclosure WHERE staff_keys @> ARRAY[$1]
     ) AS disclosure ORDER BY at, id`,
    [key],
  );
}

/** `city export`: the right of access. */
export function createExportCommand(settings: ErasureSettings, say: (text: string) => unknown): Command {
  return new Command('export')
    .description('give all that is held on a member of staff, as JSON')
    .argument('<id>', 'such as gera:staff:12')
    .option('--output <file.json>', 'write it to a new file that only you can read, instead of showing it')
    .action(async (id: string, { output }: { readonly output?: string }) => {
      const { cityId, databaseUrl } = settings();
      const dataSource = await connect(createDataSource(databaseUrl));
      try {
        const text = JSON.stringify(await exportStaff(dataSource, cityId, id), null, 2);
        if (output === undefined) {
          say(text);
        } else {
          await writeNewFile(output, `${text}\n`, 0o600);
        }
      } finally {
        await dataSource.destroy();
      }
    });
}
