/** The languages in which a city can be invented. */
export const languages = ['de', 'nl', 'en'] as const;

export type Language = (typeof languages)[number];
