import { formatTime } from './formatTime';
import type { RotationStep } from './RotationStep';

/** What was done, and what the operator does next, and when. */
export function describeStep(step: RotationStep, file: string): readonly string[] {
  const publish = `npm run hub -- keys publish ${file}`;
  switch (step.kind) {
    case 'published':
      return [
        `Step 1 of 3: the new key ${step.newKid} stands beside the old one, which still signs.`,
        'Hubs publish it within seconds, and cities fetch it within ten minutes.',
        `Cities that have the keys in a file need the new ones now: ${publish}`,
        `From ${formatTime(step.signsFrom)} on, run this command again: then the new key signs.`,
      ];
    case 'signs':
      return [
        `Step 2 of 3: the new key ${step.newKid} signs. The old one, ${step.oldKid}, confirms the calls under way.`,
        `From ${formatTime(step.removedFrom)} on, run this command again: then the old key is removed.`,
      ];
    case 'removed':
      return [
        `Step 3 of 3: removed ${step.oldKids.join(', ')}. The rotation is complete.`,
        `Cities that have the keys in a file can do without it from now on: ${publish}`,
      ];
    case 'replaced':
      return [
        `The new key ${step.newKid} signs at once, and is the only one.`,
        'A city that fetched the keys within the last half minute refuses calls until that is over. Within ten minutes no',
        'city trusts the old keys any more.',
        `Cities that have the keys in a file refuse all calls until they are given the new one: ${publish}`,
      ];
  }
}
