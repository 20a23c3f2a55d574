import type { IncomingMessage } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';

export interface Refusal {
  readonly status: number;
  /** What was wrong, what was expected, what to do. */
  readonly message: string;
  readonly code: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const codes = new WeakMap<IncomingMessage, string>();

/** The code with which a request was refused before it was GraphQL. */
export function refusalOf(raw: IncomingMessage): string | undefined {
  return codes.get(raw);
}

/** Answers a refusal in another form than that of GraphQL. The status and the refusal's headers are set. */
export type RefusalAnswer = (reply: FastifyReply, refusal: Refusal) => FastifyReply;

/** The name under which a server that has pages is decorated with what answers whoever reads a refusal in a browser. */
export const REFUSAL_PAGE = 'refusalPage';

/** The name under which a server that has questions with an address is decorated with what answers in words, as these do. */
export const REFUSAL_IN_WORDS = 'refusalInWords';

/**
 * Answers a request that fails before it is GraphQL with the body of a GraphQL response, and of its media type where the
 * client knows that: such a client takes anything else for the answer of another server (GraphQL over HTTP, "Processing
 * the response"). Who looks for a page gets one, and who asks a question with an address is answered in words.
 */
export function refuse(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const { raw } = reply.request;
  const { status, message, code, headers = {} } = refusal;
  codes.set(raw, code);
  void reply.code(status).headers(headers);
  const form = looksForPage(reply.request)
    ? REFUSAL_PAGE
    : isAddressOfQuestion(reply.request.originalUrl)
      ? REFUSAL_IN_WORDS
      : undefined;
  if (form !== undefined && reply.server.hasDecorator(form)) {
    return reply.server.getDecorator<RefusalAnswer>(form)(reply, refusal);
  }
  return reply.type(`${chooseType(raw.headers.accept)}; charset=utf-8`).send(JSON.stringify(errorBody(message, code)));
}

/** What a browser does that was given an address, other than one of the API. */
function looksForPage({ method, url, headers }: FastifyRequest): boolean {
  const isApi = /^\/(graphql|subgraphs)\b/.test(url);
  return method === 'GET' && !isApi && mediaTypesOf(headers.accept).includes('text/html');
}

/** Whether a question is asked with an address, also where that could not be read, and the request went elsewhere. */
export function isAddressOfQuestion(url: string): boolean {
  return /^\/(questions\/|export\.csv\b)/.test(url);
}

export function errorBody(message: string, code: string): object {
  return { errors: [{ message, extensions: { code } }] };
}

function chooseType(accept: string | undefined): string {
  const type = 'application/graphql-response+json';
  return mediaTypesOf(accept).includes(type) ? type : 'application/json';
}

/** The media types and ranges that a header such as `Accept` or `Content-Type` names, without their parameters. */
export function mediaTypesOf(header: string | undefined): readonly string[] {
  return (header ?? '').split(',').map((range) => range.split(';', 1).join('').trim().toLowerCase());
}
