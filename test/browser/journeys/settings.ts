import { LANGUAGES } from '../../../gateway/web/language/Texts';
import type { Language } from '../../../gateway/web/language/Texts';

/** How somebody comes: in which language, on how wide a screen, whether scripts run, and what is at hand. */
export interface Setting {
  readonly language: Language;
  /** In CSS pixels. */
  readonly width: 390 | 1280;
  readonly scripts: boolean;
  /** With keys alone, each link is reached by Tab and followed by Enter. */
  readonly by: 'pointer' | 'keys';
}

const WIDTHS = [390, 1280] as const;

/** Each language on each width, with scripts and without; in every third of these twelve by keys alone, so that each of them is met so. */
export const settings: readonly Setting[] = LANGUAGES.flatMap((language) =>
  WIDTHS.flatMap((width) => [true, false].map((scripts) => ({ language, width, scripts }))),
).map((setting, at) => ({ ...setting, by: at % 3 === 0 ? 'keys' : 'pointer' }));

export function nameSetting({ language, width, scripts, by }: Setting): string {
  return `"${language}", ${width} pixels, ${scripts ? 'with' : 'without'} scripts, by ${by}`;
}
