import { findExperience, publisherOf } from '../search/SearchAnswer';
import type { Expert, MatchReason } from '../search/SearchAnswer';
import { expertFacts } from '../facts/expertFacts';
import { expertFooting } from '../facts/footing';
import { describePeriod } from '../language/describePeriod';
import type { Texts } from '../language/Texts';
import { Facts } from './Facts';
import { Footing } from './Footing';

interface ExpertResultProps {
  readonly expert: Expert;
  /** Why the expert was found. */
  readonly reason: MatchReason | undefined;
  readonly texts: Texts;
}

/** A person, a post or a unit, with the experience for which it was found. */
export function ExpertResult({ expert, reason, texts }: ExpertResultProps) {
  const experience = findExperience(expert, reason);
  const work = reason?.role && [texts.roles[reason.role], describePeriod(reason.since, reason.until, texts)];
  const office = [expert.role, expert.department].filter((part) => part !== null && part !== expert.name);
  return (
    <>
      <h3>{expert.name}</h3>
      <p class="where">
        {[expert.kind === 'PERSON' ? undefined : texts.staffKinds[expert.kind], ...office, publisherOf(expert)]
          .filter((part) => part != null)
          .join(' · ')}
      </p>
      {work && (
        <p>
          {experience?.topic?.label ?? reason.topic?.label}: {work.filter((part) => part !== undefined).join(', ')}.
        </p>
      )}
      {experience?.summary != null && <p>{experience.summary}</p>}
      <Facts facts={expertFacts(expert, reason, texts)} />
      <Footing line={expertFooting(expert, texts)} />
    </>
  );
}
