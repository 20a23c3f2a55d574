import { compareTextsOf, listNames } from '../language/compareTexts';
import type { Texts } from '../language/Texts';
import { AskAgain } from '../page/AskAgain';
import type { ComparedCity, Landscape } from './Comparison';
import { isSilent } from './findComparison';

interface BasisProps {
  readonly cities: readonly ComparedCity[];
  readonly landscape: Landscape | undefined;
  /** Where the same is asked again. */
  readonly again: string;
  readonly texts: Texts;
}

/** What a comparison rests on: which cities did not say all, and what is missing for it. */
export function Basis({ cities, landscape, again, texts }: BasisProps) {
  const words = compareTextsOf(texts.language);
  const name = (some: readonly ComparedCity[]) =>
    listNames(
      some.map((city) => city.name),
      texts.language,
    );
  const silent = cities.filter(isSilent);
  const outside = cities.flatMap(({ name: city, status }) =>
    status === 'ADMITTED' ? [] : [`${city}: ${texts.connections[status]}.`],
  );
  // One that was never asked anything has no subjects of which some could be missing.
  const withoutTopics = cities.filter(({ topics, status }) => topics === null && status !== 'LISTED');
  const cutOff = cities.filter(({ topics }) => topics !== null && topics.totalCount > topics.nodes.length);
  const gaps = [
    silent.length > 0 && words.silent(name(silent)),
    ...outside,
    withoutTopics.length > 0 && words.onlyTheirs(name(withoutTopics)),
    cutOff.length > 0 && words.firstTopics(name(cutOff)),
    landscape !== undefined && landscape.notCounted > 0 && words.notCounted(landscape.notCounted),
  ].filter((gap) => gap !== false);
  return (
    <section class={gaps.length === 0 ? 'coverage' : 'coverage incomplete'} aria-labelledby="coverage">
      <h2 id="coverage">{texts.coverage}</h2>
      <p>
        {[...gaps, words.figuresFrom, landscape?.summariesAsOf != null && words.countsFrom(landscape.summariesAsOf)]
          .filter((sentence) => sentence !== false)
          .join(' ')}
      </p>
      {silent.length > 0 && <AskAgain {...{ again, texts }} />}
    </section>
  );
}
