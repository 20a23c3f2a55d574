import type { ComponentChildren } from 'preact';
import { describeWhy } from '../search/describeWhy';
import type { Hit, MatchReason, SearchAnswer, UnderstoodPart } from '../search/SearchAnswer';
import { searchTextsOf } from '../language/searchTexts';
import type { Texts } from '../language/Texts';
import { ExchangeResult } from './ExchangeResult';
import { ExpertResult } from './ExpertResult';
import { NeedResult } from './NeedResult';
import { OfferResult } from './OfferResult';
import { ProgrammeResult } from './ProgrammeResult';

/** The hits, best first, each with why it was found. */
export function Results({ answer, texts }: { readonly answer: SearchAnswer; readonly texts: Texts }) {
  return <ol class="hits">{listHits(answer, texts)}</ol>;
}

function listHits(answer: SearchAnswer, texts: Texts): ComponentChildren {
  switch (answer.kind) {
    case 'experts':
      return answer.page.edges.map((hit, at) => (
        <Found key={at} hit={hit} understood={answer.page.understood} texts={texts}>
          {hit.node && <ExpertResult expert={hit.node} reason={hit.why[0]} texts={texts} />}
        </Found>
      ));
    case 'programmes':
      return answer.page.edges.map((hit, at) => (
        <Found key={at} hit={hit} understood={answer.page.understood} texts={texts}>
          {hit.node && <ProgrammeResult programme={hit.node} texts={texts} />}
        </Found>
      ));
    case 'exchanges':
      return answer.page.edges.map((hit, at) => (
        <Found key={at} hit={hit} understood={answer.page.understood} texts={texts}>
          {hit.node && <ExchangeResult exchange={hit.node} texts={texts} />}
        </Found>
      ));
    case 'offers':
      return answer.page.edges.map((hit, at) => (
        <Found key={at} hit={hit} understood={answer.page.understood} texts={texts}>
          {hit.node && <OfferResult offer={hit.node} texts={texts} />}
        </Found>
      ));
    case 'needs':
      return answer.page.edges.map((hit, at) => (
        <Found key={at} hit={hit} understood={answer.page.understood} texts={texts}>
          {hit.node && <NeedResult need={hit.node} texts={texts} />}
        </Found>
      ));
  }
}

interface FoundProps {
  readonly hit: Hit<unknown>;
  readonly understood: readonly UnderstoodPart[];
  readonly texts: Texts;
  readonly children: ComponentChildren;
}

function Found({ hit, understood, texts, children }: FoundProps) {
  return (
    <li>
      <article>
        {hit.node === null ? <p class="missing">{texts.detailsMissing}</p> : children}
        <WhyFound reasons={hit.why} understood={understood} score={hit.score} texts={texts} />
      </article>
    </li>
  );
}

interface WhyFoundProps {
  readonly reasons: readonly MatchReason[];
  readonly understood: readonly UnderstoodPart[];
  /** 0 to 1000 */
  readonly score: number;
  readonly texts: Texts;
}

/** Why a record was found and how well it fits, in words; the score is there for who asks. */
function WhyFound({ reasons, understood, score, texts }: WhyFoundProps) {
  const words = reasons.map((reason) => describeWhy(reason, understood, texts));
  return (
    <details class="why">
      <summary>
        <b>{searchTextsOf(texts.language).fits(score)}</b>
        {words.length > 0 && <>: {words.join('; ')}</>}
      </summary>
      <p class="score">{texts.scoreOf(score)}</p>
    </details>
  );
}
