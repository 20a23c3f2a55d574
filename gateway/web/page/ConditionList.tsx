import { searchTextsOf } from '../language/searchTexts';
import type { Texts } from '../language/Texts';
import { withoutAll } from '../search/describeConditions';
import type { ConditionInForce } from '../search/describeConditions';
import type { Search } from '../search/Search';

interface ConditionListProps {
  readonly conditions: readonly ConditionInForce[];
  /** Names in the address that say nothing. */
  readonly unknown: readonly string[];
  readonly search: Search;
  readonly addressOf: (other: Partial<Search>) => string;
  readonly texts: Texts;
}

/** So many can be removed each by a link, in which all others stand. */
const MOST_LINKED = 10;

/** Every condition in force, the first each a link to the question without it; and what of the address says nothing, so that nobody takes it for one. */
export function ConditionList({ conditions, unknown, search, addressOf, texts }: ConditionListProps) {
  const words = searchTextsOf(texts.language);
  if (conditions.length + unknown.length === 0) return null;
  const further = conditions.slice(MOST_LINKED).map(({ condition }) => condition);
  return (
    <ul class="conditions" aria-label={words.conditions}>
      {conditions.slice(0, MOST_LINKED).map(({ condition, without }) => (
        <li key={condition}>
          <a href={addressOf(without(search))} aria-label={texts.withoutCondition(condition)}>
            {condition}
          </a>
        </li>
      ))}
      {further.length > 0 && (
        <li>
          <details>
            <summary>{words.furtherConditions(further.length)}</summary>
            {further.join(' · ')}
          </details>
        </li>
      )}
      {unknown.map((name) => (
        <li key={name} class="unused">
          <a href={addressOf({})}>{words.notUsed(name)}</a>
        </li>
      ))}
      {conditions.length > 1 && (
        <li class="all">
          <a href={addressOf(withoutAll(conditions, search))}>{words.withoutAll}</a>
        </li>
      )}
    </ul>
  );
}
