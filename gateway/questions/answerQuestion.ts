import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { varyBy } from '../front/http/cacheControl';
import { accountOf, askerOf, payAgain, viewerOf } from '../front/http/createRequestGuard';
import { COVERAGE_HEADER } from '../front/http/exposedHeaders';
import { traceOf } from '../observe/trace/traceRequests';
import { signalOf } from '../web/createApolloQuery';
import { refusalTextsOf } from '../web/language/refusalTexts';
import { chooseTexts } from '../web/language/textsOf';
import type { Query } from '../web/Query';
import { matchesEtag } from '../web/registerAsset';
import type { QueryString } from '../web/search/Search';
import { AnswerReader } from './AnswerReader';
import type { AnswerEnd, AnswerLimits } from './AnswerReader';
import type { AnswersUnderWay } from './AnswersUnderWay';
import { beginWriting } from './beginWriting';
import { commonParameters } from './commonParameters';
import { coverageField } from './Coverage';
import { describeRefused } from './describeRefused';
import type { Format } from './formats/Format';
import { NoRoomError } from './formats/NoRoomError';
import { HeldAnswer } from './HeldAnswer';
import { nameFile } from './nameFile';
import { originOf } from '../front/http/originOf';
import { readParameters } from './parameters';
import type { Page, Question } from './Question';
import { refuseInWords } from './refuseInWords';

/** An answer that has no more is had before any of it is sent: most are whole then, and say in their head how they stand. */
const HELD = { rows: 1_000, characters: 4_000_000 };

/** Of an answer that has to be held as a whole. */
const WHOLE = { rows: Infinity, characters: Infinity };
const MAX_CHARACTERS = 32_000_000;

/** After the longest that an answer takes, for a slow reader to take what is left: as long again, but no longer than this. */
const MAX_GRACE_MS = 30_000;

export interface QuestionsOptions {
  readonly query: Query;
  readonly limits: AnswerLimits;
  readonly logger: Logger;
  /** The operator's own questions, as they are now. */
  readonly ownQuestions?: (() => readonly Question[]) | undefined;
}

interface Asked extends QuestionsOptions {
  readonly question: Question;
  readonly format: Format;
  readonly underWay: AnswersUnderWay;
}

/**
 * Answers a question in a format. Each page of the answer is charged to whoever asks, and no city is asked for more once they
 * are gone. The head says how the answer stands (`Hanse-Coverage`) and where it goes on (`Link`); a long one is sent while it is
 * read, and broken off where it ends early and has no words for it. Whoever asks for the head alone pays like everyone, and no more is
 * read than stands in it.
 */
export async function answerQuestion(
  request: FastifyRequest,
  reply: FastifyReply,
  { question, format, query, limits, logger, underWay }: Asked,
): Promise<FastifyReply> {
  varyBy(reply, 'accept-language');
  const { texts } = chooseTexts(request);
  const words = refusalTextsOf(texts.language);
  const known = [...question.parameters, ...commonParameters(limits), ...format.options];
  const read = readParameters(request.query as QueryString, known, texts.language);
  if (read.state === 'invalid') return refuseInWords(reply, 400, read.problem);
  const { given } = read;
  const problem = question.check?.(given, words);
  if (problem !== undefined) return refuseInWords(reply, 400, problem);
  const isHead = request.method === 'HEAD';
  const { mostAtOnce } = format;
  if (mostAtOnce !== undefined && !isHead && !underWay.begin(askerOf(request), mostAtOnce, reply)) {
    return refuseInWords(reply, 429, words.tooManyAtOnce(mostAtOnce));
  }

  const askedAt = new Date();
  const signal = signalOf(reply);
  const origin = originOf(request);
  const needsWhole = format.needsWhole(given);
  const account = accountOf(request);
  let isFirst = true;
  const reader = new AnswerReader({
    ...{ question, given, limits, after: given.one('after'), most: given.number('limit') },
    reader: { texts, origin },
    maxCharacters: needsWhole ? MAX_CHARACTERS : undefined,
    query: (operation, how) => {
      const payer = isFirst ? account : account?.further;
      isFirst = false;
      return query(operation, { ...how, viewer: viewerOf(request), account: payer, trace: traceOf(request) });
    },
    charge: () => payAgain(request),
    lastExcess: () => account?.lastExcess,
    signal,
    onFailure: (cause) => {
      logger.error({ requestId: request.id, err: cause }, 'an answer ended early');
    },
  });
  const outcome = await reader.askFirstPage();
  if (outcome.state === 'refused') return refuseInWords(reply, 400, describeRefused(outcome, given, texts));
  if (outcome.state === 'failed') {
    logger.error({ requestId: request.id, err: outcome.cause }, 'a question had no answer');
    return refuseInWords(reply, 503, words.noAnswer);
  }
  const answer = await HeldAnswer.hold(reader.read(outcome.answer), needsWhole && !isHead ? WHOLE : HELD);
  const { end } = answer;
  const early = end?.early;
  if (early !== undefined && !format.tellsEnd(given)) {
    if (early.reason === 'limit') {
      void reply.header('retry-after', early.excess.retryAfter);
      return refuseInWords(reply, 429, end?.notes[0] ?? words.noAnswer);
    }
    if (early.reason !== 'rows') return refuseInWords(reply, 503, end?.notes[0] ?? words.noAnswer);
  }

  cutOffLate(reply, limits);
  const address = new URL(request.url, origin);
  // Weak (RFC 9110, section 8.8.1): what an answer says of the time at which it was given may differ.
  const etag =
    end !== undefined && viewerOf(request).anonymous
      ? `W/"${answer.fingerprint(`${texts.language} ${address.href}`).slice(0, 22)}"`
      : undefined;
  const isKnown = etag !== undefined && matchesEtag(request.headers['if-none-match'], etag);
  const { name, title, columns } = question;
  const write = () => {
    const pages = answer.pages();
    const of = { name, title: title[texts.language], columns, texts, address, askedAt, signal, pages };
    const written = format.write({ ...of, end: () => endOf(answer) }, given);
    const isWhole = end !== undefined || format.tellsEnd(given);
    return beginWriting(isWhole ? written : breakOffEarly(written, answer));
  };
  let sent: AsyncIterable<string | Uint8Array> | undefined;
  try {
    sent = isHead || isKnown ? undefined : await write();
  } catch (cause) {
    const retryAfter = cause instanceof NoRoomError ? cause.retryAfter : undefined;
    if (retryAfter !== undefined) void reply.header('retry-after', retryAfter);
    else if (!signal.aborted) logger.error({ requestId: request.id, err: cause }, 'an answer could not be written');
    return refuseInWords(reply, 503, retryAfter === undefined ? words.noAnswer : words.noRoom(retryAfter));
  }
  describeAnswer(reply, { end, first: outcome.answer, address });
  void reply
    .header('accept-ranges', 'none')
    .header('content-language', texts.language)
    .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store');
  if (etag !== undefined) void reply.header('etag', etag).header('cache-control', 'private, no-cache');
  if (isKnown) return reply.code(304).send();
  if (format.isFile) {
    const file = nameFile(name, given, format.ending);
    void reply.header('content-disposition', `attachment; filename="${file}"`);
  }
  void reply.type(format.mediaType);
  if (sent === undefined) {
    answer.leave();
    // How long the answer would be is not told (RFC 9110, section 8.6), as of any that is written while it is read.
    return reply.send(Readable.from([]));
  }
  return reply.send(Readable.from(sent, { objectMode: false }));
}

function endOf({ end }: HeldAnswer): AnswerEnd {
  if (end === undefined) throw new TypeError('A format asks how an answer stands before it has read it.');
  return end;
}

/** A reader who takes longer than that is cut off. */
function cutOffLate({ raw }: FastifyReply, { maxMs }: AnswerLimits): void {
  const cuttingOff = setTimeout(() => raw.destroy(), maxMs + Math.min(maxMs, MAX_GRACE_MS));
  cuttingOff.unref();
  raw.once('close', () => {
    clearTimeout(cuttingOff);
  });
}

interface Told {
  /** Undefined while the answer is read. */
  readonly end: AnswerEnd | undefined;
  readonly first: Page;
  readonly address: URL;
}

/** Says in the head how an answer stands, as far as that is known, and where it goes on. */
function describeAnswer(reply: FastifyReply, { end, first, address }: Told): void {
  const fields = [
    coverageField((end ?? first).coverage),
    ...(end ? [`rows=${end.rows}`] : []),
    ...(first.total === undefined ? [] : [`total=${first.total}`]),
  ];
  void reply.header(COVERAGE_HEADER, fields.join(', '));
  if (end?.hasMore === true && end.cursor !== undefined) {
    const next = new URL(address);
    next.searchParams.set('after', end.cursor);
    void reply.header('link', `<${next.pathname}${next.search}>; rel="next"`);
  }
}

/** What a program would take for the whole is not ended as if it were. */
async function* breakOffEarly(
  written: AsyncIterable<string | Uint8Array>,
  answer: HeldAnswer,
): AsyncGenerator<string | Uint8Array> {
  yield* written;
  const early = answer.end?.early;
  if (early !== undefined && early.reason !== 'rows') throw new EndsEarlyError(early.reason);
}

/** The rest of an answer could not be had, and it cannot say so itself. */
class EndsEarlyError extends Error {
  override readonly name = 'EndsEarlyError';

  constructor(reason: string) {
    super(`An answer is broken off, since its rest could not be had (${reason}).`);
  }
}
