import { join } from 'node:path';
import type { Command } from 'commander';
import type { Environment } from '../../serving/EnvironmentReader';
import { formatTable } from '../../serving/formatTable';
import { readCities } from './readCities';
import { readCommandSettings } from './readCommandSettings';

interface ChoiceOptions {
  readonly cities?: string;
  readonly city?: string;
  readonly all?: boolean;
}

/** What a command does for a city. It rejects, or gives a problem in a few words, when that was in vain. */
export type CityWork = () => Promise<unknown>;

/** For which city of a data centre a command is, or for each; without `--cities`, for that of the process. */
export class CityChoice {
  #environment: Environment;
  #options: ChoiceOptions = {};

  /**
   * @param tell takes what is said of the work, so that its results can be kept apart
   * @param describe says what went wrong, in words
   */
  constructor(
    private readonly common: Environment,
    private readonly tell: (text: string) => unknown,
    private readonly describe: (error: unknown) => string,
  ) {
    this.#environment = common;
  }

  /** The settings of the city that is worked on. */
  get environment(): Environment {
    return this.#environment;
  }

  /** A path as it is meant: with `--all` one that is in the folder of each city. */
  pathOf(path: string): string {
    const { cities, all = false } = this.#options;
    return cities === undefined || !all ? path : join(cities, this.#environment['CITY_ID'] ?? '', path);
  }

  /** Adds `--cities` and `--city` to a command; one that has `--all` is for one city or for each. */
  offer(command: Command): Command {
    const known = new Set(command.options.map(({ long }) => long));
    command.option('--cities <folder>', 'where each city of a data centre has its folder');
    if (!known.has('--city')) {
      command.option(
        '--city <slug>',
        "with --cities: take settings from this city's folder, its city.env and owner.env",
      );
    }
    return command.hook('preAction', () => {
      this.#options = command.opts<ChoiceOptions>();
      const { cities, city, all = false } = this.#options;
      if (cities === undefined) {
        if (all) throw new Error('--all needs --cities.');
        if (city !== undefined && !known.has('--city'))
          throw new Error('--city needs --cities, which names the folder.');
        return;
      }
      if ((city === undefined) === !all) {
        throw new Error(known.has('--all') ? '--cities needs either --city or --all.' : '--cities needs --city.');
      }
      if (city !== undefined) this.#environment = readCommandSettings(cities, city, this.common);
    });
  }

  /**
   * Does a command's work for its city, or for each, one after the other; one that fails keeps no other from it. Of several
   * it is told at the end for how many it was done, and why not for the others, and the process ends with 1 at least.
   *
   * @throws as the work does, where it is for one city
   */
  async forEach(work: CityWork): Promise<void> {
    const { cities, all = false } = this.#options;
    if (cities === undefined || !all) {
      await work();
      return;
    }
    const cityIds = await idsIn(cities);
    const failed: [string, string][] = [];
    for (const [index, cityId] of cityIds.entries()) {
      this.tell(`${cityId} (${index + 1} of ${cityIds.length})`);
      try {
        this.#environment = readCommandSettings(cities, cityId, this.common);
        const problem = await work();
        if (typeof problem === 'string') failed.push([cityId, problem]);
      } catch (error) {
        const why = this.describe(error);
        this.tell(why);
        // The last line sums up what has many.
        failed.push([cityId, why.trimEnd().split('\n').at(-1) ?? '']);
      }
    }
    this.tell(`Done for ${cityIds.length - failed.length} of ${cityIds.length} cities.`);
    if (failed.length === 0) return;
    this.tell(formatTable(['not done for', 'why'], failed));
    process.exitCode ??= 1;
  }
}

/** @throws Error for a folder in which no city is: to have done it for none would hide that it is another one */
async function idsIn(folder: string): Promise<readonly string[]> {
  const wanted = '--cities must be the folder in which each city has its own, with its city.env';
  let cityIds: readonly string[];
  try {
    cityIds = [...(await readCities(folder)).keys()];
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new Error(`${wanted}, but ${JSON.stringify(folder)} cannot be read (${code}).`, { cause: error });
  }
  if (cityIds.length === 0) throw new Error(`${wanted}, but ${JSON.stringify(folder)} has none.`);
  return cityIds;
}
