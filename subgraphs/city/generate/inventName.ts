import type { Random } from './createRandom';

const first = ['Zi', 'Fla', 'Mö', 'Tru', 'Que', 'Ba', 'Ly', 'Or', 'Vem', 'Ju', 'Hel', 'Pü'] as const;
const second = ['bolda', 'rimo', 'linka', 'wendo', 'sabeth', 'tarik', 'nelo', 'dria', 'gusta', 'mand'] as const;
const third = ['Kör', 'Wim', 'Brasel', 'Dün', 'Schlot', 'Pfer', 'Tann', 'Mür', 'Vog', 'Glim', 'Raub', 'Zwen'] as const;
const fourth = ['bel', 'ken', 'ster', 'zin', 'mer', 'lo', 'tig', 'der'] as const;
const fifth = ['witz', 'hoff', 'brink', 'stra', 'kamp', 'low', 'sen', 'moor', 'dal', 'quast'] as const;

/** A name that nobody bears, put together from syllables. Now and then two of a city's people have the same, as people do. */
export function inventName(random: Random): string {
  return `${random.pick(first)}${random.pick(second)} ${random.pick(third)}${random.pick(fourth)}${random.pick(fifth)}`;
}
