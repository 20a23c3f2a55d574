import { parseSummary } from '../../search/summary/Summary';
import type { Counts, Summary } from '../../search/summary/Summary';
import { ContractBreachError } from '../../search/hits/readFields';
import type { CityUnderCheck } from '../CityUnderCheck';
import { NotMetError, NoEvidenceError } from '../checkErrors';
import { countHits, readMappedConcepts, isAsCounted } from '../hits/findConcepts';
import type { HitKind } from '../hits/HitKind';
import { hitKinds, offerHitKind } from '../hits/HitKind';
import type { Requirement } from '../Requirement';
import { isServed } from '../readServed';
import type { Viewer } from '../TokenMint';

/** With the count that came with contract 1.1, of a city that has it. */
async function queryFor(city: CityUnderCheck): Promise<string> {
  const counts = `{ concept staff programmes exchanges offers${(await isServed(city, 'ConceptCount.needs')) ? ' needs' : ''} }`;
  return `{ summary { version asOf public ${counts} network ${counts} } }`;
}

/** Concepts of a kind whose counts are compared with its hits. */
const CONCEPTS = 60;

/** The summary as the hub reads it. Any viewer gets the same. */
export function readSummary(city: CityUnderCheck, viewer: Viewer = city.widest): Promise<Summary> {
  return city.learn(`summary ${viewer}`, async () => {
    const { data } = await city.ask(await queryFor(city), { viewer });
    try {
      return parseSummary(data?.summary);
    } catch (error) {
      if (error instanceof ContractBreachError) throw new NoEvidenceError(`${error.message}, see CITY-060`);
      throw error;
    }
  });
}

/** The sections of the summary that tell what a viewer can find. */
function sectionsFor(viewer: Viewer, { public: forAll, network }: Summary): readonly Counts[] {
  return viewer === 'member' ? [forAll, network] : [forAll];
}

export function countedFor(viewer: Viewer, summary: Summary, { counted }: HitKind, concept: string): number {
  return sectionsFor(viewer, summary).reduce((sum, counts) => sum + (counts.get(concept)?.[counted] ?? 0), 0);
}

export const summary: readonly Requirement[] = [
  {
    id: 'CITY-060',
    level: 'MUST',
    title: 'give a summary of counts by concept in two sections, as the hub reads it',
    async check(city) {
      const { status, data } = await city.ask(await queryFor(city));
      try {
        const { public: forAll, network } = parseSummary(data?.summary);
        return `${forAll.size} concepts for all, ${network.size} for members`;
      } catch (error) {
        if (error instanceof ContractBreachError) throw new NotMetError(`HTTP ${status}, ${error.message}`);
        throw error;
      }
    },
  },
  {
    id: 'CITY-061',
    level: 'MUST',
    title: 'find as many records by a concept as its summary counts',
    async check(city) {
      const counts = await readSummary(city);
      const compared: string[] = [];
      for (const kind of hitKinds) {
        const concepts = [...counts.public.keys(), ...counts.network.keys()].filter(
          (concept) => countedFor(city.widest, counts, kind, concept) > 0,
        );
        const some = [...new Set(concepts)].slice(0, CONCEPTS);
        for (const { concept, ...found } of await countHits(city, kind, some)) {
          const counted = countedFor(city.widest, counts, kind, concept);
          if (!isAsCounted(found, counted))
            throw new NotMetError(`${concept} counts ${counted}, ${kind.hitsField} finds ${found.total}`);
        }
        compared.push(`${kind.hitsField} by ${some.length} concepts`);
      }
      if (counts.public.size + counts.network.size === 0) throw new NoEvidenceError('the summary counts nothing');
      return compared.join(', ');
    },
  },
  {
    id: 'CITY-062',
    level: 'MUST',
    title: 'find nothing by a concept that its summary does not count',
    async check(city) {
      const counts = await readSummary(city);
      const mapped = await readMappedConcepts(city);
      let asked = 0;
      for (const kind of hitKinds) {
        const uncounted = mapped.filter((concept) => countedFor(city.widest, counts, kind, concept) === 0);
        const found = (await countHits(city, kind, uncounted)).find(({ total }) => total > 0);
        if (found !== undefined) {
          throw new NotMetError(`${found.concept} is not counted, and ${kind.hitsField} finds ${found.total}`);
        }
        asked += uncounted.length;
      }
      if (asked === 0) throw new NoEvidenceError('every concept that a topic maps to is counted');
      return `${asked} questions`;
    },
  },
  {
    id: 'CITY-063',
    level: 'MUST',
    title: 'give every viewer the same summary',
    async check(city) {
      const [forStrangers, forMembers] = [await readSummary(city, 'anonymous'), await readSummary(city, 'member')];
      for (const section of ['public', 'network'] as const) {
        const [one, other] = [forStrangers[section], forMembers[section]].map((counts) => JSON.stringify([...counts]));
        if (one !== other) throw new NotMetError(`the section ${section} differs between strangers and members`);
      }
      return 'the same for strangers and members';
    },
  },
  {
    id: 'CITY-064',
    level: 'SHOULD',
    title: 'keep the version of its summary while the counts are the same',
    async check(city) {
      const first = await readSummary(city);
      const again = parseSummary((await city.ask(await queryFor(city))).data?.summary);
      const same =
        JSON.stringify([...first.public, ...first.network]) === JSON.stringify([...again.public, ...again.network]);
      if (!same) throw new NoEvidenceError('the counts changed meanwhile');
      if (first.version !== again.version) throw new NotMetError('two versions for the same counts');
      return 'asked twice';
    },
  },
  {
    id: 'CITY-065',
    level: 'MUST',
    title: 'count in its summary the offers that it finds by a concept',
    async check(city) {
      const counts = await readSummary(city);
      const counted = [...counts.public.keys(), ...counts.network.keys()].slice(0, CONCEPTS);
      const concepts = [...new Set([...counted, ...(await readMappedConcepts(city))])];
      const found = await countHits(city, offerHitKind, concepts);
      for (const { concept, ...one } of found) {
        const expected = countedFor(city.widest, counts, offerHitKind, concept);
        if (!isAsCounted(one, expected))
          throw new NotMetError(`${concept} counts ${expected}, offerHits finds ${one.total}`);
      }
      if (found.every(({ total }) => total === 0)) throw new NoEvidenceError('there is no offer on any concept');
      return `${concepts.length} concepts`;
    },
  },
];
