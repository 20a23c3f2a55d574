import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A span as it went over the wire, in the JSON of OTLP. */
export interface ReceivedSpan {
  readonly service: string;
  readonly name: string;
  /** 1 internal, 2 server, 3 client. */
  readonly kind: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly status: { readonly code?: number; readonly message?: string };
}

/** Receives spans as an OpenTelemetry collector does. */
export interface Collector {
  readonly url: string;
  readonly spans: ReceivedSpan[];
  /** All that came in. */
  readonly bodies: unknown[];
  /** Resolves with the spans of a trace when there are enough of them. */
  spansOf(traceId: string, isEnough: (spans: readonly ReceivedSpan[]) => boolean): Promise<readonly ReceivedSpan[]>;
  close(): Promise<void>;
}

export async function startCollector(): Promise<Collector> {
  const arrivals = new EventEmitter();
  const server = createServer((request, response) => {
    void json(request).then((body) => {
      collector.bodies.push(body);
      collector.spans.push(...readSpans(body));
      response.setHeader('content-type', 'application/json').end('{}');
      arrivals.emit('spans');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const collector: Collector = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans: [],
    bodies: [],
    async spansOf(traceId, isEnough) {
      for (;;) {
        const spans = collector.spans.filter((span) => span.traceId === traceId);
        if (isEnough(spans)) return spans;
        await once(arrivals, 'spans');
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
  return collector;
}

interface OtlpAttribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface OtlpBody {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly OtlpAttribute[] };
    readonly scopeSpans: readonly {
      readonly spans: readonly (Omit<ReceivedSpan, 'service' | 'attributes'> & {
        readonly attributes: readonly OtlpAttribute[];
      })[];
    }[];
  }[];
}

function readSpans(body: unknown): ReceivedSpan[] {
  return (body as OtlpBody).resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => ({
        ...span,
        service: String(readAttributes(resource.attributes)['service.name']),
        attributes: readAttributes(span.attributes),
      })),
    ),
  );
}

function readAttributes(attributes: readonly OtlpAttribute[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
