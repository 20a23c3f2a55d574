import { cleanLine } from '../../../subgraphs/serving/cleanText';
import { exchangeFacts } from '../facts/exchangeFacts';
import { expertFacts } from '../facts/expertFacts';
import { list, only } from '../facts/Fact';
import type { Fact, Line } from '../facts/Fact';
import { exchangeFooting, expertFooting, recordFooting, programmeFooting } from '../facts/footing';
import { needFacts } from '../facts/needFacts';
import { foundOfferFacts, offerTerms } from '../facts/offers';
import { programmeFacts } from '../facts/programmeFacts';
import type { Texts } from '../language/Texts';
import { publisherOf, textOf } from '../search/SearchAnswer';
import type { SearchAnswer } from '../search/SearchAnswer';
import { wrapText } from './wrapText';

/** What a record says, beyond its row in the table. */
interface RecordText {
  readonly title: string;
  readonly summary: string | null;
  readonly facts: readonly Fact[];
  readonly footing: Line;
}

/** A block for each hit whose details were had: its title, what it says, how old it is and whom to tell of an error. */
export function writeRecords(answer: SearchAnswer, texts: Texts, width: number): string[] {
  return readRecords(answer, texts).map(({ title, summary, facts, footing }) =>
    [
      wrap(title, '', width),
      ...(summary === null ? [] : [wrap(summary, INDENT, width)]),
      ...facts.flatMap((fact) => writeFact(fact, width)),
      wrap(writeLine(footing), INDENT, width),
    ].join('\n'),
  );
}

const INDENT = '  ';

function readRecords(answer: SearchAnswer, texts: Texts): RecordText[] {
  switch (answer.kind) {
    case 'experts':
      return answer.page.edges.flatMap(({ node, why: [reason] }) =>
        node === null
          ? []
          : {
              title: `${node.name}, ${publisherOf(node)}`,
              summary: null,
              facts: expertFacts(node, reason, texts),
              footing: expertFooting(node, texts),
            },
      );
    case 'programmes':
      return answer.page.edges.flatMap(({ node }) => {
        if (node === null) return [];
        const { title, summary } = textOf(node);
        const { first, further } = programmeFacts(node, texts);
        const facts = [...first, ...further];
        return { title: `${title}, ${publisherOf(node)}`, summary, facts, footing: programmeFooting(node, texts) };
      });
    case 'exchanges':
      return answer.page.edges.flatMap(({ node }) => {
        if (node === null) return [];
        const { title, summary } = textOf(node);
        return { title, summary, facts: exchangeFacts(node, texts), footing: exchangeFooting(node, texts) };
      });
    case 'offers':
      return answer.page.edges.flatMap(({ node }) => {
        if (node === null) return [];
        const { title, summary } = textOf(node);
        const terms = list(texts.offerKinds[node.kind], [offerTerms(node, texts)]);
        return {
          title: `${title}, ${publisherOf(node)}`,
          summary,
          facts: only(terms, ...foundOfferFacts(node, texts)),
          footing: recordFooting(node, texts),
        };
      });
    case 'needs':
      return answer.page.edges.flatMap(({ node }) => {
        if (node === null) return [];
        const { title, summary } = textOf(node);
        const facts = needFacts(node, texts);
        return { title: `${title}, ${publisherOf(node)}`, summary, facts, footing: recordFooting(node, texts) };
      });
  }
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
