import { foreignPublisherOf, textOf } from '../search/SearchAnswer';
import type { Exchange } from '../search/SearchAnswer';
import { exchangeFacts } from '../facts/exchangeFacts';
import { exchangeFooting } from '../facts/footing';
import { formatPartialDate } from '../language/describePeriod';
import type { Texts } from '../language/Texts';
import { Facts } from './Facts';
import { Footing } from './Footing';

/** A meeting of cities. Who published it is said before all that it says, wherever that is not the host it names. */
export function ExchangeResult({ exchange, texts }: { readonly exchange: Exchange; readonly texts: Texts }) {
  const days = [exchange.startsOn, exchange.endsOn]
    .filter((date) => date !== null)
    .map((date) => formatPartialDate(date, texts.language));
  const publisher = foreignPublisherOf(exchange);
  const { title, summary, lang } = textOf(exchange);
  return (
    <>
      <h3 lang={lang ?? undefined}>{title}</h3>
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
      {summary !== null && <p lang={lang ?? undefined}>{summary}</p>}
      <Facts facts={exchangeFacts(exchange, texts)} />
      <Footing line={exchangeFooting(exchange, texts)} />
    </>
  );
}
