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

/** Each language, width and way of scripts meets each of the others, in six settings in place of twelve; keys come with scripts and without. */
export const settings: readonly Setting[] = [
  { language: 'en', width: 390, scripts: true, by: 'pointer' },
  { language: 'de', width: 390, scripts: false, by: 'keys' },
  { language: 'nl', width: 1280, scripts: false, by: 'pointer' },
  { language: 'de', width: 1280, scripts: true, by: 'keys' },
  { language: 'en', width: 1280, scripts: false, by: 'pointer' },
  { language: 'nl', width: 390, scripts: true, by: 'pointer' },
];

export function nameSetting({ language, width, scripts, by }: Setting): string {
  return `"${language}", ${width} pixels, ${scripts ? 'with' : 'without'} scripts, by ${by}`;
}
