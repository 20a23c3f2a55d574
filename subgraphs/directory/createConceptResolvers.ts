import { BadUserInputError, readFirst } from '../contract/arguments';
import type { DirectorySources, Reference } from './DirectorySources';
import { isHubId } from '../contract/ids';
import type { Concept } from './vocabulary/Concept';
import { pickText, textsIn } from './vocabulary/Concept';
import { splitWords } from './vocabulary/foldText';

const FIRST = { fallback: 20, max: 100 };
/** No label has more; each further one would be held against all labels that the others leave. */
const MOST_WORDS = 12;

interface ConceptsArguments {
  readonly text?: string | null;
  readonly lang?: string | null;
  readonly first?: number | null;
}

interface LangArgument {
  readonly lang?: string | null;
}

export function createConceptResolvers({ vocabulary }: Pick<DirectorySources, 'vocabulary'>) {
  const resolveAll = (ids: readonly string[]): readonly Concept[] =>
    ids.map((id) => vocabulary.get(id)).filter((concept) => concept !== undefined);

  return {
    Query: {
      concepts: (_: unknown, { text, lang, first }: ConceptsArguments): readonly Concept[] =>
        vocabulary.complete(withFewWords(text ?? ''), { lang, first: readFirst(first, FIRST) }),

      concept: (_: unknown, { id }: { id: string }): Concept | null => {
        if (!isHubId('concept', id))
          throw new BadUserInputError('id', 'the id of a concept such as "concept:housing"', id);
        return vocabulary.get(id) ?? null;
      },
    },
    Concept: {
      __resolveReference: ({ id }: Reference): Concept | null => vocabulary.get(id) ?? null,

      label: ({ prefLabels }: Concept, { lang }: LangArgument): string | undefined => pickText(prefLabels, lang),
      altLabels: ({ altLabels }: Concept, { lang }: LangArgument): readonly string[] =>
        (lang == null ? altLabels : textsIn(altLabels, lang)).map(({ text }) => text),
      definition: ({ definitions }: Concept, { lang }: LangArgument): string | undefined => pickText(definitions, lang),
      broader: ({ broader }: Concept): readonly Concept[] => resolveAll(broader),
      narrower: ({ narrower }: Concept): readonly Concept[] => resolveAll(narrower),
      related: ({ related }: Concept): readonly Concept[] => resolveAll(related),
    },
  };
}

/** Of a text that is completed, the words that are looked up among all labels. */
export function wordsToComplete(text: string): readonly string[] {
  const words = splitWords(text);
  return words.length <= MOST_WORDS ? words : [...new Set(words)].slice(0, MOST_WORDS);
}

/** The text itself, unless it has more words than are looked up. */
function withFewWords(text: string): string {
  const looked = wordsToComplete(text);
  return looked.length === splitWords(text).length ? text : looked.join(' ');
}
