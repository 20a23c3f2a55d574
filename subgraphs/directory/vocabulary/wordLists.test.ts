import {
  endsInOtherMatter,
  isKindWord,
  isOtherMatter,
  isStopWord,
  isStopWordOfAnyLanguage,
  isSurname,
} from './wordLists';

describe('the word lists', () => {
  it('know the words of each language, as they are folded', () => {
    expect(isStopWord('uber', 'de')).toBe(true);
    expect(isStopWord('ueber', 'de-AT')).toBe(true);
    expect(isStopWord('over', 'de')).toBe(false);
    expect(isStopWord('over', 'nl')).toBe(true);
    expect(isStopWordOfAnyLanguage('without')).toBe(true);
    expect(isKindWord('behorde', 'de')).toBe(true);
    expect(isSurname('schulze')).toBe(true);
  });

  it('know the end of a compound by a long word only', () => {
    expect(isOtherMatter('rezept')).toBe(true);
    expect(endsInOtherMatter('rezept')).toBe(false);
    expect(endsInOtherMatter('kuchenrezept')).toBe(true);
    expect(isOtherMatter('hai')).toBe(true);
    expect(endsInOtherMatter('shanghai')).toBe(false);
    expect(endsInOtherMatter('twintigers')).toBe(false);
  });

  it('take no word of a comment, and none of a language without a list', () => {
    expect(isStopWordOfAnyLanguage('#')).toBe(false);
    expect(isStopWordOfAnyLanguage('pronouns')).toBe(false);
    expect(isSurname('german')).toBe(false);
    expect(isStopWord('le', 'fr')).toBe(false);
  });
});
