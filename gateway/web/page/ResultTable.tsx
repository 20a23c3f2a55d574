import type { ComponentChildren } from 'preact';
import { contactLine } from '../facts/contact';
import { lineOf } from '../facts/Fact';
import { publisherPiece } from '../facts/footing';
import { describePeriod, formatPartialDate } from '../language/describePeriod';
import { formatMoney } from '../language/formatAmount';
import type { Texts } from '../language/Texts';
import { textOf } from '../search/SearchAnswer';
import type { City, Contact as ContactOfRecord, Hit, TableAnswer, Titled } from '../search/SearchAnswer';
import { Pieces } from './Facts';
import { RecordLink } from './RecordLink';

interface ResultTableProps {
  readonly answer: TableAnswer;
  readonly texts: Texts;
}

/** The hits as a table: what can be compared at a glance, and whom to ask. */
export function ResultTable({ answer, texts }: ResultTableProps) {
  const { columns, kinds } = texts;
  switch (answer.kind) {
    case 'experts':
      return (
        <Table name={kinds.experts} heads={[columns.who, columns.city, columns.topic, texts.contact]}>
          {rowsOf(answer.page.edges, texts, (expert, { why: [reason] }) => [
            <>
              <RecordLink id={expert.id}>{expert.name}</RecordLink>
              <Small words={[expert.role, expert.department].filter((part) => part !== expert.name)} />
            </>,
            <Pieces line={[publisherPiece(expert)]} />,
            <>
              {reason?.topic?.label}
              {reason?.role && (
                <Small words={[texts.roles[reason.role], describePeriod(reason.since, reason.until, texts)]} />
              )}
            </>,
            <Contact record={expert} texts={texts} />,
          ])}
        </Table>
      );
    case 'programmes':
      return (
        <Table
          name={kinds.programmes}
          heads={[columns.programme, columns.city, columns.status, texts.costsName, texts.contact]}
        >
          {rowsOf(answer.page.edges, texts, (programme) => [
            <Title record={programme} />,
            <Pieces line={[publisherPiece(programme)]} />,
            <>
              {programme.status !== null && texts.statuses[programme.status]}
              <Small
                words={[
                  describePeriod(programme.startsOn, programme.endsOn, texts),
                  programme.openToVisitors === true ? texts.openToVisitors : undefined,
                ]}
              />
            </>,
            (programme.costs ?? [])
              .filter(({ scope }) => scope === 'TOTAL')
              .map(({ amount, currency, period }) =>
                texts.costs.TOTAL[period](formatMoney(amount, currency, texts.language)),
              )
              .join('; '),
            <Contact record={programme} texts={texts} />,
          ])}
        </Table>
      );
    case 'exchanges':
      return (
        <Table
          name={kinds.exchanges}
          heads={[columns.exchange, columns.years, columns.host, columns.guests, texts.contact]}
        >
          {rowsOf(answer.page.edges, texts, (exchange) => [
            <>
              <Title record={exchange} />
              <Small words={[texts.exchangeKinds[exchange.kind]]} />
            </>,
            describePeriod(exchange.startsOn, exchange.endsOn, texts),
            exchange.host && <CityName city={exchange.host} />,
            <Pieces line={lineOf(...exchange.guests.map((guest) => guest && { id: guest.id, text: guest.name }))} />,
            <Contact record={exchange} texts={texts} />,
          ])}
        </Table>
      );
    case 'offers':
      return (
        <Table name={kinds.offers} heads={[columns.offer, columns.city, columns.availability, texts.contact]}>
          {rowsOf(answer.page.edges, texts, (offer) => [
            <>
              <Title record={offer} />
              <Small words={[texts.offerKinds[offer.kind]]} />
            </>,
            <Pieces line={[publisherPiece(offer)]} />,
            offer.availability,
            <Contact record={offer} texts={texts} />,
          ])}
        </Table>
      );
    case 'needs':
      return (
        <Table name={kinds.needs} heads={[columns.need, columns.city, columns.status, columns.wantedBy, texts.contact]}>
          {rowsOf(answer.page.edges, texts, (need) => [
            <Title record={need} />,
            <Pieces line={[publisherPiece(need)]} />,
            need.status !== null && texts.needStatuses[need.status],
            need.wantedBy !== null && formatPartialDate(need.wantedBy, texts.language),
            <Contact record={need} texts={texts} />,
          ])}
        </Table>
      );
  }
}

interface TableProps {
  readonly name: string;
  readonly heads: readonly string[];
  readonly children: ComponentChildren;
}

/** Wider than a phone: it is scrolled by itself, also with keys. */
function Table({ name, heads, children }: TableProps) {
  return (
    <div class="wide" role="region" aria-label={name} tabIndex={0}>
      <table class="results">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

type Cells = readonly [first: ComponentChildren, ...others: ComponentChildren[]];

function rowsOf<Node>(
  edges: readonly Hit<Node>[],
  texts: Texts,
  cellsOf: (node: Node, hit: Hit<Node>) => Cells,
): ComponentChildren {
  return edges.map((hit, at) => {
    if (hit.node === null) {
      return (
        <tr key={at}>
          <td class="missing" colSpan={5}>
            {texts.detailsMissing}
          </td>
        </tr>
      );
    }
    const [first, ...others] = cellsOf(hit.node, hit);
    return (
      <tr key={at}>
        <th scope="row">{first}</th>
        {others.map((cell, column) => (
          <td key={column}>{cell}</td>
        ))}
      </tr>
    );
  });
}

function Title({ record }: { readonly record: Titled & { readonly id: string } }) {
  const { title, lang } = textOf(record);
  return (
    <RecordLink id={record.id} lang={lang ?? undefined}>
      {title}
    </RecordLink>
  );
}

function CityName({ city }: { readonly city: City }) {
  return <RecordLink id={city.id}>{city.name}</RecordLink>;
}

function Small({ words }: { readonly words: readonly (string | null | undefined)[] }) {
  const known = words.filter((word) => word != null && word !== '');
  return known.length === 0 ? null : <small>{known.join(' · ')}</small>;
}

interface ContactProps {
  readonly record: { readonly contact: ContactOfRecord | null };
  readonly texts: Texts;
}

function Contact({ record: { contact }, texts }: ContactProps) {
  return <Pieces line={contactLine(contact, texts)} />;
}
