import type { ComponentChildren } from 'preact';
import type { Hit, MatchReason, SearchAnswer } from '../search/SearchAnswer';
import type { Search } from '../search/Search';
import type { Texts } from '../language/Texts';
import { ExchangeResult } from './ExchangeResult';
import { ExpertResult } from './ExpertResult';
import { NeedResult } from './NeedResult';
import { OfferResult } from './OfferResult';
import { ProgrammeResult } from './ProgrammeResult';
import { isTelling } from '../search/coverage';
import { describeFound } from '../search/reading';
import { Reading } from './Reading';

interface ResultsProps {
  readonly answer: SearchAnswer;
  readonly search: Search;
  readonly texts: Texts;
  readonly chosenLang: string | undefined;
}

/** The hits, best first, each with why it was found. */
export function Results({ answer, search, texts, chosenLang }: ResultsProps) {
  const { totalCount } = answer.page;
  return (
    <section aria-labelledby="found">
      <h2 id="found">{describeFound(answer.kind, answer.page, texts)}</h2>
      <Reading page={answer.page} search={search} texts={texts} chosenLang={chosenLang} />
      {totalCount === 0 && !isTelling(answer.page) && !answer.page.nearQuestions?.length && (
        <p>{texts.noneFoundHint}</p>
      )}
      {answer.page.edges.length > 0 && <ol class="hits">{listHits(answer, texts)}</ol>}
    </section>
  );
}

function listHits(answer: SearchAnswer, texts: Texts): ComponentChildren {
  switch (answer.kind) {
    case 'experts':
      return answer.page.edges.map((hit, at) => (
        <Found key={at} hit={hit} texts={texts}>
          {hit.node && <ExpertResult expert={hit.node} reason={hit.why[0]} texts={texts} />}
        </Found>
      ));
    case 'programmes':
      return answer.page.edges.map((hit, at) => (
        <Found key={at} hit={hit} texts={texts}>
          {hit.node && <ProgrammeResult programme={hit.node} texts={texts} />}
        </Found>
      ));
    case 'exchanges':
      return answer.page.edges.map((hit, at) => (
        <Found key={at} hit={hit} texts={texts}>
          {hit.node && <ExchangeResult exchange={hit.node} texts={texts} />}
        </Found>
      ));
    case 'offers':
      return answer.page.edges.map((hit, at) => (
        <Found key={at} hit={hit} texts={texts}>
          {hit.node && <OfferResult offer={hit.node} texts={texts} />}
        </Found>
      ));
    case 'needs':
      return answer.page.edges.map((hit, at) => (
        <Found key={at} hit={hit} texts={texts}>
          {hit.node && <NeedResult need={hit.node} texts={texts} />}
        </Found>
      ));
  }
}

interface FoundProps {
  readonly hit: Hit<unknown>;
  readonly texts: Texts;
  readonly children: ComponentChildren;
}

function Found({ hit, texts, children }: FoundProps) {
  return (
    <li>
      <article>
        {hit.node === null ? <p class="missing">{texts.detailsMissing}</p> : children}
        <WhyFound reasons={hit.why} score={hit.score} texts={texts} />
      </article>
    </li>
  );
}

interface WhyFoundProps {
  readonly reasons: readonly MatchReason[];
  /** 0 to 1000 */
  readonly score: number;
  readonly texts: Texts;
}

/** Why a record was found, in words, and how well it fits. */
function WhyFound({ reasons, score, texts }: WhyFoundProps) {
  const words = reasons.map((reason) => texts.why(reason.match, reason.topic?.label, reason.concept?.label));
  return (
    <p class="why">
      {words.length > 0 && (
        <>
          <b>{texts.whyFound}:</b> {words.join('; ')}.{' '}
        </>
      )}
      <span class="score">{texts.scoreOf(score)}</span>
    </p>
  );
}
