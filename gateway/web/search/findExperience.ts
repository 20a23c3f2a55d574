import type { Expert, Experience, MatchReason } from './SearchAnswer';

/** The experience for which an expert was found. Undefined when matched by text alone. */
export function findExperience(expert: Expert, reason: MatchReason | undefined): Experience | undefined {
  if (!reason?.topic) return undefined;
  return expert.experiences.find(
    (experience) =>
      experience.topic?.id === reason.topic?.id &&
      experience.role === reason.role &&
      experience.since === reason.since &&
      experience.until === reason.until,
  );
}
