import { MAX_LINE } from '../../../subgraphs/contract/bounds';
import { foldTitle } from '../../../subgraphs/contract/foldTitle';
import type { Hit } from '../../../subgraphs/search/hits/Hit';
import { standingTold } from '../../../subgraphs/search/hits/Hit';
import { numbered } from '../../../subgraphs/search/question/Tiers';
import type { Tiers } from '../../../subgraphs/search/question/Tiers';
import type { OwnedType } from '../../../subgraphs/contract/ids';
import type { ShownRecord, ShownTopic } from './ShownRecord';

/**
 * Holds a hit against its record, as far as that was read. By what the hit says of itself it is ranked, so it has to stand
 * in the record: the part and the time of one of its experiences, its status and dates, the topic and what that maps to; and its
 * title or the time of its change, where that is its place in an order.
 * Dates may be known more precisely in the one than in the other.
 *
 * @param record null when the city says that it has none
 * @param tiers what hits were asked about beside that by which they are found, if anything
 * @returns what does not stand there, in a sentence fit for clients
 */
export function findContradiction(
  type: OwnedType,
  hit: Hit,
  record: ShownRecord | null,
  tiers?: Tiers,
): string | undefined {
  if (record === null) return `It finds ${hit.id}, and has no such record.`;
  const found = type === 'staff' ? missingInStaff(hit, record) : missingInDated(hit, record);
  const what = found ?? (tiers && missingAspect(hit, record, tiers)) ?? missingInOrder(hit, record);
  return what === undefined ? undefined : `It finds ${hit.id} by ${what}, which its record does not say.`;
}

function missingInStaff({ match, topic, role, since, until }: Hit, { experiences }: ShownRecord): string | undefined {
  // Found by its own text, without any experience.
  if (experiences === undefined || role === null) return undefined;
  const same = experiences.filter(
    (experience) =>
      (experience.role === undefined || experience.role === role) &&
      isSameDate(experience.since, since) &&
      isSameDate(experience.until, until) &&
      (topic === null || isTopic(experience.topic, topic)),
  );
  if (same.length === 0) return `the part ${role}${described(since, until)}`;
  return match.by === 'concept' && !same.some((experience) => mayMap(experience.topic, match))
    ? `${match.concept} as ${match.mapping}`
    : undefined;
}

function missingInDated(hit: Hit, record: ShownRecord): string | undefined {
  const { match, topic, since, until } = hit;
  const { status, goodPractice } = standingTold(hit) ?? {};
  if (!isSameDate(record.startsOn, since) || !isSameDate(record.endsOn, until)) {
    return `its dates${described(since, until)}`;
  }
  if (status !== undefined && record.status !== undefined && record.status !== status) {
    return `the status ${status ?? 'null'}`;
  }
  if (goodPractice === true && record.goodPractice === false) return 'being a good practice';
  if (topic === null || record.topics === undefined) return undefined;
  const same = record.topics.filter((shown) => isTopic(shown, topic));
  if (same.length === 0) return `the topic ${topic}`;
  return match.by === 'concept' && !same.some((shown) => mayMap(shown, match))
    ? `${match.concept} as ${match.mapping}`
    : undefined;
}

/** By what a hit stands in an order that is not by relevance. */
function missingInOrder({ sort }: Hit, { name, title, updatedAt }: ShownRecord): string | undefined {
  const heading = name ?? title;
  if (typeof sort === 'string' && heading != null && !isTitle(heading, sort)) return 'another title';
  if (typeof sort === 'number' && updatedAt != null && Date.parse(updatedAt) !== sort)
    return 'another time of its change';
  return undefined;
}

/** Of folded titles: letters that nobody sees stand in that of the city, and were taken out of what the hub reads. */
const NOT_COMPARED = /[ \p{Default_Ignorable_Code_Point}]/gu;

/** Whether a title, as the hub reads it, can be one of which this is the folded form: without what nobody sees, and cut where it is long. */
function isTitle(heading: string, folded: string): boolean {
  const [read, told] = [foldTitle(heading), folded].map((text) => text.replace(NOT_COMPARED, '')) as [string, string];
  return heading.length < MAX_LINE ? read === told : told.startsWith(read);
}

/** A subject by which a hit stands higher, and that none of the record's topics maps to. Words may stand in texts that nobody reads. */
function missingAspect({ matched }: Hit, record: ShownRecord, tiers: Tiers): string | undefined {
  const topics = record.topics ?? record.experiences?.map(({ topic }) => topic);
  if (topics === undefined) return undefined;
  const missing = numbered(tiers).find(({ terms }, number) => {
    const mayHave = (topic: ShownTopic | null | undefined) => terms.some(({ concept }) => mayMap(topic, { concept }));
    return matched?.includes(number) === true && !topics.some((topic) => topic !== null && mayHave(topic));
  });
  return missing && `${missing.named} as one of its subjects`;
}

function isTopic(shown: ShownTopic | null | undefined, id: string): boolean {
  if (shown === undefined) return true;
  return shown !== null && (shown.id === undefined || shown.id === id);
}

/** Whether a topic maps to the concept, in this way where one is told, as far as its mappings were read. */
function mayMap(
  shown: ShownTopic | null | undefined,
  { concept, mapping }: { readonly concept: string; readonly mapping?: string },
): boolean {
  return (
    shown?.mappings?.some(
      (one) =>
        (mapping === undefined || one.match === undefined || one.match === mapping) &&
        // Null, too, where the vocabulary of the city does not have the concept.
        (one.concept === undefined || one.concept === null || one.concept.id === concept),
    ) ?? true
  );
}

/** Whether two partial dates can be the same one. A date that was not read can be any. */
function isSameDate(shown: string | null | undefined, told: string | null): boolean {
  if (shown === undefined || shown === told) return true;
  return shown !== null && told !== null && (shown.startsWith(told) || told.startsWith(shown));
}

function described(since: string | null, until: string | null): string {
  return `${since === null ? '' : ` since ${since}`}${until === null ? '' : ` until ${until}`}`;
}
