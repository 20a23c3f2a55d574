import { useContext } from 'preact/hooks';
import { compareTextsOf } from '../language/compareTexts';
import type { Texts } from '../language/Texts';
import { ChosenLang, RecordLink } from '../page/RecordLink';
import { compareAddress, MOST_COMPARED } from './Comparison';
import type { ComparedCity, SimilarCities } from './Comparison';
import { describeLikeness } from './likeness';

interface SimilarProps {
  /** The first is the one to which the others are similar. */
  readonly cities: readonly [ComparedCity, ...ComparedCity[]];
  readonly similar: SimilarCities;
  readonly texts: Texts;
}

/** Cities that are like the first one, each with the reason, and the way to compare it, too, where it has something to compare. */
export function Similar({ cities, similar, texts }: SimilarProps) {
  const words = compareTextsOf(texts.language);
  const chosenLang = useContext(ChosenLang);
  const ids = cities.map(({ id }) => id);
  if (similar.edges.length === 0) return null;
  return (
    <section class="alike">
      <h2>{words.similarTo(cities[0].name)}</h2>
      <ul class="similar">
        {similar.edges.map(({ node, why }) => (
          <li key={node.id}>
            <RecordLink id={node.id}>{node.name}</RecordLink>
            {!node.connected && ` ${texts.hostsNoServer}`}
            <p class="where">{describeLikeness(why, texts)}</p>
            {node.connected && !ids.includes(node.id) && ids.length < MOST_COMPARED && (
              <p>
                <a href={compareAddress([...ids, node.id], chosenLang)}>
                  {ids.length === 1 ? words.compareWith(node.name) : words.add(node.name)}
                </a>
              </p>
            )}
          </li>
        ))}
      </ul>
      {similar.notCounted > 0 && <p class="missing">{texts.similarUnknown(similar.notCounted)}</p>}
    </section>
  );
}
