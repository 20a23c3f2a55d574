import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { conceptKnownTo, KNOWN_TO } from './knownTo';

const topicsFile = path.join(__dirname, '../../../schema/topics.ttl');

/**
 * Writes the project's vocabulary with the concepts of `KNOWN_TO`.
 *
 * @returns the ids of the project's own concepts
 */
export async function writeVocabulary(file: string): Promise<readonly string[]> {
  const topics = await readFile(topicsFile, 'utf8');
  const more = KNOWN_TO.map(
    (known) =>
      `<https://hanse.example/concept/${conceptKnownTo(known).slice('concept:'.length)}> a skos:Concept ;
    skos:prefLabel "Simuliertes Thema ${known}"@de, "simulated topic ${known}"@en, "gesimuleerd onderwerp ${known}"@nl .`,
  );
  await writeFile(file, [topics, ...more, ''].join('\n'));
  return [...topics.matchAll(/^:([a-z\d-]+) a skos:Concept\b/gm)].map(([, slug]) => `concept:${slug!}`);
}
