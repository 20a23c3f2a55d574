import { searchAddress } from '../search/Search';
import { mapTextsOf } from '../language/mapTexts';
import type { Texts } from '../language/Texts';

interface IntroductionProps {
  readonly texts: Texts;
  readonly chosenLang: string | undefined;
  /** Whether the page has no map itself. */
  readonly leadsToMap: boolean;
}

/** What the search is for, with questions to try, and where the cities are. */
export function Introduction({ texts, chosenLang, leadsToMap }: IntroductionProps) {
  const nothingElse = { concepts: [], cities: [], alliances: [], after: undefined };
  return (
    <section class="introduction">
      <p>{texts.introduction}</p>
      <p>{texts.forExample}</p>
      <ul>
        {texts.examples.map((example) => (
          <li key={example.text}>
            <a
              href={searchAddress({
                ...example,
                ...nothingElse,
                ...(chosenLang !== undefined && { lang: chosenLang }),
              })}
            >
              {texts.kinds[example.kind]}: {example.text}
            </a>
          </li>
        ))}
      </ul>
      {leadsToMap && (
        <p>
          <a href={chosenLang === undefined ? '/map' : `/map?lang=${chosenLang}`}>{mapTextsOf(texts.language).title}</a>
        </p>
      )}
    </section>
  );
}
