import { findExperience } from '../search/SearchAnswer';
import type { Expert, MatchReason } from '../search/SearchAnswer';
import { expertFacts, wholeExpertFacts } from '../facts/expertFacts';
import { lineOf } from '../facts/Fact';
import { expertFooting, publisherPiece } from '../facts/footing';
import { describePeriod } from '../language/describePeriod';
import type { Texts } from '../language/Texts';
import { CityProse } from './CityText';
import { Facts, Pieces } from './Facts';
import { Footing } from './Footing';
import { RecordTitle } from './RecordLink';

interface ExpertResultProps {
  readonly expert: Expert;
  /** Why the expert was found; undefined where the page is of this one alone. */
  readonly reason: MatchReason | undefined;
  readonly texts: Texts;
  readonly whole?: true;
}

/** A person, a post or a unit, with the experience for which it was found. */
export function ExpertResult({ expert, reason, texts, whole }: ExpertResultProps) {
  const experience = findExperience(expert, reason);
  const work = reason?.role && [texts.roles[reason.role], describePeriod(reason.since, reason.until, texts)];
  const office = [expert.role, expert.department].filter((part) => part !== null && part !== expert.name);
  return (
    <>
      <RecordTitle {...{ whole, id: expert.id }}>{expert.name}</RecordTitle>
      <p class="where">
        <Pieces
          line={lineOf(
            expert.kind === 'PERSON' ? undefined : texts.staffKinds[expert.kind],
            ...office,
            publisherPiece(expert),
          )}
        />
      </p>
      {work && (
        <p>
          {experience?.topic?.label ?? reason.topic?.label}: {work.filter((part) => part !== undefined).join(', ')}.
        </p>
      )}
      {experience?.summary != null && <CityProse text={experience.summary} />}
      <Facts facts={whole === true ? wholeExpertFacts(expert, texts) : expertFacts(expert, reason, texts)} />
      <Footing line={expertFooting(expert, texts)} />
    </>
  );
}
