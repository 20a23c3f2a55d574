import { Command, InvalidArgumentError, Option } from 'commander';
import { isSlug } from '../../contract/ids';
import { formatTable } from '../../serving/formatTable';
import { languages } from './CityPlan';
import type { Language } from './CityPlan';
import { generateCity } from './generateCity';

interface GenerateOptions {
  readonly city?: string;
  readonly language: Language;
  readonly seed: number;
  readonly staff: number;
  readonly experiences: number;
  readonly topics: number;
  readonly programmes?: number;
}

/** `city generate`: an invented city of any size, to try things with. */
export function createGenerateCommand(say: (line: string) => unknown): Command {
  return new Command('generate')
    .description('write an invented city of any size into a folder that can be imported')
    .argument('<folder>', 'a folder that is empty or not there yet')
    .option('--staff <number>', 'how many people, posts and units', parseCount, 1000)
    .option('--experiences <number>', 'how many pieces of work they have done', parseCount, 10_000)
    .option('--topics <number>', 'how many terms of its own the city has', parseCount, 100)
    .option('--programmes <number>', 'how many programmes it runs; a fifth of its staff when not given', parseCount)
    .option('--seed <number>', 'the same seed gives the same city', parseCount, 1)
    .option('--city <slug>', 'the id of the city; invented-<seed> when not given', parseSlug)
    .addOption(new Option('--language <tag>', 'what it speaks').choices(languages).default('de'))
    .action(async (folder: string, options: GenerateOptions) => {
      const { city, programmes, staff, experiences, topics, seed } = options;
      if (topics === 0 || (staff === 0 && experiences > 0)) {
        throw new Error('A city needs a topic, and somebody for its experiences.');
      }
      const cityId = city ?? `invented-${seed}`;
      const plan = { ...options, cityId, programmes: programmes ?? Math.ceil(staff / 5) };
      const counts = await generateCity(plan, folder);
      const rows = Object.entries(counts).map(([file, count]) => [file, String(count)]);
      say(`${folder} has ${cityId}, which is invented:\n${formatTable(['file', 'rows'], rows)}`);
    });
}

function parseCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw new InvalidArgumentError('It must be a whole number of at most nine digits.');
  }
  return Number(text);
}

function parseSlug(text: string): string {
  if (!isSlug(text)) {
    throw new InvalidArgumentError('It must be a slug, such as invented-7.');
  }
  return text;
}
