import type { Bench } from '../Bench';
import { measureLargeVocabulary } from './measureLargeVocabulary';
import { measurePlaces } from './measurePlaces';
import { measureQuestions } from './measureQuestions';
import { measureSentences } from './measureSentences';
import { measureUnderstanding } from './measureUnderstanding';

/** How well questions are understood that are not written well, and how fast, also with a vocabulary of 10,000 concepts. */
export const questionsBench: Bench = {
  name: 'questions',
  async run(options, tell) {
    tell('asking what people ask');
    const understood = await measureUnderstanding(options);
    tell('asking for places and names');
    const named = await measurePlaces();
    tell('asking with typos');
    const asked = await measureQuestions(options);
    tell('asking for labels within a sentence');
    const sentences = await measureSentences(options);
    tell('reading a large vocabulary');
    const large = measureLargeVocabulary(options);
    return {
      rows: [...understood.rows, ...named.rows, ...asked.rows, ...sentences.rows, ...large.rows],
      figures: [...understood.figures, ...named.figures, ...asked.figures, ...sentences.figures, ...large.figures],
    };
  },
};
