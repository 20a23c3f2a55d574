import { foreignPublisherOf } from '../search/SearchAnswer';
import type { Exchange } from '../search/SearchAnswer';
import { formatPartialDate } from '../language/describePeriod';
import type { Texts } from '../language/Texts';
import { Facts } from './Facts';

/** A meeting of cities. Who published it is said before all that it says, wherever that is not the host it names. */
export function ExchangeResult({ exchange, texts }: { readonly exchange: Exchange; readonly texts: Texts }) {
  const days = [exchange.startsOn, exchange.endsOn]
    .filter((date) => date !== null)
    .map((date) => formatPartialDate(date, texts.language));
  const publisher = foreignPublisherOf(exchange);
  return (
    <>
      <h3>{exchange.title}</h3>
      {publisher !== undefined && <p class="publisher">{texts.publishedBy(publisher)}</p>}
      <p class="where">
        {[
          texts.exchangeKinds[exchange.kind],
          [...new Set(days)].join(' – ') || undefined,
          exchange.durationDays === null ? undefined : texts.days(exchange.durationDays),
          exchange.participants === null
            ? undefined
            : texts.participants(exchange.participants, exchange.participantsApproximate),
        ]
          .filter((part) => part !== undefined)
          .join(' · ')}
      </p>
      {exchange.summary !== null && <p>{exchange.summary}</p>}
      <Facts
        facts={[
          [texts.host, exchange.host?.name],
          [
            texts.guests,
            exchange.guests
              .filter((guest) => guest !== null)
              .map((guest) => guest.name)
              .join(', '),
          ],
          [texts.partners, exchange.partners.map((partner) => partner.name).join(', ')],
          [texts.source, exchange.source],
        ]}
      />
    </>
  );
}
