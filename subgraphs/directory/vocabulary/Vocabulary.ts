import type { Aspect, Part } from './Aspect';
import { textsIn } from './Concept';
import type { Concept, LangString } from './Concept';
import { createCompoundIndex } from './createCompoundIndex';
import type { CompoundIndex } from './createCompoundIndex';
import { createEvidenceIndex } from './createEvidenceIndex';
import type { EvidenceIndex } from './createEvidenceIndex';
import { createLabelIndex } from './createLabelIndex';
import type { LabelIndex } from './createLabelIndex';
import { createNearestIndex } from './createNearestIndex';
import type { NearestIndex } from './createNearestIndex';
import { createQuestionReader } from './createQuestionReader';
import type { QuestionReader } from './createQuestionReader';
import { createSubjectRelation } from './createSubjectRelation';
import { createWholeLabelIndex } from './createWholeLabelIndex';
import type { WholeLabelIndex } from './createWholeLabelIndex';
import { findLoneName } from './findLoneName';
import { findNames } from './findNames';
import { foldText, readings } from './foldText';
import { labelsBy, Lexicon } from './Lexicon';
import { meetAspects } from './meetAspects';
import type { Hierarchy } from './meetAspects';
import { narrowAspects } from './narrowAspects';
import { quoteWords } from './quoteWords';
import type { Reading } from './Reading';
import { weighReading } from './weighReading';
import { withoutEverydayVerbs } from './withoutEverydayVerbs';
import { isStopWordOfAnyLanguage } from './wordLists';

/** The concepts that all cities share, with what is asked of them in a search. It does not change once it is made. */
export class Vocabulary {
  readonly #concepts: ReadonlyMap<string, Concept>;
  readonly #narrower: ReadonlyMap<string, readonly (readonly string[])[]>;
  readonly #lexicon: Lexicon;
  readonly #wholes: WholeLabelIndex;
  readonly #compounds: CompoundIndex;
  readonly #labels: LabelIndex;
  readonly #nearest: NearestIndex;
  readonly #evidence: EvidenceIndex;
  readonly #readQuestion: QuestionReader;
  readonly #hierarchy: Hierarchy;

  /** @param concepts without a circle in `broader`, each relation leading to one of them, as `parseVocabulary` sees to */
  constructor(concepts: readonly Concept[]) {
    this.#concepts = new Map(concepts.map((concept) => [concept.id, concept]));
    this.#narrower = new Map(concepts.map(({ id }) => [id, collectNarrower(id, this.#concepts)]));
    this.#lexicon = new Lexicon(concepts);
    this.#wholes = createWholeLabelIndex(this.#lexicon);
    this.#labels = createLabelIndex(concepts, this.#lexicon);
    this.#nearest = createNearestIndex(concepts);
    this.#evidence = createEvidenceIndex(concepts);
    this.#compounds = createCompoundIndex(this.#lexicon);
    this.#readQuestion = createQuestionReader({
      lexicon: this.#lexicon,
      wholes: this.#wholes,
      compounds: this.#compounds,
      broader: (id) => this.get(id)?.broader ?? [],
    });
    this.#hierarchy = {
      narrower: (id) => this.narrower(id),
      broader: (id) => this.get(id)?.broader ?? [],
      labelOf: (id, lang) => this.#labelOf(id, lang),
      isAbout: createSubjectRelation(this.#lexicon),
    };
  }

  /**
   * Makes what is otherwise made by the first questions that need it, step by step: with many concepts it is a second's work,
   * and one long question may need most of it.
   */
  *prepare(): Iterable<unknown> {
    yield* this.#lexicon.prepare();
    yield* this.#wholes.prepare();
    yield* this.#compounds.prepare();
    yield* this.#nearest.prepare();
    yield* this.#evidence.prepare();
  }

  has(id: string): boolean {
    return this.#concepts.has(id);
  }

  get(id: string): Concept | undefined {
    return this.#concepts.get(id);
  }

  ids(): readonly string[] {
    return [...this.#concepts.keys()];
  }

  concepts(): readonly Concept[] {
    return [...this.#concepts.values()];
  }

  /** All concepts below one, near ones first, without itself. Empty for an unknown id. */
  narrower(id: string): readonly string[] {
    return this.narrowerByStep(id).flat();
  }

  /** Those one step below a concept, then those two steps below it, and so on; each where it is nearest. Empty for an unknown id. */
  narrowerByStep(id: string): readonly (readonly string[])[] {
    return this.#narrower.get(id) ?? [];
  }

  /** Those right above a concept, then those that are related to it. Empty for an unknown id. */
  near(id: string): readonly string[] {
    const { broader = [], related = [] } = this.get(id) ?? {};
    return [...broader, ...related];
  }

  /** What somebody who types this may mean, best first: see `createLabelIndex`. */
  complete(text: string, { lang, first }: { lang?: string | null; first: number }): readonly Concept[] {
    return this.#labels(text, { lang: lang ?? undefined, first })
      .map((id) => this.#concepts.get(id))
      .filter((concept) => concept !== undefined);
  }

  /**
   * What a question in words means: at most 5 concepts, each with its label. See `createQuestionReader`, `meetAspects` and `weighReading`.
   */
  read(text: string): Reading {
    const question = this.#readQuestion(text);
    const named = narrowAspects(withoutEverydayVerbs(question, this.#hierarchy), this.#hierarchy);
    const read = { aspects: named, understood: meetAspects(named, this.#hierarchy) };
    const { aspects, understood } = question.isElsewhere
      ? read
      : weighReading(read, this.#evidence.weigh(question), this.#hierarchy);
    const used = new Set(understood.flatMap(({ words }) => words));
    // Where what it has in common is meant, it is not the words together that say so.
    const whole = understood.every(({ meets = [] }) => meets.length === 0)
      ? aspects.find(({ parts, concepts }) => parts.length > 0 && concepts.some(({ id }) => isAmong(id, understood)))
      : undefined;
    const isOnly = aspects.length === 1 && aspects[0] === whole;
    const main = whole !== undefined && isOnly ? this.#mainPartOf(whole, question.typed) : [];
    const unused = (words: readonly number[]) => words.filter((at) => !used.has(at));
    const unread = unused(question.unknown);
    const typedOtherwise = [...question.unknown, ...question.known].filter(
      (at) => question.typed[at] !== question.asTyped[at],
    );
    const subjects = understood.map(({ words, ...named }) => ({ ...named, text: quoteWords(question.asTyped, words) }));
    const names = findNames(question.typed, unread, question.joined);
    const loneName = names.length > 0 ? undefined : findLoneName(question.typed, unread, subjects);
    return {
      understood: subjects,
      aspects: mergeSame(aspects.flatMap((aspect) => splitAspect(aspect, isOnly && main.length === 0))),
      parts: whole?.parts.map(({ concepts }) => concepts) ?? [],
      main,
      unread: unread.map((at) => quoteWords(question.typed, [at])),
      names: loneName === undefined ? names : [loneName],
      vague: unused(question.known).map((at) => quoteWords(question.typed, [at])),
      asTyped: new Map(typedOtherwise.map((at) => [question.typed[at] ?? '', question.asTyped[at] ?? ''])),
    };
  }

  /** The ids of concepts that words may be about which name none, the nearest first: a guess, see `createNearestIndex`. */
  nearest(words: readonly string[], first: number): readonly Concept['id'][] {
    return this.#nearest.nearest(words, first);
  }

  /** Whether labels have a word, in whatever form of it. No typo counts, and no part of a compound. */
  knows(word: string): boolean {
    return this.#lexicon.formsOf(readings(word)).length > 0;
  }

  /** Whether a word is a label by itself, in whatever form of it. */
  isLabel(word: string): boolean {
    return this.#lexicon.formsOf(readings(word)).some((term) => labelsBy(term).length > 0);
  }

  /**
   * Of what words name together that stand apart, and what is below all of its parts, the part that says most of it, which has the fewest
   * narrower concepts: of `debts of the young`, debts. A fixed term is one thing, of which no part alone is meant: `youth welfare`.
   */
  #mainPartOf({ concepts, parts }: Aspect, typed: readonly string[]): readonly Concept['id'][] {
    const isAbove = (id: Concept['id']) => concepts.some((concept) => this.narrower(id).includes(concept.id));
    const places = parts.map(({ position }) => position);
    const between = typed.slice(Math.min(...places) + 1, Math.max(...places));
    const standApart = between.some((word) => isStopWordOfAnyLanguage(foldText(word)));
    if (!standApart || !parts.every((part) => part.concepts.some(isAbove))) return [];
    const breadth = (part: Part) => new Set(part.concepts.flatMap((id) => [id, ...this.narrower(id)])).size;
    return parts.toSorted((one, other) => breadth(one) - breadth(other))[0]?.concepts.filter(isAbove) ?? [];
  }

  #labelOf(id: string, lang: string): LangString {
    const labels = this.get(id)?.prefLabels ?? [];
    return textsIn(labels, lang)[0] ?? labels[0] ?? { lang, text: id };
  }
}

function isAmong(id: string, named: readonly { readonly id: string }[]): boolean {
  return named.some((concept) => concept.id === id);
}

/** What can be meant at a place of the question. */
interface Subject {
  readonly ids: readonly string[];
  readonly position: number;
}

/**
 * The concepts of each of the subjects that are named one by one: what a record has that is about the whole, it has of each. Where
 * nothing else is asked for and each concept has all of them, so has each hit, and they are one.
 */
function splitAspect({ concepts, parts, position }: Aspect, isOnly: boolean): readonly Subject[] {
  const ids = concepts.map(({ id }) => id);
  const isOne = ids.every((id) => parts.every(({ within }) => within.includes(id)));
  if (parts.length === 0 || (isOnly && isOne)) return [{ ids, position }];
  return parts.map((part) => ({
    ids: [...part.concepts, ...ids.filter((id) => part.within.includes(id))],
    position: part.position,
  }));
}

/** In the order of the question. A word that two labels have is a subject once: that of which the same concept is the best. */
function mergeSame(subjects: readonly Subject[]): readonly (readonly string[])[] {
  const byBest = new Map<string | undefined, Set<string>>();
  for (const { ids } of subjects.toSorted((a, b) => a.position - b.position)) {
    byBest.set(ids[0], new Set([...(byBest.get(ids[0]) ?? []), ...ids]));
  }
  return [...byBest.values()].map((ids) => [...ids]);
}

function collectNarrower(id: string, concepts: ReadonlyMap<string, Concept>): readonly (readonly string[])[] {
  const found = new Set([id]);
  const steps: string[][] = [];
  for (let step = [id]; step.length > 0;) {
    step = [...new Set(step.flatMap((above) => concepts.get(above)?.narrower ?? []))].filter(
      (below) => !found.has(below),
    );
    for (const below of step) found.add(below);
    if (step.length > 0) steps.push(step);
  }
  return steps;
}
