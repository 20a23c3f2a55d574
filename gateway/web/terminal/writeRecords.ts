import { cleanLine } from '../../../subgraphs/serving/cleanText';
import { exchangeFacts } from '../facts/exchangeFacts';
import { expertFacts, wholeExpertFacts } from '../facts/expertFacts';
import { list, only } from '../facts/Fact';
import type { Fact, Line } from '../facts/Fact';
import { exchangeFooting, expertFooting, recordFooting, programmeFooting } from '../facts/footing';
import { needFacts } from '../facts/needFacts';
import { foundOfferFacts, offerTerms } from '../facts/offers';
import { programmeFacts } from '../facts/programmeFacts';
import type { Texts } from '../language/Texts';
import { publisherOf, textOf } from '../search/SearchAnswer';
import type { Exchange, Expert, FoundNeed, FoundOffer, Programme, SearchAnswer } from '../search/SearchAnswer';
import type { Whole } from '../record/Record';
import type { RecordText } from './RecordText';
import { readCity, readSubject } from './writePlaces';
import { wrapText } from './wrapText';

/** A block for each hit whose details were had: its title, what it says, how old it is and whom to tell of an error. */
export function writeRecords(answer: SearchAnswer, texts: Texts, width: number): string[] {
  return readRecords(answer, texts).map((record) => writeText(record, width));
}

/** One record, city or subject alone, with all that is known of it. */
export function writeWhole(whole: Whole, texts: Texts, width: number): string {
  return writeText(readWhole(whole, texts), width);
}

function writeText({ title, summary, facts, footing }: RecordText, width: number): string {
  return [
    wrap(title, '', width),
    ...(summary === null ? [] : [wrap(summary, INDENT, width)]),
    ...facts.flatMap((fact) => writeFact(fact, width)),
    ...(footing.length === 0 ? [] : [wrap(writeLine(footing), INDENT, width)]),
  ].join('\n');
}

const INDENT = '  ';

function readRecords(answer: SearchAnswer, texts: Texts): RecordText[] {
  switch (answer.kind) {
    case 'experts':
      return answer.page.edges.flatMap(({ node, why: [reason] }) =>
        node === null ? [] : readExpert(node, expertFacts(node, reason, texts), texts),
      );
    case 'programmes':
      return answer.page.edges.flatMap(({ node }) => (node === null ? [] : readProgramme(node, texts)));
    case 'exchanges':
      return answer.page.edges.flatMap(({ node }) => (node === null ? [] : readExchange(node, texts)));
    case 'offers':
      return answer.page.edges.flatMap(({ node }) => (node === null ? [] : readOffer(node, texts)));
    case 'needs':
      return answer.page.edges.flatMap(({ node }) => (node === null ? [] : readNeed(node, texts)));
  }
}

function readWhole({ kind, record }: Whole, texts: Texts): RecordText {
  switch (kind) {
    case 'staff':
      return readExpert(record, wholeExpertFacts(record, texts), texts);
    case 'programme':
      return readProgramme(record, texts);
    case 'exchange':
      return readExchange(record, texts);
    case 'offer':
      return readOffer(record, texts);
    case 'need':
      return readNeed(record, texts);
    case 'city':
      return readCity(record, texts);
    case 'subject':
      return readSubject(record, texts);
  }
}

function readExpert(expert: Expert, facts: readonly Fact[], texts: Texts): RecordText {
  return {
    title: `${expert.name}, ${publisherOf(expert)}`,
    summary: null,
    facts,
    footing: expertFooting(expert, texts),
  };
}

function readProgramme(programme: Programme, texts: Texts): RecordText {
  const { title, summary } = textOf(programme);
  const { first, further } = programmeFacts(programme, texts);
  return {
    title: `${title}, ${publisherOf(programme)}`,
    summary,
    facts: [...first, ...further],
    footing: programmeFooting(programme, texts),
  };
}

function readExchange(exchange: Exchange, texts: Texts): RecordText {
  const { title, summary } = textOf(exchange);
  return { title, summary, facts: exchangeFacts(exchange, texts), footing: exchangeFooting(exchange, texts) };
}

function readOffer(offer: FoundOffer, texts: Texts): RecordText {
  const { title, summary } = textOf(offer);
  const terms = list(texts.offerKinds[offer.kind], [offerTerms(offer, texts)]);
  return {
    title: `${title}, ${publisherOf(offer)}`,
    summary,
    facts: only(terms, ...foundOfferFacts(offer, texts)),
    footing: recordFooting(offer, texts),
  };
}

function readNeed(need: FoundNeed, texts: Texts): RecordText {
  const { title, summary } = textOf(need);
  return {
    title: `${title}, ${publisherOf(need)}`,
    summary,
    facts: needFacts(need, texts),
    footing: recordFooting(need, texts),
  };
}

/** A name and its only line beside it, or a name and a line each beneath it. What a reader must not miss has a mark. */
function writeFact({ name, lines, warns }: Fact, width: number): string[] {
  const head = `${warns === true ? '! ' : ''}${name}:`;
  const [only, ...others] = lines;
  if (only !== undefined && others.length === 0) return [wrap(`${head} ${writeLine(only)}`, INDENT, width)];
  return [wrap(head, INDENT, width), ...lines.map((line) => wrap(`- ${writeLine(line)}`, INDENT.repeat(2), width))];
}

/** A link to the web stands behind its words, since a terminal shows no other. */
function writeLine(line: Line): string {
  return line
    .map(({ text, href }) => (href !== undefined && /^https?:/.test(href) ? `${text} <${href}>` : text))
    .join(' · ');
}

/** Lines after the first stand further in. */
function wrap(text: string, indent: string, width: number): string {
  return wrapText(cleanLine(text).trim(), width - indent.length - INDENT.length)
    .split('\n')
    .map((line, at) => `${indent}${at > 0 ? INDENT : ''}${line}`)
    .join('\n');
}
