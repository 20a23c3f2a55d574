import type { IncomingMessage } from 'node:http';
import type { FastifyReply } from 'fastify';

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

/**
 * Answers a request that fails before it is GraphQL with the body of a GraphQL response, and of its media type where the
 * client knows that: such a client takes anything else for the answer of another server (GraphQL over HTTP, "Processing
 * the response").
 */
export function refuse(reply: FastifyReply, { status, message, code, headers = {} }: Refusal): FastifyReply {
  const { raw } = reply.request;
  codes.set(raw, code);
  return reply
    .code(status)
    .headers(headers)
    .type(`${chooseType(raw.headers.accept)}; charset=utf-8`)
    .send(JSON.stringify(errorBody(message, code)));
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
