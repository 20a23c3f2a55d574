import { basename } from 'node:path';
import type { DataSource, EntityManager } from 'typeorm';
import { checkDatabase } from '../database/checkDatabase';
import { ImportError, Problems } from '../import/Problems';
import { publishNow } from '../publication/Publication';
import type { MappingKind } from '../record/Topic';
import { readDecisions } from './readDecisions';
import type { Decision } from './readDecisions';

export interface AcceptReport {
  /** Mappings that the city did not have. */
  readonly accepted: number;
  /** Mappings that had been accepted otherwise, as `CLOSE_MATCH` for example. */
  readonly changed: number;
  /** Mappings that had been accepted, and are not any more. */
  readonly takenBack: number;
  /** Decisions that changed nothing. */
  readonly unchanged: number;
}

/**
 * Makes mappings of what a person accepted in a file of suggestions, all or nothing. They hold at once, and imports keep
 * them. An empty `accept` changes nothing; `no` takes back what was accepted before.
 *
 * @throws DatabaseNotReadyError when the database lacks a migration or holds another city's data
 * @throws ImportError with all that is wrong with the file; nothing was changed
 */
export async function acceptMappings(dataSource: DataSource, cityId: string, path: string): Promise<AcceptReport> {
  await checkDatabase(dataSource, cityId);
  const file = basename(path);
  const problems = new Problems();
  const decisions = await readDecisions(path, problems);
  return dataSource.transaction(async (manager) => {
    // As imports do: what comes at the same time waits.
    await manager.query('LOCK TABLE city IN SHARE ROW EXCLUSIVE MODE');
    const before = await readBefore(manager, decisions);
    reportProblems(decisions, before, (line, column, reason) => {
      problems.add(file, line, column, reason);
    });
    if (problems.count > 0) throw new ImportError(problems.inOrder([file]), problems.count);
    return store(manager, decisions, before);
  });
}

/** How things stand with a decision's pair of topic and concept. */
interface Before {
  readonly known: boolean;
  /** How the topic maps to the concept now, wherever that is from. */
  readonly mapped: MappingKind | null;
  /** How it was accepted. */
  readonly accepted: MappingKind | null;
}

async function readBefore(manager: EntityManager, decisions: readonly Decision[]): Promise<readonly Before[]> {
  return manager.query<Before[]>(
    `SELECT topic.key IS NOT NULL AS known, mapping.match AS mapped, accepted.match AS accepted
     FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS decision(topic_key, concept_id, ordinal)
     LEFT JOIN topic ON topic.key = decision.topic_key
     LEFT JOIN topic_mapping AS mapping USING (topic_key, concept_id)
     LEFT JOIN accepted_mapping AS accepted USING (topic_key, concept_id)
     ORDER BY ordinal`,
    [decisions.map(({ topic }) => topic), decisions.map(({ concept }) => concept)],
  );
}

function reportProblems(
  decisions: readonly Decision[],
  before: readonly Before[],
  report: (line: number, column: string, reason: string) => void,
): void {
  const lines = new Map<string, number>();
  for (const [index, { line, topic, concept, verdict }] of decisions.entries()) {
    const { known = false, mapped = null, accepted = null } = before[index] ?? {};
    const isImported = mapped !== null && mapped !== accepted;
    const earlier = lines.get(`${topic} ${concept}`);
    lines.set(`${topic} ${concept}`, line);
    if (earlier !== undefined) {
      report(line, 'concept', `must stand once for a topic, but line ${earlier} decides on it too.`);
    } else if (!known && verdict.kind === 'accept') {
      report(line, 'topic', `must be the key of a topic of the city, but got "${topic}".`);
    } else if (isImported && verdict.kind === 'take back') {
      report(line, 'accept', "must not be no: the city's own import has this mapping. Remove it there.");
    } else if (isImported && verdict.kind === 'accept' && verdict.match !== mapped) {
      report(line, 'match', `must be ${mapped}, as the city's own import says, or be changed there.`);
    }
  }
}

async function store(
  manager: EntityManager,
  decisions: readonly Decision[],
  before: readonly Before[],
): Promise<AcceptReport> {
  const publishedAt = await publishNow(manager);
  const report = { accepted: 0, changed: 0, takenBack: 0, unchanged: 0 };
  for (const [index, { topic, concept, verdict }] of decisions.entries()) {
    const { mapped = null, accepted = null } = before[index] ?? {};
    if (verdict.kind === 'take back' && accepted !== null) {
      report.takenBack += 1;
      for (const table of ['accepted_mapping', 'topic_mapping']) {
        await manager.query(`DELETE FROM ${table} WHERE topic_key = $1 AND concept_id = $2`, [topic, concept]);
      }
    } else if (verdict.kind === 'accept' && verdict.match !== mapped) {
      report[accepted === null ? 'accepted' : 'changed'] += 1;
      await manager.query(
        `INSERT INTO accepted_mapping (topic_key, concept_id, match, accepted_at) VALUES ($1, $2, $3, now())
         ON CONFLICT (topic_key, concept_id) DO UPDATE SET match = excluded.match, accepted_at = excluded.accepted_at`,
        [topic, concept, verdict.match],
      );
      await manager.query(
        `INSERT INTO topic_mapping (topic_key, concept_id, match) VALUES ($1, $2, $3)
         ON CONFLICT (topic_key, concept_id) DO UPDATE SET match = excluded.match`,
        [topic, concept, verdict.match],
      );
    } else {
      report.unchanged += 1;
      continue;
    }
    await manager.query('UPDATE topic SET updated_at = now(), published_at = $2 WHERE key = $1', [topic, publishedAt]);
  }
  return report;
}
