import { useContext } from 'preact/hooks';
import { compareTextsOf } from '../language/compareTexts';
import type { Texts } from '../language/Texts';
import { ChosenLang } from '../page/RecordLink';
import { compareAddress } from './Comparison';

interface CompareWithProps {
  readonly city: { readonly id: string; readonly name: string };
  /** Cities that are like it, the most similar first. */
  readonly similar: readonly { readonly id: string; readonly name: string }[];
  readonly texts: Texts;
}

/** On the page of a city: ways to hold it beside those that are like it, or beside any other. */
export function CompareWith({ city, similar, texts }: CompareWithProps) {
  const words = compareTextsOf(texts.language);
  const chosenLang = useContext(ChosenLang);
  return (
    <nav class="further" aria-labelledby="compare">
      <h2 id="compare">{words.compareCityWith(city.name)}</h2>
      <ul class="choices">
        {similar.map(({ id, name }) => (
          <li key={id}>
            <a href={compareAddress([city.id, id], chosenLang)}>{name}</a>
          </li>
        ))}
        <li>
          <a href={compareAddress([city.id], chosenLang)}>{words.anotherCity}</a>
        </li>
      </ul>
    </nav>
  );
}
