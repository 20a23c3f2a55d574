import { chooseLabel } from './languages';

const labels = { de: 'Wohnen', nl: 'Wonen', 'en-GB': 'Housing' };

describe('chooseLabel', () => {
  it('gives the language asked for, whatever its case, or its less specific form', () => {
    expect(chooseLabel(labels, 'NL', 'de')).toBe('Wonen');
    expect(chooseLabel(labels, 'nl-BE', 'de')).toBe('Wonen');
    expect(chooseLabel(labels, 'en-gb', 'de')).toBe('Housing');
  });

  it("falls back on the city's own language, then on the first there is", () => {
    expect(chooseLabel(labels, 'fr', 'nl')).toBe('Wonen');
    expect(chooseLabel(labels, null, 'de')).toBe('Wohnen');
    expect(chooseLabel(labels, 'fr', 'it')).toBe('Wohnen');
    expect(chooseLabel(labels, null, null)).toBe('Wohnen');
  });
});
