import { BodyRefused } from './body-refused.ts';

/** How long a body may take. */
export interface BodyPace {
  /** Without a byte. */
  readonly idleMs: number;
  /** In all, for a small body. */
  readonly wholeMs: number;
  /** A long body has this much more for each of its megabytes: a phone on a bad line. */
  readonly msPerMegabyte: number;
}

export const usualPace: BodyPace = { idleMs: 10_000, wholeMs: 20_000, msPerMegabyte: 10_000 };

/**
 * The body in pieces as they come. Throws `BodyRefused` where it is longer than `maxBytes`, before a byte is read where it
 * says so itself, and where it comes too slowly: a request that sends a byte now and then must not hold anything for long.
 */
export async function* readPieces(request: Request, maxBytes: number, pace: BodyPace): AsyncGenerator<Uint8Array> {
  const said = Number(request.headers.get('content-length') ?? '0');
  if (said > maxBytes) throw new BodyRefused('too-large');
  if (request.body === null) return;
  const reader = request.body.getReader();
  const until = performance.now() + pace.wholeMs + (maxBytes / 1024 / 1024) * pace.msPerMegabyte;
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await inTime(reader.read(), Math.min(pace.idleMs, until - performance.now()));
      if (done) return;
      bytes += value.length;
      if (bytes > maxBytes) throw new BodyRefused('too-large');
      yield value;
    }
  } finally {
    // What still comes of it is nobody's: the connection ends with the answer.
    reader.releaseLock();
  }
}

async function inTime<Value>(read: Promise<Value>, ms: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new BodyRefused('slow')), Math.max(0, ms));
  });
  // After the limit nobody waits for it, and a connection that then breaks is no error of ours.
  read.catch(() => undefined);
  try {
    return await Promise.race([read, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The whole of a small body as text; UTF-8 or refused. */
export async function readText(request: Request, maxBytes: number, pace: BodyPace): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of readPieces(request, maxBytes, pace)) pieces.push(piece);
  return textOf(Buffer.concat(pieces));
}

/** Bytes as the UTF-8 text that they must be. */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new BodyRefused('malformed');
  }
}
