import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { comesInPlainText } from '../auth/parseTrust';
import { isCityId } from '../../contract/ids';
import { readLanguageTag } from '../../contract/languages';
import { readValue } from '../import/columns/Value';
import { line } from '../import/columns/values';
import { writeStarter } from './writeStarter';

interface InitOptions {
  readonly id?: string;
  readonly name?: string;
  readonly language: string;
  readonly hub: string;
  readonly database: string;
  readonly port: number;
}

/** `city init`: a commented configuration and an import folder without records. */
export function createInitCommand(say: (text: string) => unknown): Command {
  return new Command('init')
    .description('write a commented configuration and an import folder without records; overwrites nothing')
    .argument('[folder]', 'where to; this folder when not given', '.')
    .option('--id <slug>', "the city's slug in the network; the folder's name when not given")
    .option('--name <name>', 'what people call the city; its slug when not given', parseName)
    .option('--language <tag>', "the language of the city's terms", parseLanguage, 'de')
    .option('--hub <url>', 'where the hub of the network is', parseHubUrl, 'https://hub.example.org')
    .option('--database <host:port>', 'where PostgreSQL is', parseAddress, '127.0.0.1:5432')
    .option('--port <number>', 'the port to answer the hub on', parsePort, 4001)
    .action(async (folder: string, { id, name, language, hub, database, port }: InitOptions) => {
      const cityId = id ?? path.basename(path.resolve(folder));
      if (!isCityId(cityId)) {
        throw new Error(`${JSON.stringify(cityId)} is no slug of a city: give one with --id, such as --id gera.`);
      }
      if (/[#\p{Cc}]/u.test(path.resolve(folder))) {
        throw new Error('The path of the folder goes into city.env, where # begins a comment: choose one without.');
      }
      const files = await writeStarter(
        folder,
        {
          cityId,
          name: name ?? cityId,
          language,
          hubUrl: hub,
          databaseAddress: database,
          listen: { host: '127.0.0.1', port },
        },
        { ownerPassword: secret(), runtimePassword: secret(), cursorKey: secret(), erasureKey: secret() },
      );
      say(`Written, with passwords made anew, for your eyes alone:\n${files.join('\n')}\n\n${nextSteps(folder)}`);
    });
}

function nextSteps(folder: string): string {
  const file = (name: string): string => path.join(folder, name);
  const environment = `--env-file ${file('city.env')} --env-file ${file('owner.env')}`;
  return `Next:
  sudo cat ${file('database.sql')} | sudo -u postgres psql --set ON_ERROR_STOP=1
  npm run city -- migrate ${environment}
  npm run city -- import ${file('data')} ${environment}
  npm run city -- serve --env-file ${file('city.env')}`;
}

/** 256 random bits. */
function secret(): string {
  return randomBytes(32).toString('hex');
}

function parseName(text: string): string {
  const reading = readValue(line, text.trim());
  if (!reading.ok) throw new InvalidArgumentError(`It ${reading.reason}`);
  return reading.value;
}

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

function parseLanguage(text: string): string {
  const tag = readLanguageTag(text);
  if (tag === undefined || languageNames.of(tag) === undefined) {
    throw new InvalidArgumentError('It must be the tag of a language (BCP 47), such as de, nl or fr.');
  }
  return tag;
}

function parseHubUrl(text: string): string {
  const isUrl = URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
  if (!isUrl || /[\s#?]/.test(text)) {
    throw new InvalidArgumentError('It must be a URL such as https://hub.example.org.');
  }
  if (comesInPlainText(text)) {
    throw new InvalidArgumentError('It must be a URL with https: the keys of the hub come from there.');
  }
  return text.replace(/\/+$/, '');
}

function parseAddress(text: string): string {
  if (!/^[\w.-]+:\d{1,5}$/.test(text)) {
    throw new InvalidArgumentError('It must be a host and a port, such as 127.0.0.1:5432.');
  }
  return text;
}

function parsePort(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) < 1 || Number(text) > 65_535) {
    throw new InvalidArgumentError('It must be a port number, 1 to 65535.');
  }
  return Number(text);
}
