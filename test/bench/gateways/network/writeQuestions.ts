import { writeFile } from 'node:fs/promises';
import { conceptOf, QUESTIONS } from './BenchNetwork';

/** Writes a vocabulary of the concepts that questions are about. */
export async function writeQuestions(file: string): Promise<void> {
  const concepts = Array.from({ length: QUESTIONS }, (_, question) => {
    const slug = conceptOf(question).slice('concept:'.length);
    return `<https://hanse.example/concept/${slug}> a skos:Concept ;
    skos:prefLabel "Frage ${question}"@de, "question ${question}"@en, "vraag ${question}"@nl .`;
  });
  await writeFile(file, ['@prefix skos: <http://www.w3.org/2004/02/skos/core#> .', ...concepts, ''].join('\n'));
}
