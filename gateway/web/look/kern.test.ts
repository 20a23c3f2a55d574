import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stylesheet } from '../page/stylesheet';
import { colours, kernStyle, measures } from './kern';

const css = readFileSync(require.resolve('@kern-ux/native/dist/kern.css'), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');

/** What KERN declares in the rules of a selector, by name; of several rules the first counts unless `last`. */
function declarationsOf(
  isMeant: (selector: string) => boolean,
  which: 'first' | 'last' = 'first',
): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, selector = '', body = ''] of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    if (!isMeant(selector.trim())) continue;
    for (const [, name = '', value = ''] of body.matchAll(/(--kern-[\w-]+)\s*:\s*([^;}]+)/g)) {
      if (which === 'last' || !found.has(name)) found.set(name, value.trim());
    }
  }
  return found;
}

const narrow = declarationsOf((selector) => selector === ':root');
const wide = declarationsOf((selector) => selector === ':root', 'last');
const themes = {
  light: declarationsOf((selector) => /^\[data-kern-theme=light\],\s*\.kern-light$/.test(selector)),
  dark: declarationsOf((selector) => /^\[data-kern-theme=dark\],\s*\.kern-dark$/.test(selector)),
};

/** The value of a token, through those that it refers to. */
function valueOf(token: string, ...layers: readonly ReadonlyMap<string, string>[]): string | undefined {
  const value = layers.map((layer) => layer.get(`--kern-${token}`)).find((one) => one !== undefined);
  const [, other] = /^var\(--kern-([\w-]+)\)$/.exec(value ?? '') ?? [];
  return other === undefined ? value : valueOf(other, ...layers);
}

test.each(Object.entries(colours))(
  'HUB-510: the colour "%s" is the one that KERN has, in light and in dark',
  (_, colour) => {
    const { token, light, dark } = colour;
    expect({ light, dark }).toEqual({
      light: valueOf(`color-${token}`, themes.light, narrow),
      dark: valueOf(`color-${token}`, themes.dark, narrow),
    });
  },
);

test.each(Object.entries(measures))('HUB-510: the measure "%s" is the one that KERN has', (_, measure) => {
  expect(measure.value).toBe(valueOf(measure.token, narrow));
  expect(measure.wide ?? measure.value).toBe(valueOf(measure.token, wide));
});

test('HUB-511: what the pages take of KERN is small, and each of it is used', () => {
  expect(kernStyle.length).toBeLessThan(3_000);
  const editors = readFileSync(join(__dirname, '../explorer/client/look.ts'), 'utf8');
  const used = stylesheet.replace(kernStyle, '') + editors;
  const unused = Object.keys({ ...colours, ...measures }).filter((name) => !used.includes(`var(--${name})`));
  expect(unused).toEqual([]);
});
