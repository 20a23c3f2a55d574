import { foreignPublisherOf, textOf } from '../search/SearchAnswer';
import type { Exchange } from '../search/SearchAnswer';
import { exchangeFacts } from '../facts/exchangeFacts';
import { lineOf } from '../facts/Fact';
import { exchangeFooting, publisherPiece } from '../facts/footing';
import { formatPartialDate } from '../language/describePeriod';
import type { Texts } from '../language/Texts';
import { CityProse } from './CityText';
import { Facts, Pieces } from './Facts';
import { Footing } from './Footing';
import { RecordTitle } from './RecordLink';

interface ExchangeResultProps {
  readonly exchange: Exchange;
  readonly texts: Texts;
  /** Whether the page is of it alone. */
  readonly whole?: true;
}

/** A meeting of cities. Who published it is said before all that it says, wherever that is not the host it names. */
export function ExchangeResult({ exchange, texts, whole }: ExchangeResultProps) {
  const days = [exchange.startsOn, exchange.endsOn]
    .filter((date) => date !== null)
    .map((date) => formatPartialDate(date, texts.language));
  const publisher = foreignPublisherOf(exchange);
  const { title, summary, lang } = textOf(exchange);
  return (
    <>
      <RecordTitle {...{ whole, id: exchange.id, lang: lang ?? undefined }}>{title}</RecordTitle>
      {publisher !== undefined && <p class="publisher">{texts.publishedBy(publisher)}</p>}
      <p class="where">
        <Pieces
          line={lineOf(
            texts.exchangeKinds[exchange.kind],
            [...new Set(days)].join(' – '),
            exchange.durationDays === null ? undefined : texts.days(exchange.durationDays),
            exchange.participants === null
              ? undefined
              : texts.participants(exchange.participants, exchange.participantsApproximate),
            publisher === undefined ? publisherPiece(exchange) : undefined,
          )}
        />
      </p>
      {summary !== null && <CityProse text={summary} lang={lang ?? undefined} />}
      <Facts facts={exchangeFacts(exchange, texts)} />
      <Footing line={exchangeFooting(exchange, texts)} />
    </>
  );
}
