import { publisherOf } from '../search/SearchAnswer';
import type { Programme } from '../search/SearchAnswer';
import { describePeriod } from '../language/describePeriod';
import type { Texts } from '../language/Texts';
import { Facts } from './Facts';

/** What a city runs. */
export function ProgrammeResult({ programme, texts }: { readonly programme: Programme; readonly texts: Texts }) {
  return (
    <>
      <h3>{programme.title}</h3>
      <p class="where">
        {[
          publisherOf(programme),
          programme.status === null ? undefined : texts.statuses[programme.status],
          describePeriod(programme.startsOn, programme.endsOn, texts),
          programme.goodPractice ? texts.goodPractice : undefined,
          programme.openToVisitors === true ? texts.openToVisitors : undefined,
        ]
          .filter((part) => part !== undefined)
          .join(' · ')}
      </p>
      {programme.summary !== null && <p>{programme.summary}</p>}
      <Facts
        facts={[
          [texts.partners, programme.partners.map((partner) => partner.name).join(', ')],
          [texts.source, programme.source],
        ]}
      />
    </>
  );
}
