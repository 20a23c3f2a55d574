import type { MatchReason } from '../search/SearchAnswer';
import type { Texts } from '../language/Texts';

interface WhyFoundProps {
  readonly reasons: readonly MatchReason[];
  /** 0 to 1000 */
  readonly score: number;
  readonly texts: Texts;
}

/** Why a record was found, in words, and how well it fits. */
export function WhyFound({ reasons, score, texts }: WhyFoundProps) {
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
