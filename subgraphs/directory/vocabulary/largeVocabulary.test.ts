import { parseVocabulary } from './parseVocabulary';
import { generateVocabulary } from './test/generateVocabulary';

// That it is fast is measured by the bench: other tests run beside this one.
describe('a vocabulary of 10,000 concepts and 90,000 labels', () => {
  const vocabulary = parseVocabulary(generateVocabulary(10_000), 'generated.ttl');
  const all = vocabulary.complete('', { first: 20_000 });

  it('is read completely', () => {
    expect(all).toHaveLength(10_000);
    expect(all.filter(({ prefLabels, altLabels }) => prefLabels.length !== 3 || altLabels.length !== 6)).toEqual([]);
    expect(all.filter(({ broader }) => broader.length > 1).length).toBeGreaterThan(2_000);
    const below = new Set(
      all.filter(({ broader }) => broader.length === 0).flatMap(({ id }) => vocabulary.narrower(id)),
    );
    expect(below.size).toBe(9_990);
  });

  it('is prepared in many small steps, and understands the same afterwards', () => {
    const prepared = parseVocabulary(generateVocabulary(2_000), 'generated.ttl');
    // Another text, for which tests have no vocabulary yet that they know.
    const fresh = parseVocabulary(`${generateVocabulary(2_000)}\n# Not prepared.\n`, 'generated.ttl');
    expect([...prepared.prepare()].length).toBeGreaterThan(50);
    expect([...prepared.prepare()].length).toBeLessThan(2_000);
    for (const { prefLabels } of fresh.concepts().slice(0, 20)) {
      for (const { text } of prefLabels) {
        for (const asked of [text, text.slice(1), `${text} oder sonst etwas`]) {
          expect(prepared.read(asked)).toEqual(fresh.read(asked));
        }
      }
    }
  });

  it('finds the concepts by their labels, whole and begun', () => {
    const some = all.filter((_, index) => index % 1_000 === 0);
    const missed = some
      .flatMap(({ id, prefLabels }) => prefLabels.map(({ lang, text }) => ({ id, lang, text })))
      .filter(
        ({ id, lang, text }) =>
          vocabulary.read(text).understood[0]?.id !== id ||
          !vocabulary.complete(text.slice(0, -2), { lang, first: 10 }).some((concept) => concept.id === id),
      );
    expect(missed).toEqual([]);
  });
});
