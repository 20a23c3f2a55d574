import { createServer, request } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A GraphQL request as it went over the wire from the hub to a city. */
export interface WireRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** As it came. */
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

/** What becomes of a request: forwarded to the city, or another server; cut off, left without an answer, or answered. */
export type Treatment = 'FORWARD' | 'RESET' | 'HANG' | { readonly to: string } | { readonly data: unknown };

/** Stands between the hub and one city: records what passes, and can play a broken or lying city. */
export interface Wiretap {
  readonly url: string;
  readonly requests: WireRequest[];
  /** Those of them for whose answer the hub did not wait. */
  readonly abandoned: WireRequest[];
  treat: (request: WireRequest) => Treatment | Promise<Treatment>;
  /** Closes the port, as when the city's server is stopped. */
  close(): Promise<void>;
}

export async function startWiretap(cityUrl: string): Promise<Wiretap> {
  const server = createServer((incoming, outgoing) => {
    handle(incoming, outgoing).catch(() => outgoing.destroy());
  });

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await text(incoming);
    const wireRequest = {
      ...(JSON.parse(body) as Pick<WireRequest, 'query' | 'variables'>),
      body,
      headers: incoming.headers,
    };
    wiretap.requests.push(wireRequest);
    const treatment = await wiretap.treat(wireRequest);
    outgoing.once('close', () => {
      if (!outgoing.writableFinished && treatment !== 'RESET') wiretap.abandoned.push(wireRequest);
    });
    if (treatment === 'RESET') outgoing.destroy();
    else if (treatment === 'FORWARD') forward(cityUrl, body, incoming, outgoing);
    else if (typeof treatment === 'object' && 'to' in treatment) forward(treatment.to, body, incoming, outgoing);
    else if (treatment !== 'HANG') {
      outgoing.setHeader('content-type', 'application/json');
      outgoing.end(JSON.stringify(treatment));
    }
  }

  function forward(url: string, body: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
    const onward = request(url, { method: 'POST', headers: incoming.headers }, (answer) => {
      // How long the city keeps a connection holds for its own, and not for the one to the hub.
      delete answer.headers['keep-alive'];
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    onward.end(body);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const wiretap: Wiretap = {
    url: `http://127.0.0.1:${port}/graphql`,
    requests: [],
    abandoned: [],
    treat: () => 'FORWARD',
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
  return wiretap;
}
