import type { Question } from '../questions/Question';
import { landscape } from '../questions/manifest/landscape';
import { exchanges, experts, needs, offers, programmes } from '../questions/manifest/searches';
import { subjects } from '../questions/manifest/subjects';

/** A question as an assistant asks it. */
export interface Tool {
  readonly name: string;
  readonly question: Question;
  /** What the description of the question does not say: when to use it. */
  readonly hint: string;
}

export const TOOLS: readonly Tool[] = [
  {
    name: 'find_people',
    question: experts,
    hint: 'Use it to find whom to ask. Each person comes with city, contact and what the experience is; name the source.',
  },
  {
    name: 'find_programmes',
    question: programmes,
    hint: 'Use it to find what cities do, what it costs, and whether it may be visited.',
  },
  {
    name: 'find_exchanges',
    question: exchanges,
    hint: 'Use it to find which cities have met on a subject, and which meetings are to come (startsAfter).',
  },
  {
    name: 'find_offers',
    question: offers,
    hint: 'Use it to find whether one may visit, work beside a colleague, hear a talk or get advice.',
  },
  {
    name: 'find_needs',
    question: needs,
    hint: 'Use it to find which cities look for help, so that one may answer or look together with them.',
  },
  {
    name: 'compare_cities',
    question: landscape,
    hint: 'Use it to compare cities by how much they have on subjects. Get the ids of subjects from find_subjects.',
  },
  {
    name: 'find_subjects',
    question: subjects,
    hint: 'Use it to find the ids of subjects (concept:...), which the other tools take as concepts.',
  },
];
