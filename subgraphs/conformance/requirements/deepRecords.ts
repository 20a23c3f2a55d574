import { z } from 'zod';
import { MAX_ITEMS } from '../../contract/bounds';
import { isDecimal } from '../../contract/decimal';
import { isOwnedBy, parseId } from '../../contract/ids';
import type { CityUnderCheck } from '../CityUnderCheck';
import { NotMetError, NoEvidenceError } from '../checkErrors';
import { askRecords } from '../records/askRecords';
import { readList, readSome } from '../records/readList';
import { exchange, need, offer, programme, recordKinds } from '../records/RecordKind';
import type { RecordKind } from '../records/RecordKind';
import type { Requirement } from '../Requirement';
import type { Viewer } from '../TokenMint';
import { expectServed } from '../readServed';
import { followRelations } from './visibility';

// What contract 1.1 asks of those cities that serve it.

const RECORDS_OF_A_KIND = 100;
/** No city speaks Klingon. */
const UNSPOKEN = 'tlh';
/** Clocks differ. */
const MOST_AHEAD_MS = 5 * 60_000;

/** Some fields of some records of a kind, as far as the city lists any. */
async function readRecords<T>(
  city: CityUnderCheck,
  kind: RecordKind,
  selection: string,
  shape: z.ZodType<T>,
  viewer: Viewer = city.widest,
): Promise<readonly T[]> {
  const { records } = await readList(city, kind, viewer);
  const ids = records.slice(0, RECORDS_OF_A_KIND).map(({ id }) => id);
  if (ids.length === 0) return [];
  const answered = await askRecords(city, kind.typename, ids, selection, shape, viewer);
  return answered.filter((record) => record !== null);
}

const money = z.object({ amount: z.string().nullable(), currency: z.string().nullable() });
const programmeMoney = z.object({
  id: z.string(),
  costs: z.array(money).nullable(),
  funding: z.array(money).nullable(),
});

const published = z.object({ id: z.string(), updatedAt: z.string(), publishedAt: z.string().nullable() });

const text = z.object({ lang: z.string().nullable(), title: z.string() }).nullable();
const translated = z.object({
  id: z.string(),
  lang: z.string().nullable(),
  title: z.string(),
  plain: text,
  other: text,
});

const adapted = z.object({ id: z.string(), adaptedFromId: z.string().nullable() });
const adaptations = z.object({
  adaptations: z.array(z.object({ id: z.string(), adaptedFrom: z.string() })).nullable(),
});
const ADAPTATIONS = 'query ($of: [ID!]!, $first: Int!) { adaptations(of: $of, first: $first) { id adaptedFrom } }';
const named = z.object({ summary: z.object({ adapts: z.array(z.string()).nullable() }) });

const confirmed = z.object({ summary: z.object({ confirms: z.array(z.string()).nullable() }) });

/** From records to those related with them, by fields that came after 1.0. */
const RELATIONS = { Programme: 'exchanges { id } offers { id }', Offer: 'programme { id }' } as const;

/** Programmes of the city that were made after others, by what a viewer sees. */
async function readAdapted(city: CityUnderCheck, viewer: Viewer): Promise<readonly [id: string, of: string][]> {
  const programmes = await readRecords(city, programme, 'id adaptedFromId', adapted, viewer);
  return programmes.flatMap(({ id, adaptedFromId }) => (adaptedFromId === null ? [] : [[id, adaptedFromId]]));
}

export const deepRecords: readonly Requirement[] = [
  {
    id: 'CITY-150',
    level: 'MUST',
    title: 'give amounts of money as decimal texts, each with its currency as ISO 4217 writes it',
    async check(city) {
      await expectServed(city, 'Programme.costs', 'Programme.funding');
      await readSome(city, programme);
      const selection = 'id costs { amount currency } funding { amount currency }';
      const programmes = await readRecords(city, programme, selection, programmeMoney);
      let seen = 0;
      for (const { id, costs, funding } of programmes) {
        for (const { amount, currency } of [...(costs ?? []), ...(funding ?? [])]) {
          if (amount === null) continue;
          seen += 1;
          if (!isDecimal(amount)) throw new NotMetError(`${id} has an amount that is no decimal`);
          if (currency === null || !/^[A-Z]{3}$/.test(currency)) {
            throw new NotMetError(`${id} has an amount without a currency such as EUR`);
          }
        }
      }
      if (seen === 0) throw new NoEvidenceError('no programme says what it costs');
      return `${seen} amounts`;
    },
  },
  {
    id: 'CITY-151',
    level: 'MUST',
    title: 'say when readers could first see a record as it is, no time to come, and the same when asked again',
    async check(city) {
      await expectServed(city, ...recordKinds.map(({ typename }) => `${typename}.publishedAt`));
      const readAll = async () =>
        (
          await Promise.all(recordKinds.map((kind) => readRecords(city, kind, 'id updatedAt publishedAt', published)))
        ).flat();
      const again = new Map((await readAll()).map((record) => [record.id, record]));
      let seen = 0;
      for (const { id, updatedAt, publishedAt } of await readAll()) {
        if (publishedAt === null) continue;
        seen += 1;
        const at = Date.parse(publishedAt);
        if (Number.isNaN(at) || at > Date.now() + MOST_AHEAD_MS)
          throw new NotMetError(`${id} was published at ${publishedAt}`);
        const other = again.get(id);
        if (other?.updatedAt === updatedAt && other.publishedAt !== publishedAt) {
          throw new NotMetError(`${id} was published at two times, without a change`);
        }
      }
      if (seen === 0) throw new NoEvidenceError('no record says when it was published');
      return `${seen} records, asked twice`;
    },
  },
  {
    id: 'CITY-152',
    level: 'MUST',
    title: 'say in which language a text is, and give one that it has where the language asked for is missing',
    async check(city) {
      const kinds = [programme, exchange, need, offer];
      await expectServed(city, ...kinds.flatMap(({ typename }) => [`${typename}.text`, `${typename}.lang`]));
      const selection = `id lang title plain: text { lang title } other: text(lang: "${UNSPOKEN}") { lang title }`;
      const records = (await Promise.all(kinds.map((kind) => readRecords(city, kind, selection, translated)))).flat();
      let told = 0;
      for (const { id, lang, title, plain, other } of records) {
        if (plain === null) continue;
        told += 1;
        if (other === null) throw new NotMetError(`${id} has no text where its language is missing`);
        if (other.lang === UNSPOKEN) throw new NotMetError(`${id} has a text in ${UNSPOKEN}, whichever that is`);
        if (plain.lang === lang && plain.title !== title) throw new NotMetError(`${id} has two titles in one language`);
      }
      if (told === 0) throw new NoEvidenceError('no record has a text that says its language');
      return `${told} records`;
    },
  },
  {
    id: 'CITY-153',
    level: 'MUST',
    title: 'tell of its programmes that were made after those asked about, as the viewer may see them, and of no other',
    async check(city) {
      await expectServed(city, 'Query.adaptations', 'Programme.adaptedFromId');
      const viewers: readonly Viewer[] = city.widest === 'anonymous' ? ['anonymous'] : ['anonymous', 'member'];
      const ofAll = [...new Set((await readAdapted(city, city.widest)).map(([, of]) => of))];
      if (ofAll.length === 0) throw new NoEvidenceError('no programme says that it was made after another');
      for (const viewer of viewers) {
        const shown = new Map(await readAdapted(city, viewer));
        for (const asked of [ofAll, ['no-such-city:programme:none']]) {
          const { adaptations: found } = await city.data(ADAPTATIONS, adaptations, {
            variables: { of: asked, first: 100 },
            viewer,
          });
          for (const { id, adaptedFrom } of found ?? []) {
            if (!isOwnedBy(city.cityId, 'programme', id))
              throw new NotMetError('it names what is no programme of its own');
            if (!asked.includes(adaptedFrom)) throw new NotMetError(`it tells of ${id}, of which it was not asked`);
            if (shown.get(id) !== adaptedFrom) throw new NotMetError(`it tells of ${id}, which it does not show so`);
          }
          const ids = new Set(found?.map(({ id }) => id));
          const missed = [...shown].find(([id, from]) => asked.includes(from) && !ids.has(id));
          if (missed !== undefined) throw new NotMetError(`it does not tell of ${missed[0]}`);
        }
      }
      return `${ofAll.length} programmes of others, asked about by ${viewers.length} viewers`;
    },
  },
  {
    id: 'CITY-154',
    level: 'MUST',
    title: 'name in its summary the programmes of others after which it made some that everybody may see',
    async check(city) {
      await expectServed(city, 'Summary.adapts', 'Programme.adaptedFromId');
      const of = new Set((await readAdapted(city, 'anonymous')).map(([, from]) => from));
      if (of.size === 0) throw new NoEvidenceError('no programme says to everybody that it was made after another');
      const { summary } = await city.data('{ summary { adapts } }', named);
      const missed = [...of].find((from) => summary.adapts?.includes(from) !== true);
      if (missed !== undefined) throw new NotMetError(`its summary does not name ${missed}`);
      return `${of.size} programmes of others`;
    },
  },
  {
    id: 'CITY-155',
    level: 'MUST',
    title: 'lead strangers from no programme or offer to a record that is for members',
    async check(city) {
      await expectServed(city, 'Programme.exchanges', 'Programme.offers', 'Offer.programme');
      return `${await followRelations(city, RELATIONS)} records followed`;
    },
  },
  {
    id: 'CITY-156',
    level: 'MUST',
    title: 'confirm in its summary exchanges that other cities recorded, each once, and no more than 1000',
    async check(city) {
      await expectServed(city, 'Summary.confirms');
      const { summary } = await city.data('{ summary { confirms } }', confirmed);
      const ids = summary.confirms ?? [];
      if (ids.length === 0) throw new NoEvidenceError('it confirms no exchange');
      if (ids.length > MAX_ITEMS) throw new NotMetError(`it confirms ${ids.length}`);
      if (new Set(ids).size < ids.length) throw new NotMetError('it confirms an exchange twice');
      const wrong = ids.find((id) => {
        const of = parseId(id);
        return of?.owner !== 'city' || of.type !== 'exchange' || of.cityId === city.cityId;
      });
      if (wrong !== undefined) throw new NotMetError(`${wrong} is no exchange that another city recorded`);
      return `${ids.length} exchanges`;
    },
  },
];
