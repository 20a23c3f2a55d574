/** A colour of the pages, with the token of KERN that it is, and what it is in light and in dark. */
interface Colour {
  readonly token: string;
  readonly light: string;
  readonly dark: string;
}

/**
 * The colours of KERN, the design system of German public administration (`@kern-ux/native`, EUPL-1.2, https://www.kern-ux.de),
 * as far as the pages have a use for them, by the names of the custom properties that they are here. `kern.test.ts` holds each
 * against the package. The package's own style sheet is not served: it is 340 kB.
 */
export const colours = {
  paper: { token: 'layout-background-default', light: 'oklch(100% 0 0)', dark: 'oklch(0% 0 0)' },
  shade: {
    token: 'layout-background-default-surface',
    light: 'oklch(96.72% 0.0041 271.37)',
    dark: 'oklch(20.23% 0.0321 277.67)',
  },
  ink: {
    token: 'layout-text-default',
    light: 'oklch(20.23% 0.0321 277.67)',
    dark: 'oklch(96.72% 0.0041 271.37)',
  },
  soft: { token: 'layout-text-muted', light: 'oklch(46.61% 0.0574 276.44)', dark: 'oklch(78.01% 0.0315 277.47)' },
  line: {
    token: 'decorative-border-default',
    light: 'oklch(82.04% 0.0253 278.29)',
    dark: 'oklch(42.13% 0.0539 275.67)',
  },
  field: { token: 'form-input-border', light: 'oklch(25.07% 0.0381 276.75)', dark: 'oklch(93.50% 0.0081 278.63)' },
  link: { token: 'action-default', light: 'oklch(42.84% 0.1689 265.02)', dark: 'oklch(75.39% 0.0772 264.66)' },
  'on-link': { token: 'action-on-default', light: 'oklch(100% 0 0)', dark: 'oklch(0% 0 0)' },
  visited: { token: 'action-visited', light: 'oklch(44.80% 0.2219 313.44)', dark: 'oklch(76.59% 0.1183 313.68)' },
  focus: { token: 'action-focus-default', light: 'oklch(42.13% 0.0539 275.67)', dark: 'oklch(75.46% 0.0348 276.22)' },
  warn: { token: 'feedback-warning', light: 'oklch(50.70% 0.1152 63.44)', dark: 'oklch(67.76% 0.1511 65.79)' },
  'warn-shade': {
    token: 'feedback-warning-background',
    light: 'oklch(93.57% 0.0683 84.88)',
    dark: 'oklch(25.26% 0.0574 63.38)',
  },
  good: { token: 'feedback-success', light: 'oklch(48.73% 0.0985 168.19)', dark: 'oklch(65.26% 0.1254 169.92)' },
} as const satisfies Record<string, Colour>;

/** A measure of the pages, with the token of KERN that it is; `wide` is what it is from 48rem on. */
interface Measure {
  readonly token: string;
  readonly value: string;
  readonly wide?: string;
}

/** KERN's measures, by the names of the custom properties that they are here. */
export const measures: Readonly<Record<string, Measure>> = {
  radius: { token: 'metric-border-radius-default', value: '0.25rem' },
  'radius-small': { token: 'metric-border-radius-small', value: '0.125rem' },
  bold: { token: 'metric-border-width-bold', value: '0.25rem' },
  control: { token: 'metric-dimension-x-large', value: '3rem' },
  text: { token: 'typography-font-size-medium-static', value: '1.125rem' },
  'text-line': { token: 'typography-line-height-medium-static', value: '1.5rem' },
  'text-small': { token: 'typography-font-size-small-static', value: '1rem' },
  'heading-1': { token: 'typography-font-size-large-adaptive', value: '1.625rem', wide: '2rem' },
  'heading-2': { token: 'typography-font-size-medium-adaptive', value: '1.3125rem', wide: '1.5rem' },
};

/** Declarations of custom properties; those that have no value are left out. */
const declare = (values: readonly (readonly [name: string, value: string | undefined])[]): string =>
  values.map(([name, value]) => (value === undefined ? '' : `--${name}:${value};`)).join('');

const coloursIn = (scheme: 'light' | 'dark'): string =>
  declare(Object.entries(colours).map(([name, colour]) => [name, colour[scheme]]));

const measuresIn = (width: 'value' | 'wide'): string =>
  declare(Object.entries(measures).map(([name, measure]) => [name, measure[width]]));

/** KERN's tokens as custom properties: those that the pages use, in light and in dark, narrow and wide. */
export const kernStyle = `
:root{color-scheme:light dark;${coloursIn('light')}${measuresIn('value')}}
@media (prefers-color-scheme:dark){:root{${coloursIn('dark')}}}
@media (min-width:48rem){:root{${measuresIn('wide')}}}
`;
