import type { FastifyReply, FastifyRequest } from 'fastify';
import { mediaTypesOf, refuse } from './refuse';
import type { Refusal } from './refuse';

/** What an answer is, in the order of preference where a client has none. */
const ANSWER_TYPES = ['application/json', 'application/graphql-response+json'] as const;

/** What is wrong with a request before its body is read, if anything. */
type Check = (request: FastifyRequest) => Omit<Refusal, 'code'> | undefined;

/** In the order in which they are told. */
const CHECKS: readonly Check[] = [checkCoding, checkContentType, checkAccept];

/** The hook `onRequest` of a route for GraphQL over HTTP: whatever has not its form is refused before any of it is read. */
export function checkRequestForm(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  for (const check of CHECKS) {
    const refusal = check(request);
    if (refusal !== undefined) {
      refuse(reply, { ...refusal, code: 'BAD_REQUEST' });
      return;
    }
  }
  done();
}

/** A body is read as it comes: unpacked, a small one may be any size (RFC 9110, section 15.5.16). */
function checkCoding({ headers }: FastifyRequest): ReturnType<Check> {
  const codings = [headers['content-encoding'], headers['transfer-encoding']].flatMap((header) => mediaTypesOf(header));
  const coding = codings.find((one) => !['', 'identity', 'chunked'].includes(one));
  if (coding === undefined) return undefined;
  const message = `The body is packed with ${quote(coding)}. Send it as it is, without Content-Encoding.`;
  return { status: 415, message, headers: { 'accept-encoding': 'identity' } };
}

/** Asking for JSON alone also keeps out the forms that a page of another site can have a browser send. */
function checkContentType({ method, headers }: FastifyRequest): ReturnType<Check> {
  const given = headers['content-type'];
  if (given === undefined && method !== 'POST') return undefined;
  const [, charset = 'utf-8'] = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(given ?? '') ?? [];
  if (mediaTypesOf(given)[0] === 'application/json' && /^utf-?8$/i.test(charset)) return undefined;
  const told = given === undefined ? 'there is none' : `it is ${quote(given)}`;
  return { status: 415, message: `Content-Type must be "application/json", in UTF-8, but ${told}.` };
}

/** Before the answer is made, and cities are asked for it. */
function checkAccept(request: FastifyRequest): ReturnType<Check> {
  const { accept } = request.headers;
  if (accept === undefined || accept === '') return undefined;
  if (request.type(ANSWER_TYPES.map((type) => `${type}; charset=utf-8`)) !== false) return undefined;
  const message = `Answers are ${ANSWER_TYPES.join(' or ')}, in UTF-8, but Accept is ${quote(accept)}.`;
  return { status: 406, message };
}

/** As JSON has it, so that nothing in it can be taken for something else. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}...` : text);
}
