import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

interface Counted {
  readonly labels: Readonly<Record<string, string>>;
  readonly count: number;
}

/** A family of figures that are read again when somebody asks. */
interface Gauged {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  read(): readonly Counted[] | Promise<readonly Counted[]>;
}

/** One request as it is measured: by its route's pattern, never by its path, which may name an account. */
interface MeasuredRequest {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

export interface Metrics {
  measured(request: MeasuredRequest): void;
  /** Counts a mail that was handed over, or that the mail server did not take. */
  mailed(outcome: 'sent' | 'failed'): void;
  /** All of it, as Prometheus reads it. */
  text(): Promise<string>;
  readonly contentType: string;
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']);

/** What Prometheus is told. Node's own figures are in it: event-loop lag, memory, garbage collection, open files. */
export function openMetrics(gauges: readonly Gauged[]): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'caudal_http_request_seconds',
    help: 'Requests by route, method and status, and how long they took',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  });
  const mails = new Counter({
    name: 'caudal_mail_total',
    help: 'Mails of this process that the mail server took (sent) or did not (failed; tried again)',
    labelNames: ['outcome'],
    registers: [registry],
  });
  for (const { name, help, labels, read } of gauges) {
    new Gauge({
      name,
      help,
      labelNames: [...labels],
      registers: [registry],
      async collect() {
        const counted = await read();
        this.reset();
        for (const { labels: of, count } of counted) this.set(of, count);
      },
    });
  }
  return {
    measured({ method, route, status, seconds }) {
      requests.observe({ method: methods.has(method) ? method : 'other', route, status }, seconds);
    },
    mailed: (outcome) => mails.inc({ outcome }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
