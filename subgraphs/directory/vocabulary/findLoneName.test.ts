import { findLoneName } from './findLoneName';

const participation = { text: 'citizen participation', label: { lang: 'en', text: 'Citizen participation' } };
const homelessness = { text: 'wohnungslosigkeit', label: { lang: 'de', text: 'Wohnungslosigkeit' } };

describe('the only word with a capital', () => {
  it('is a name beside a subject in small letters, where no label knows it (HUB-703)', () => {
    expect(findLoneName(['Wanzar', 'citizen', 'participation'], [0], [participation])).toBe('Wanzar');
    expect(findLoneName(['citizen', 'participation', 'Wanzar'], [2], [participation])).toBe('Wanzar');
    expect(findLoneName(['Wanzar', 'wohnungslosigkeit'], [0], [homelessness])).toBe('Wanzar');
  });

  it.each([
    ['a sentence begins with it', ['Wackelzahn', 'and', 'citizen', 'participation'], [0]],
    ['it stands behind a preposition', ['citizen', 'participation', 'in', 'France'], [3]],
    ['it is an abbreviation', ['citizen', 'participation', 'XYZ'], [2]],
    ['another word has a capital too', ['Citizen', 'participation', 'Wanzar'], [2]],
    ['a label knows it', ['citizen', 'participation', 'Gera'], []],
  ])('is none where %s (HUB-703)', (_, typed, unread) => {
    expect(findLoneName(typed, unread, [participation])).toBeUndefined();
  });

  it('is none beside nothing that is understood, nor beside a German adjective (HUB-703)', () => {
    expect(findLoneName(['Hefeteig', 'kneten'], [0], [])).toBeUndefined();
    const volunteers = { text: 'ehrenamtlich', label: { lang: 'de', text: 'Ehrenamt' } };
    expect(findLoneName(['ehrenamtlich', 'Engagierte'], [1], [volunteers])).toBeUndefined();
  });
});
