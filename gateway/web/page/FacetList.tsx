import { searchTextsOf } from '../language/searchTexts';
import type { Texts } from '../language/Texts';
import { facetGroupsOf } from '../search/facetGroups';
import type { FacetGroup } from '../search/facetGroups';
import type { Search } from '../search/Search';
import type { FacetsOfAnswer } from '../search/SearchAnswer';

/** So many values are seen at a glance. */
const MOST_SHOWN = 6;

interface FacetListProps {
  readonly facets: FacetsOfAnswer;
  /** How many were found. */
  readonly found: number;
  readonly search: Search;
  readonly addressOf: (other: Partial<Search>) => string;
  readonly texts: Texts;
}

/** How the matches divide: each value is a link to the question with it, or without it. Beside the list where there is room, else folded. */
export function FacetList({ facets, found, search, addressOf, texts }: FacetListProps) {
  const words = searchTextsOf(texts.language);
  const groups = facetGroupsOf(facets, search, texts);
  if (groups.length === 0 && (!facets.withheld || found === 0)) return null;
  return (
    <details class="facets">
      <summary>{words.narrowDown}</summary>
      <nav aria-label={words.narrowDown}>
        {facets.withheld && <p>{words.facetsWithheld}</p>}
        {groups.map((group) => (
          <section key={group.name}>
            <h2>{words.facets[group.name]}</h2>
            <Values values={group.values.slice(0, MOST_SHOWN)} addressOf={addressOf} />
            {group.values.length > MOST_SHOWN && (
              <details>
                <summary>{words.furtherValues(group.values.length - MOST_SHOWN)}</summary>
                <Values values={group.values.slice(MOST_SHOWN)} addressOf={addressOf} />
              </details>
            )}
          </section>
        ))}
        {facets.notDivided > 0 && <p>{words.notDivided(facets.notDivided)}</p>}
      </nav>
    </details>
  );
}

interface ValuesProps {
  readonly values: FacetGroup['values'];
  readonly addressOf: FacetListProps['addressOf'];
}

function Values({ values, addressOf }: ValuesProps) {
  return (
    <ul>
      {values.map(({ label, count, isInForce, other }) => (
        <li key={label}>
          {other === undefined ? (
            <span>{label}</span>
          ) : (
            <a href={addressOf(other)} rel="nofollow" aria-current={isInForce ? 'true' : undefined}>
              {label}
            </a>
          )}{' '}
          <span class="count">{count}</span>
        </li>
      ))}
    </ul>
  );
}
