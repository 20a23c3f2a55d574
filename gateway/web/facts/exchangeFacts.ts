import { formatPartialDate } from '../language/describePeriod';
import type { Texts } from '../language/Texts';
import { foreignPublisherOf } from '../search/SearchAnswer';
import type { Exchange } from '../search/SearchAnswer';
import { contactLine, webPage } from './contact';
import { list, only, tell } from './Fact';
import type { Fact } from './Fact';
import { resultsFact } from './results';

/** Where cities meet, who may come and until when, who was there, and what came of it. */
export function exchangeFacts(exchange: Exchange, texts: Texts): readonly Fact[] {
  const { host, guests, registerBy, url } = exchange;
  return only(
    tell(texts.registerBy, registerBy === null ? null : formatPartialDate(registerBy, texts.language)),
    tell(texts.openTo, exchange.openTo),
    tell(texts.place, exchange.place),
    list(texts.contact, [
      [...contactLine(exchange.contact, texts, exchange), url === null ? undefined : webPage(url, texts)],
    ]),
    list(texts.host, [[host && { id: host.id, text: host.name }, host && describeConfirmation(exchange, texts)]]),
    list(texts.guests, [guests.map((guest) => guest && { id: guest.id, text: guest.name })]),
    tell(texts.partners, exchange.partners.map((partner) => partner.name).join(', ')),
    resultsFact(exchange.results, texts),
    tell(texts.source, exchange.source),
  );
}

/** Whether the host says so too, wherever it did not publish the exchange itself. */
function describeConfirmation(exchange: Exchange, texts: Texts): string | undefined {
  if (foreignPublisherOf(exchange) === undefined) return undefined;
  switch (exchange.hostConfirmed) {
    case true:
      return texts.confirmedByHost;
    case false:
      return texts.notConfirmedByHost;
    case null:
      return texts.hostNotHeard;
  }
}
