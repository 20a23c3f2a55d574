import type { EntityManager } from 'typeorm';

const CONTACT = 'contact_post, contact_email, contact_phone, contact_url';
const RESULT = 'indicator, unit, evidence_title, evidence_url';

/** Where texts are that somebody wrote: the table, the key that says which record it is, and the texts. */
export const TEXTS: readonly { readonly table: string; readonly key: string; readonly texts: string }[] = [
  { table: 'topic', key: 'key', texts: 'labels::text' },
  { table: 'staff', key: 'key', texts: 'name, role, department, email, additional::text, source' },
  {
    table: 'programme',
    key: 'key',
    texts: `title, summary, additional::text, source, problem, approach, costs_note, target_groups::text, legal_basis::text, reach_unit, ${CONTACT}`,
  },
  { table: 'programme_translation', key: 'programme_key', texts: 'title, summary' },
  { table: 'programme_funding', key: 'programme_key', texts: 'fund, funder, url' },
  { table: 'programme_result', key: 'programme_key', texts: RESULT },
  { table: 'programme_lesson', key: 'programme_key', texts: 'text' },
  { table: 'programme_partner', key: 'programme_key', texts: 'name' },
  { table: 'programme_document', key: 'programme_key', texts: 'title, url' },
  { table: 'experience', key: 'key', texts: 'summary, source' },
  { table: 'exchange', key: 'key', texts: `title, summary, source, place, url, open_to, ${CONTACT}` },
  { table: 'exchange_translation', key: 'exchange_key', texts: 'title, summary' },
  { table: 'exchange_result', key: 'exchange_key', texts: RESULT },
  { table: 'exchange_partner', key: 'exchange_key', texts: 'name' },
  { table: 'need', key: 'key', texts: `title, summary, source, ${CONTACT}` },
  { table: 'need_translation', key: 'need_key', texts: 'title, summary' },
  { table: 'offer', key: 'key', texts: `title, summary, source, availability, ${CONTACT}` },
  { table: 'offer_translation', key: 'offer_key', texts: 'title, summary' },
];

/** Nobody goes through more of them at a time. */
const MOST = 100;

/** Whose name is looked for. */
export interface Named {
  readonly key: string;
  readonly kind: string;
  readonly name: string;
  readonly email: string | null;
}

/**
 * Other records whose texts name somebody: by the whole name, by the last word of a person's name, or by the e-mail
 * address, as whole words in any case. Texts are written for people, so this is a list to look through and no proof: a
 * namesake is on it, and a nickname is not.
 */
export async function findMentions(manager: EntityManager, named: Named): Promise<readonly Mention[]> {
  const found = TEXTS.map(
    ({ table, key, texts }, place) =>
      `SELECT ${place} AS place, '${table}' AS "table", ${key}::text AS key FROM ${table}
       WHERE concat_ws(' ', ${texts}) ~* $1 ${exceptOwn(table)}`,
  );
  const rows = await manager.query<Mention[]>(
    `SELECT "table", key FROM (${found.join(' UNION ALL ')}) AS found
     GROUP BY place, "table", key ORDER BY place, key LIMIT ${MOST}`,
    [patternOf(named), named.key],
  );
  return rows;
}

function exceptOwn(table: string): string {
  if (table === 'staff') return 'AND key <> $2';
  return table === 'experience' ? 'AND staff_key <> $2' : '';
}

/** A regular expression of PostgreSQL. */
function patternOf({ kind, name, email }: Named): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  // A unit's last word is a word of the language.
  const wanted = [words.map(escape).join('\\s+'), ...(kind === 'PERSON' && last.length > 2 ? [escape(last)] : [])];
  if (email !== null) wanted.push(escape(email));
  return `(^|\\W)(${wanted.join('|')})(\\W|$)`;
}

function escape(text: string): string {
  return text.replace(/[^\p{L}\p{N}\s]/gu, '\\$&');
}

/** A text of another record in which a person is named. */
export interface Mention {
  /** The table, which is the kind of record. */
  readonly table: string;
  /** What the source calls the record. */
  readonly key: string;
}
