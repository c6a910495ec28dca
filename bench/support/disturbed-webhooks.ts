import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { SeededChance } from './seeded-chance.ts';

/** What may happen to a webhook on its way, and how often. */
const ways = { passes: 50, dropped: 14, refused: 8, doubled: 10, late: 12, 'answer lost': 6 } as const;
type Way = keyof typeof ways;

interface Call {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/**
 * A proxy that the processor's calls go through: it drops webhooks (and says they arrived), refuses them, sends them twice,
 * late and in another order, or loses the answer, so that they come again.
 */
export class DisturbedWebhooks {
  readonly #chance: SeededChance;
  readonly #server = createServer((request, response) => void this.#take(request, response));
  readonly #late = new Set<Call>();
  readonly counts = new Map<Way, number>();
  isQuiet = false;

  constructor(chance: SeededChance) {
    this.#chance = chance;
    // The caller asks for a tunnel; at the end of it stands this server itself.
    this.#server.on('connect', (_request: IncomingMessage, socket: Socket) => {
      socket.on('error', () => undefined);
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      this.#server.emit('connection', socket);
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return `http://127.0.0.1:${address.port}`;
  }

  /** From now on everything passes; what was held back goes now. */
  async beQuiet(): Promise<void> {
    this.isQuiet = true;
    await this.#release();
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  get disturbed(): number {
    return [...this.counts].reduce((sum, [way, count]) => sum + (way === 'passes' ? 0 : count), 0);
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const { host = '', 'content-type': type = '' } = request.headers;
    const signature = request.headers['sandbox-signature'];
    const path = request.url ?? '';
    const call: Call = {
      url: path.startsWith('http') ? path : `http://${host}${path}`,
      headers: { 'content-type': type, ...(typeof signature === 'string' ? { 'sandbox-signature': signature } : {}) },
      body: Buffer.concat(parts).toString(),
    };
    // Nothing but the portal on this machine.
    if (!call.url.startsWith('http://127.0.0.1:')) return void response.writeHead(403).end();
    const way = this.isQuiet ? 'passes' : this.#chance.weighted(ways);
    this.counts.set(way, (this.counts.get(way) ?? 0) + 1);
    await this.#go(way, call, response);
  }

  async #go(way: Way, call: Call, response: ServerResponse): Promise<void> {
    switch (way) {
      case 'dropped':
        return void response.writeHead(200).end();
      case 'refused':
        return void response.writeHead(503).end();
      case 'late':
        this.#late.add(call);
        if (this.#late.size >= 12 || this.#chance.happens(0.1)) void this.#release();
        return void response.writeHead(200).end();
      case 'doubled': {
        const [first] = await Promise.all([this.#send(call), this.#send(call)]);
        return void response.writeHead(first).end();
      }
      case 'answer lost':
        await this.#send(call);
        return void response.destroy();
      case 'passes':
        return void response.writeHead(await this.#send(call)).end();
    }
  }

  /** Those held back, the newest and the oldest by turns. */
  async #release(): Promise<void> {
    const held = [...this.#late];
    this.#late.clear();
    while (held.length > 0) {
      const call = this.#chance.happens(0.5) ? held.pop() : held.shift();
      if (call !== undefined) await this.#send(call);
    }
  }

  async #send({ url, headers, body }: Call): Promise<number> {
    try {
      const answer = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(10_000) });
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      return 503;
    }
  }
}
