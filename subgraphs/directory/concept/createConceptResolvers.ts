import { BadUserInputError } from '../BadUserInputError';
import { isLanguageTag } from '../city/languageTag';
import type { DirectorySources } from '../DirectorySources';
import { parseFirst } from '../parseFirst';
import type { Reference } from '../Reference';
import { isHubId } from '../slug';
import type { Concept } from '../vocabulary/Concept';
import { pickText, textsIn } from '../vocabulary/LangString';

const CONCEPTS_ON_A_PAGE = 20;

interface ConceptsArguments {
  readonly text?: string | null;
  readonly lang?: string | null;
  readonly first?: number | null;
}

interface LangArgument {
  readonly lang?: string | null;
}

/** The language that texts are asked for in; null without one. */
function readLanguage(lang: string | null | undefined): string | null {
  if (lang == null) return null;
  if (!isLanguageTag(lang)) throw new BadUserInputError('lang', 'a language tag (BCP 47) such as "de"', lang);
  return lang;
}

export function createConceptResolvers({ vocabulary }: Pick<DirectorySources, 'vocabulary'>) {
  const resolveAll = (ids: readonly string[]): readonly Concept[] =>
    ids.map((id) => vocabulary.get(id)).filter((concept) => concept !== undefined);

  return {
    Query: {
      concepts: (_: unknown, { text, lang, first }: ConceptsArguments): readonly Concept[] =>
        vocabulary.complete(text ?? '', { lang: readLanguage(lang), first: parseFirst(first, CONCEPTS_ON_A_PAGE) }),

      concept: (_: unknown, { id }: { id: string }): Concept | null => {
        if (!isHubId('concept', id))
          throw new BadUserInputError('id', 'the id of a concept such as "concept:housing"', id);
        return vocabulary.get(id) ?? null;
      },
    },
    Concept: {
      __resolveReference: ({ id }: Reference): Concept | null => vocabulary.get(id) ?? null,

      label: ({ prefLabels }: Concept, { lang }: LangArgument): string | undefined =>
        pickText(prefLabels, readLanguage(lang)),
      altLabels: ({ altLabels }: Concept, { lang }: LangArgument): readonly string[] => {
        const language = readLanguage(lang);
        return (language === null ? altLabels : textsIn(altLabels, language)).map(({ text }) => text);
      },
      definition: ({ definitions }: Concept, { lang }: LangArgument): string | undefined =>
        pickText(definitions, readLanguage(lang)),
      broader: ({ broader }: Concept): readonly Concept[] => resolveAll(broader),
      narrower: ({ narrower }: Concept): readonly Concept[] => resolveAll(narrower),
      related: ({ related }: Concept): readonly Concept[] => resolveAll(related),
    },
  };
}
