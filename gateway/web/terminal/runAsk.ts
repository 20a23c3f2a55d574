import { questionTextsOf } from '../language/questionTexts';
import { languageOf, textsOf } from '../language/textsOf';
import { askHub } from '../search/askHub';
import { describeRefusal } from '../search/describeRefusal';
import type { SearchOutcome } from '../search/askHub';
import { cleanLine } from '../../../subgraphs/serving/cleanText';
import { createHttpQuery, describeFailure, ExportRefusedError, readExport } from './httpHub';
import { parseAsk } from './parseAsk';
import type { Ask, AskRecord, AskSimilar } from './parseAsk';
import { askForSimilar, writeSimilar } from './similarCities';
import { findRecord } from '../record/findRecord';
import { writeAnswer, writeJson } from './writeAnswer';
import { writeWhole } from './writeRecords';

/** Where the client reads its defaults and writes to. */
export interface Terminal {
  /** Writes an answer; resolves when there is room for more. */
  readonly out: (text: string) => Promise<void>;
  /** Writes what is no answer. */
  readonly error: (text: string) => void;
  /** Characters in a line. */
  readonly width: number;
  /** The hub to ask when none is named. */
  readonly hub: string;
  /** Of who signed in: members see more. Undefined asks as everybody may. */
  readonly token?: string | undefined;
}

/** 0: answered, also when nothing was found. 1: no answer was had, or not all of it. 2: the arguments are wrong. */
export type ExitCode = 0 | 1 | 2;

/** Far longer than a hub takes for a page. */
const TIMEOUT_MS = 30_000;
const EXPORT_TIMEOUT_MS = 600_000;

/** The terminal client: asks a hub what the arguments say, and writes what it answers. */
export async function runAsk(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const parsed = parseAsk(args, terminal.hub);
  switch (parsed.state) {
    case 'help':
      await terminal.out(parsed.text);
      return 0;
    case 'wrong':
      terminal.error(parsed.text);
      return 2;
    case 'show':
      return showRecord(parsed.ask, terminal);
    case 'similar':
      return showSimilar(parsed.ask, terminal);
    case 'valid':
      return parsed.ask.format === 'csv'
        ? await copyExport(parsed.ask, terminal)
        : await showPage(parsed.ask, terminal);
  }
}

async function showPage({ search, first, format, hub }: Ask, terminal: Terminal): Promise<ExitCode> {
  const outcome = await askHub(createHttpQuery(hub, terminal.token), search, first, AbortSignal.timeout(TIMEOUT_MS));
  const texts = textsOf(languageOf(search.lang) ?? 'en');
  if (outcome.state === 'refused') {
    // In English the hub's own words say more.
    const reason = texts.language === 'en' ? undefined : describeRefusal(outcome, search, texts).reason;
    return tell({ ...outcome, message: reason ?? outcome.message }, hub, terminal, writeJson);
  }
  return tell(outcome, hub, terminal, (answer) =>
    format === 'json' ? writeJson(answer.page) : writeAnswer(answer, texts, terminal.width),
  );
}

async function showSimilar(ask: AskSimilar, terminal: Terminal): Promise<ExitCode> {
  const { city, format, lang, hub } = ask;
  const outcome = await askForSimilar(createHttpQuery(hub, terminal.token), ask, AbortSignal.timeout(TIMEOUT_MS));
  return tell(outcome, hub, terminal, (answer) =>
    format === 'json'
      ? writeJson(answer)
      : writeSimilar(answer, city, textsOf(languageOf(lang) ?? 'en'), terminal.width),
  );
}

async function showRecord({ id, kind, format, lang, hub }: AskRecord, terminal: Terminal): Promise<ExitCode> {
  const texts = textsOf(languageOf(lang) ?? 'en');
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const found = await findRecord(createHttpQuery(hub, terminal.token), kind, { id, lang, signal });
  switch (found.state) {
    case 'found': {
      const { whole } = found;
      const text = format === 'json' ? writeJson(whole.record) : `${writeWhole(whole, texts, terminal.width)}\n`;
      await terminal.out(text);
      if (found.isPart) terminal.error(`${texts.partOnly()}\n`);
      return found.isPart ? 1 : 0;
    }
    case 'absent':
      terminal.error(`${texts.notHere}. ${texts.notHereHint}\n`);
      return 1;
    case 'unreachable': {
      const { city, owner = city, isSuspended } = found;
      terminal.error(`${(isSuspended ? texts.citySuspended : texts.cityUnreachable)(cleanLine(owner))}\n`);
      return 1;
    }
    case 'unknown city':
    case 'refused':
      terminal.error(`${cleanLine(found.message)}\n`);
      return 2;
    case 'failed':
      terminal.error(`${stripLines(describeFailure(found.cause, hub))}\n`);
      return 1;
  }
}

async function tell<Answer>(
  outcome: SearchOutcome<Answer>,
  hub: string,
  terminal: Terminal,
  write: (answer: Answer) => string,
): Promise<ExitCode> {
  switch (outcome.state) {
    case 'answered':
      await terminal.out(write(outcome.answer));
      return 0;
    case 'refused':
      terminal.error(`${cleanLine(outcome.message)}\n`);
      return 2;
    case 'failed':
      terminal.error(`${stripLines(describeFailure(outcome.cause, hub))}\n`);
      return 1;
  }
}

async function copyExport({ search, hub }: Ask, terminal: Terminal): Promise<ExitCode> {
  let lastLine = '';
  try {
    for await (const text of readExport(hub, search, terminal.token, AbortSignal.timeout(EXPORT_TIMEOUT_MS))) {
      lastLine = lastLineOf(lastLine + text);
      await terminal.out(text);
    }
  } catch (error) {
    const isRefusal = error instanceof ExportRefusedError;
    terminal.error(`${stripLines(isRefusal ? error.message : describeFailure(error, hub))}\n`);
    return isRefusal ? 2 : 1;
  }
  const { endsEarly } = questionTextsOf(languageOf(search.lang) ?? 'en');
  if (!lastLine.startsWith(`# ${endsEarly}`)) return 0;
  const [, cursor] = / after=([\w-]+)/.exec(lastLine) ?? [];
  const how = cursor === undefined ? '' : ` The rest comes with the same question and:\n--after ${cursor}`;
  terminal.error(`The export ends early, as its last line says.${how}\n`);
  return 1;
}

/** Of text that ends with a line, or within one. */
function lastLineOf(text: string): string {
  return text.slice(text.lastIndexOf('\n', text.length - 2) + 1);
}

function stripLines(text: string): string {
  return text.split('\n').map(cleanLine).join('\n');
}
