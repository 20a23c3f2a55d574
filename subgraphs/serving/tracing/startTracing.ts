import { diag, DiagLogLevel } from '@opentelemetry/api';
import type { Tracer } from '@opentelemetry/api';
import type { Logger } from 'pino';
import { createCollectorAgent } from './createCollectorAgent';

/** What records the requests of this process. */
export interface Tracing {
  /** Undefined where no collector is named: then nothing is recorded. */
  readonly tracer: Tracer | undefined;
  /**
   * Sends what was recorded. False when the collector did not take it soon: then OpenTelemetry goes on trying, and keeps the
   * process alive for some seconds more. Never rejects.
   */
  shutdown(): Promise<boolean>;
}

type Environment = Readonly<Record<string, string | undefined>>;

const OFF: Tracing = { tracer: undefined, shutdown: () => Promise.resolve(true) };

/** The end of the process does not wait longer for a collector. */
const LAST_SENDING_MS = 2_000;

/**
 * Starts OpenTelemetry where the environment names a collector, with `OTEL_EXPORTER_OTLP_ENDPOINT` or
 * `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT`, unless `OTEL_SDK_DISABLED` is true or `OTEL_TRACES_EXPORTER` is none. The other
 * variables of the standard are read by OpenTelemetry itself, from the environment of the process.
 *
 * The tracer is not made known to the process at large: Apollo's packages would record with it as well, and what they
 * record is not checked for what it tells of a question.
 *
 * @param serviceName unless `OTEL_SERVICE_NAME` or `OTEL_RESOURCE_ATTRIBUTES` says another
 * @param logger is told when spans cannot be sent
 */
export async function startTracing(serviceName: string, environment: Environment, logger: Logger): Promise<Tracing> {
  if (!isOn(environment)) return OFF;
  // They are large, and most hubs run without.
  const { BatchSpanProcessor, NodeTracerProvider } = await import('@opentelemetry/sdk-trace-node');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const resources = await import('@opentelemetry/resources');
  const agent = await createCollectorAgent(environment);
  diag.setLogger(toDiagLogger(logger), { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
  const provider = new NodeTracerProvider({
    resource: resources
      .defaultResource()
      .merge(resources.resourceFromAttributes({ 'service.name': serviceName }))
      .merge(resources.detectResources({ detectors: [resources.envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter(agent && { httpAgentOptions: () => agent }))],
  });
  return {
    tracer: provider.getTracer('hanse'),
    shutdown: async () => {
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<boolean>((resolve) => {
        timer = setTimeout(resolve, LAST_SENDING_MS, false);
      });
      const sent = provider.shutdown().then(
        () => true,
        // What went wrong, the logger was told.
        () => true,
      );
      const isSent = await Promise.race([sent, limit]);
      clearTimeout(timer);
      return isSent;
    },
  };
}

function isOn(environment: Environment): boolean {
  const isSet = (name: string): boolean => (environment[name] ?? '') !== '';
  return (
    (isSet('OTEL_EXPORTER_OTLP_ENDPOINT') || isSet('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT')) &&
    environment['OTEL_SDK_DISABLED']?.toLowerCase() !== 'true' &&
    environment['OTEL_TRACES_EXPORTER']?.toLowerCase() !== 'none'
  );
}

function toDiagLogger(logger: Logger): Parameters<typeof diag.setLogger>[0] {
  const write =
    (level: 'error' | 'warn' | 'debug') =>
    (message: string): void => {
      logger[level]({ reason: message.slice(0, 500) }, 'tracing');
    };
  return {
    error: write('warn'),
    warn: write('warn'),
    info: write('debug'),
    debug: write('debug'),
    verbose: write('debug'),
  };
}
