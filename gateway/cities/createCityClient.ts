import { performance } from 'node:perf_hooks';
import type { GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { REQUEST_TIMEOUT_HEADER } from '../../subgraphs/contract/headers';
import type { CityCall, CityOperation, CityReply, FailureStatus } from '../../subgraphs/contract/AskCity';
import { operationText } from '../../subgraphs/contract/operationText';
import { isRelayedAddress } from '../../subgraphs/contract/relay';
import type { CityConnection } from '../../subgraphs/directory/network/Network';
import { safeText } from '../../subgraphs/serving/cleanText';
import type { ForwardProxy } from '../../subgraphs/serving/forwardProxy';
import { RelayError } from '../../subgraphs/serving/relay/RelayConnection';
import { TlsFileError } from '../../subgraphs/serving/tls/TlsFiles';
import type { SignCall } from '../../subgraphs/serving/tokens/createTokenSigner';
import { startTrace } from '../observe/trace/startTrace';
import { describeUnreachable } from './describeUnreachable';
import { parseJson, UnreadableJsonError } from './parseJson';
import { AddressRefusedError } from './transport/addressRules';
import type { AddressRule } from './transport/addressRules';
import type { AnswerHead, CityAddress, CityRequest, CityTransport } from './transport/CityTransport';
import { createHttpTransport } from './transport/createHttpTransport';

interface CityClientOptions {
  /** Bytes of one answer. */
  readonly maxAnswerBytes: number;
  readonly addresses: AddressRule;
  /** Through which cities with an address of the web are asked. Without it, each directly. */
  readonly proxy?: ForwardProxy | undefined;
  /** By its signature a city knows the hub. */
  readonly sign: SignCall;
  /** Whether the calls to a city are bound to their body. Without it, none are. */
  readonly isBound?: (cityId: string) => boolean;
  /** How connections to a city are made, where that is not as to all. Without it, all alike. */
  readonly connectionOf?: (cityId: string) => CityConnection | undefined;
  /** At which the paths of their files begin. */
  readonly folder?: string;
  /** The way to cities that dial out. Without it, they are not reached. */
  readonly relay?: CityTransport | undefined;
  readonly logger: Logger;
}

/** The one way from the hub to a city's server. */
export interface CityClient {
  /**
   * Sends an operation to a city and reads the answer. Never rejects: whatever goes wrong is a status, with a message
   * that names no address. The signal ends the call, also while the answer comes in.
   */
  ask(city: CityAddress, operation: CityOperation, call: CityCall): Promise<CityReply>;
  /** Ends every call and closes every connection. */
  close(): Promise<void>;
}

/** Errors of one answer that are passed on; the others say hardly anything new. */
const MAX_ERRORS = 100;
/** A query is not so deep, its lists included. */
const MAX_STEPS = 50;
const NAME = /^[_A-Za-z][_0-9A-Za-z]{0,99}$/;
const KEPT_EXTENSIONS = ['code', 'argument'] as const;

const UNREADABLE: Readonly<Record<UnreadableJsonError['reason'], string>> = {
  TOO_DEEP: 'Its answer was nested too deeply.',
  TOO_MANY_VALUES: 'Its answer held too many values.',
  TOO_MANY_NAMES: 'Its answer held too many different names.',
  NOT_UTF_8: 'Its answer was not UTF-8.',
  NOT_JSON: 'Its answer was not JSON.',
};

/** An answer that comes in so many pieces has some bytes in each: a piece costs the hub as much as many bytes do. */
const MANY_PIECES = 10_000;
const SMALL_PIECE_BYTES = 64;

const JSON_TYPES = new Set(['application/json', 'application/graphql-response+json']);

const TOO_LATE = { status: 'TIMED_OUT', message: 'It did not answer in time.', cause: 'TIMEOUT' } as const;

/** How asking a city went wrong. */
class CityFailure extends Error {
  override readonly name = 'CityFailure';

  constructor(
    readonly status: FailureStatus,
    message: string,
    /** See `FailedReply`. */
    override readonly cause?: string,
  ) {
    super(message);
  }
}

export function createCityClient(options: CityClientOptions): CityClient {
  const {
    maxAnswerBytes,
    sign,
    isBound = () => false,
    connectionOf = () => undefined,
    folder = '.',
    relay,
    logger,
  } = options;
  const http = createHttpTransport({ ...options, connectionOf, folder });

  function transportTo({ url }: CityAddress): CityTransport {
    if (!isRelayedAddress(url)) return http;
    if (relay === undefined) throw new RelayError('RELAY_UNREACHABLE');
    return relay;
  }

  async function fetchAnswer(city: CityAddress, operation: CityOperation, call: CityCall): Promise<Answer> {
    const body = bodyOf(operation);
    const traceparent = call.traceparent ?? startTrace().traceparent;
    const makeRequest = async (): Promise<CityRequest> => {
      const token = await sign(city.id, call.viewer, isBound(city.id) ? body : undefined);
      const headers: Record<string, string> = {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json;q=0.9',
        'accept-encoding': 'identity',
        authorization: `Bearer ${token}`,
        traceparent,
      };
      if (call.remainingMs !== undefined) headers[REQUEST_TIMEOUT_HEADER] = String(Math.floor(call.remainingMs));
      return { headers, body };
    };
    const rules = { signal: call.signal, checkHead, checkSize };
    return readAnswer(await read(await transportTo(city).send(city, makeRequest, rules)));
  }

  function checkSize(bytes: number, pieces: number): void {
    if (bytes > maxAnswerBytes) throw new CityFailure('INVALID', 'Its answer was too large.');
    if (pieces > MANY_PIECES && bytes < pieces * SMALL_PIECE_BYTES) {
      throw new CityFailure('INVALID', 'Its answer came in too many small pieces.');
    }
  }

  return {
    async ask(city, operation, call) {
      const startedAt = performance.now();
      const tookMs = (): number => Math.round(performance.now() - startedAt);
      try {
        call.signal.throwIfAborted();
        const { data, errors } = await fetchAnswer(city, operation, call);
        return { status: 'ANSWERED', data, errors, tookMs: tookMs() };
      } catch (error) {
        // A city may say itself that the time is over that it was told, with a failure of its own.
        const isOver = call.signal.aborted || tookMs() >= (call.remainingMs ?? Infinity);
        const isTooLate = isOver && !(error instanceof CityFailure && error.status !== 'UNREACHABLE');
        if (isTooLate) return { ...TOO_LATE, tookMs: tookMs() };
        if (error instanceof CityFailure) {
          const { status, message, cause } = error;
          return { status, message, cause, tookMs: tookMs() };
        }
        if (error instanceof AddressRefusedError) {
          return { status: 'UNREACHABLE', message: error.message, cause: 'ADDRESS_REFUSED', tookMs: tookMs() };
        }
        logger.debug({ err: error, city: city.id, url: city.url }, 'a city could not be reached');
        const cause = causeOf(error);
        if (error instanceof TlsFileError) {
          return {
            status: 'UNREACHABLE',
            message: 'The hub cannot use the certificates for it.',
            cause,
            tookMs: tookMs(),
          };
        }
        return { status: 'UNREACHABLE', message: describeUnreachable(cause), cause, tookMs: tookMs() };
      }
    },
    close: async () => {
      await Promise.all([http.close(), relay?.close()]);
    },
  };
}

/** One operation is sent to many cities. */
const bodies = new WeakMap<CityOperation, Buffer>();

function bodyOf(operation: CityOperation): Buffer {
  const known = bodies.get(operation);
  if (known !== undefined) return known;
  const body = Buffer.from(operationText(operation));
  bodies.set(operation, body);
  return body;
}

interface Answer {
  readonly data: Readonly<Record<string, unknown>>;
  readonly errors: readonly GraphQLFormattedError[];
}

function checkHead({ statusCode, headers }: AnswerHead): void {
  if (statusCode >= 500)
    throw new CityFailure('UNREACHABLE', `Its server failed (HTTP ${statusCode}).`, `HTTP_${statusCode}`);
  if (statusCode >= 400)
    throw new CityFailure('REFUSED', `It refused to answer (HTTP ${statusCode}).`, `HTTP_${statusCode}`);
  if (statusCode >= 300)
    throw new CityFailure('INVALID', `It sent the hub elsewhere (HTTP ${statusCode}).`, `HTTP_${statusCode}`);
  const [mediaType = ''] = String(headers['content-type'] ?? '').split(';');
  if (!JSON_TYPES.has(mediaType.trim().toLowerCase())) throw new CityFailure('INVALID', 'Its answer was not JSON.');
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new CityFailure('INVALID', 'Its answer was compressed, which it was not asked to do.');
  }
}

async function read(body: Buffer): Promise<unknown> {
  try {
    return await parseJson(body);
  } catch (error) {
    if (!(error instanceof UnreadableJsonError)) throw error;
    throw new CityFailure('INVALID', UNREADABLE[error.reason]);
  }
}

function readAnswer(answer: unknown): Answer {
  if (!isRecord(answer)) throw new CityFailure('INVALID', 'Its answer was not a GraphQL response.');
  const { data, errors = [] } = answer;
  if (!Array.isArray(errors)) throw new CityFailure('INVALID', 'Its answer was not a GraphQL response.');
  const safeErrors = errors.slice(0, MAX_ERRORS).map(readError);
  if (!isRecord(data)) {
    const [first] = safeErrors;
    throw new CityFailure(
      'INVALID',
      first ? `It answered with an error alone: ${first.message}` : 'Its answer held no data.',
    );
  }
  return { data, errors: safeErrors };
}

/** Of an error only a short message, a path, a code and the argument it is about are kept. */
function readError(error: unknown): GraphQLFormattedError {
  if (!isRecord(error) || typeof error.message !== 'string') {
    throw new CityFailure('INVALID', 'Its answer was not a GraphQL response.');
  }
  const { extensions } = error;
  const path = readPath(error.path);
  const told = isRecord(extensions)
    ? KEPT_EXTENSIONS.flatMap((name) => {
        const value = extensions[name];
        return typeof value === 'string' ? [[name, safeText(value)]] : [];
      })
    : [];
  return {
    message: safeText(error.message),
    ...(path && { path }),
    ...(told.length > 0 && { extensions: Object.fromEntries(told) as Record<string, string> }),
  };
}

/** A path is cut before what can be no step of one: a name of GraphQL, or an index. */
function readPath(path: unknown): (string | number)[] | undefined {
  if (!Array.isArray(path)) return undefined;
  const steps: (string | number)[] = [];
  for (const step of path.slice(0, MAX_STEPS) as unknown[]) {
    if (typeof step === 'string' ? !NAME.test(step) : !isIndex(step)) break;
    steps.push(step as string | number);
  }
  return steps.length > 0 ? steps : undefined;
}

function isIndex(step: unknown): boolean {
  return Number.isSafeInteger(step) && (step as number) >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Of node, of OpenSSL through node, of undici. */
const CODE = /^[A-Z][A-Z\d_]{1,60}$/;

/**
 * Why a connection failed, in a word: `ENOTFOUND`, `ECONNREFUSED`, `UNABLE_TO_VERIFY_LEAF_SIGNATURE`. It names no address
 * and has few values, so that it is fit for a log and as a label of figures. `UNKNOWN` where the error does not say.
 */
export function causeOf(error: unknown): string {
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown };
  if (typeof code === 'string' && CODE.test(code)) return code;
  // One for each address of a name.
  if (Array.isArray(errors) && errors.length > 0) return causeOf(errors[0] ?? {});
  return cause === undefined || cause === null ? 'UNKNOWN' : causeOf(cause);
}
