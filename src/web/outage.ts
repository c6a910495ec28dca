import type { WebDeps } from './page.ts';

/** Between two lines about the same trouble. */
const sayEveryMs = 60_000;

/** Tells the log that pages cannot be served, for the database or for what else they need: at the first page that wanted it, then once a minute with how many wanted it since. */
export class Outage {
  readonly #log: WebDeps['log'];
  #saidAt = Number.NEGATIVE_INFINITY;
  #since = 0;

  constructor(log: WebDeps['log']) {
    this.#log = log;
  }

  hear(error: Error): void {
    this.#since += 1;
    if (performance.now() - this.#saidAt < sayEveryMs) return;
    this.#log.error({ reason: error.message, pages: this.#since }, 'pages answer 503');
    this.#saidAt = performance.now();
    this.#since = 0;
  }
}
