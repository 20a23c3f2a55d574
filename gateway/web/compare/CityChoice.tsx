import { useContext } from 'preact/hooks';
import { compareTextsOf } from '../language/compareTexts';
import { formatNumber } from '../language/formatAmount';
import type { Texts } from '../language/Texts';
import { ChosenLang } from '../page/RecordLink';
import { MOST_COMPARED } from './Comparison';
import type { CityChoices } from './Comparison';

interface CityChoiceProps {
  readonly choices: CityChoices;
  /** What is compared already, by slugs. */
  readonly chosen: readonly string[];
  readonly texts: Texts;
}

/** A plain form by which cities are chosen: two, or one beside those that are compared. */
export function CityChoice({ choices, chosen, texts }: CityChoiceProps) {
  const words = compareTextsOf(texts.language);
  const chosenLang = useContext(ChosenLang);
  const free = choices.nodes.filter(({ id }) => !chosen.includes(id));
  if (chosen.length >= MOST_COMPARED || free.length === 0) return null;
  const labels = chosen.length === 0 ? [words.firstCity, words.secondCity] : [words.furtherCity];
  return (
    <form class="choice" action="/compare" method="get">
      {chosen.map((id) => (
        <input key={id} type="hidden" name="city" value={id} />
      ))}
      {labels.map((label, at) => (
        <label key={label} for={`city${at}`}>
          {label}
          <select id={`city${at}`} name="city" required>
            <option value="">{words.choose}</option>
            {free.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ))}
      {chosenLang !== undefined && <input type="hidden" name="lang" value={chosenLang} />}
      <button type="submit">{words.submit}</button>
      {choices.totalCount > choices.nodes.length && (
        <p class="hint">
          {words.notAllListed(choices.nodes.length, formatNumber(String(choices.totalCount), texts.language))}
        </p>
      )}
    </form>
  );
}
