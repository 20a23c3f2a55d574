import type { Term } from '../../web/search/SearchAnswer';
import { columnsOf, pageAt, valuesOf } from '../Question';
import type { Question } from '../Question';
import { TEXT } from './sharedParameters';

/** What the operation below asks for, in the API's own words; see schema/api.graphql. */
interface Subject extends Term {
  readonly altLabels: readonly string[];
  readonly definition: string | null;
  readonly broader: readonly Term[];
  readonly narrower: readonly Term[];
}

const query = `query Subjects($text: String, $first: Int, $lang: String) {
  concepts(text: $text, first: $first) {
    id label(lang: $lang) altLabels(lang: $lang) definition(lang: $lang)
    broader { id label(lang: $lang) }
    narrower { id label(lang: $lang) }
  }
}
`;

interface Listed {
  readonly subject: Subject;
  readonly origin: string;
}

const labelsOf = (terms: readonly Term[]): readonly string[] => terms.map(({ label }) => label);

const columns = columnsOf<Listed>({
  id: ['text', ({ subject }) => subject.id],
  subject: ['text', ({ subject }) => subject.label],
  alsoCalled: ['list', ({ subject }) => subject.altLabels],
  definition: ['text', ({ subject }) => subject.definition],
  broader: ['list', ({ subject }) => labelsOf(subject.broader)],
  narrower: ['list', ({ subject }) => labelsOf(subject.narrower)],
  page: ['address', ({ subject, origin }) => pageAt(origin, subject.id)],
});

/** The API lists them without pages. */
const MOST = 100;

export const subjects: Question = {
  name: 'subjects',
  title: { en: 'Subjects', de: 'Themen', nl: 'Onderwerpen' },
  description: {
    en: `The subjects of the network with their ids, by which other questions can be asked: the best ${MOST} for a text.`,
    de: `Die Themen des Netzwerks mit ihrer Kennung, nach der andere Fragen fragen können: die besten ${MOST} zu einem Text.`,
    nl: `De onderwerpen van het netwerk met hun kenmerk, waarmee andere vragen gesteld kunnen worden: de beste ${MOST} bij een tekst.`,
  },
  example: 'text=housing',
  parameters: [TEXT],
  columns,
  pageLength: MOST,
  operation: (given, { first, lang }) => ({ query, variables: { text: given.one('text'), first, lang } }),
  readPage: (data, { origin }) => {
    const found = data['concepts'] as readonly Subject[] | null | undefined;
    if (found == null) return undefined;
    return {
      rows: found.map((subject) => ({
        id: subject.id,
        cityId: undefined,
        values: valuesOf(columns, { subject, origin }),
      })),
      found: found.length,
      total: undefined,
      cursor: undefined,
      hasMore: false,
      coverage: undefined,
      reading: [],
    };
  },
};
