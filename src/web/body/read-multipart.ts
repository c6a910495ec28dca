import { openAsBlob } from 'node:fs';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BodyRefused } from './body-refused.ts';
import { textOf } from './read-pieces.ts';
import { isWellFormed } from './well-formed.ts';

/** A form with files, as its parts came. */
export interface MultipartForm {
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Each stands on disk until `forget`. */
  readonly files: readonly (readonly [name: string, file: File])[];
  forget(): Promise<void>;
}

const maxParts = 60;
const maxHeadBytes = 8 * 1024;
const maxFieldBytes = 64 * 1024;

interface Part {
  readonly name: string;
  /** Absent: a field. */
  readonly fileName?: string;
  readonly mediaType: string;
}

/** One part while it comes: a field's bytes in memory, a file's on disk. */
interface Sink {
  take(bytes: Uint8Array): Promise<void>;
  end(): Promise<void>;
}

/**
 * Reads `multipart/form-data` (RFC 7578) piece by piece. Files are written to disk as they come, so a large one takes no more
 * memory than a small one. Whatever is not as the standard says is `malformed`.
 */
export async function readMultipart(pieces: AsyncIterable<Uint8Array>, boundary: string): Promise<MultipartForm> {
  const fields: [string, string][] = [];
  const files: [string, File][] = [];
  let folder: string | undefined;
  const forget = async () => {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  };
  const handles: FileHandle[] = [];

  async function sinkOf(part: Part): Promise<Sink> {
    if (part.fileName === undefined) return fieldSink(part.name, fields);
    folder ??= await mkdtemp(join(tmpdir(), 'caudal-upload-'));
    const path = join(folder, String(files.length));
    const handle = await open(path, 'wx', 0o600);
    handles.push(handle);
    return {
      async take(piece) {
        await handle.writeFile(piece);
      },
      async end() {
        await handle.close();
        const blob = await openAsBlob(path, { type: part.mediaType });
        files.push([part.name, new File([blob], part.fileName ?? '', { type: part.mediaType })]);
      },
    };
  }

  try {
    await walk(pieces, boundary, sinkOf);
  } catch (error) {
    for (const handle of handles) await handle.close().catch(() => undefined);
    await forget();
    throw error;
  }
  return { fields, files, forget };
}

/**
 * The fields alone, with the name of each file in its place: the bytes of files are dropped as they come. `mayGoOn` is asked
 * before the first file, with the fields that came before it; where it says no, the rest is not read.
 */
export async function readFieldsOnly(
  pieces: AsyncIterable<Uint8Array>,
  boundary: string,
  mayGoOn: (fields: ReadonlyMap<string, string>) => boolean,
): Promise<ReadonlyMap<string, string> | undefined> {
  const fields: [string, string][] = [];
  let asked: boolean | undefined;
  await walk(pieces, boundary, async ({ name, fileName }) => {
    if (fileName === undefined) return fieldSink(name, fields);
    asked ??= mayGoOn(new Map(fields));
    if (!asked) throw new BodyRefused('malformed');
    // A field with several files is one question.
    if (fileName !== '' && !fields.some(([known]) => known === name)) fields.push([name, fileName]);
    return { take: async () => undefined, end: async () => undefined };
  });
  const all = new Map(fields);
  return (asked ?? mayGoOn(all)) ? all : undefined;
}

function fieldSink(name: string, fields: [string, string][]): Sink {
  const taken: Uint8Array[] = [];
  let bytes = 0;
  return {
    async take(piece) {
      bytes += piece.length;
      if (bytes > maxFieldBytes) throw new BodyRefused('too-large');
      taken.push(Uint8Array.from(piece));
    },
    async end() {
      const value = textOf(Buffer.concat(taken));
      if (!isWellFormed(value)) throw new BodyRefused('malformed');
      fields.push([name, value]);
    },
  };
}

/** Splits the body at its boundary and gives each part its bytes. */
async function walk(
  pieces: AsyncIterable<Uint8Array>,
  boundary: string,
  sinkOf: (part: Part) => Promise<Sink>,
): Promise<void> {
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  // The first boundary has no line before it.
  let held: Buffer = Buffer.from('\r\n');
  let at: 'before' | 'after-boundary' | 'head' | 'body' | 'end' = 'before';
  let sink: Sink | undefined;
  let parts = 0;
  for await (const piece of pieces) {
    held = held.length === 0 ? Buffer.from(piece) : Buffer.concat([held, piece]);
    for (let more = true; more; ) {
      more = false;
      if (at === 'before' || at === 'body') {
        const found = held.indexOf(delimiter);
        // The end of what is held may be the beginning of a boundary.
        const whole = found >= 0 ? found : Math.max(0, held.length - delimiter.length + 1);
        if (sink !== undefined && whole > 0) await sink.take(held.subarray(0, whole));
        held = held.subarray(found >= 0 ? whole + delimiter.length : whole);
        if (found >= 0) {
          await sink?.end();
          sink = undefined;
          at = 'after-boundary';
          more = true;
        }
      } else if (at === 'after-boundary' && held.length >= 2) {
        const next = held.subarray(0, 2).toString('latin1');
        if (next === '--') at = 'end';
        else if (next === '\r\n') at = 'head';
        else throw new BodyRefused('malformed');
        // The line's end stays for a head that is empty.
        more = at === 'head';
      } else if (at === 'head') {
        const end = held.indexOf('\r\n\r\n');
        if ((end < 0 ? held.length : end) > maxHeadBytes) throw new BodyRefused('malformed');
        if (end >= 0) {
          parts += 1;
          if (parts > maxParts) throw new BodyRefused('malformed');
          sink = await sinkOf(readHead(textOf(held.subarray(2, Math.max(2, end)))));
          held = held.subarray(end + 4);
          at = 'body';
          more = true;
        }
      }
    }
    if (at === 'end') held = Buffer.alloc(0);
  }
  if (at !== 'end') throw new BodyRefused('malformed');
}

/** `Content-Disposition: form-data; name="file"; filename="reads.csv"`, with quotes as browsers write them. */
function readHead(head: string): Part {
  const lines = head.split('\r\n');
  const headerOf = (header: string) =>
    lines.find((line) => line.toLowerCase().startsWith(`${header}:`))?.slice(header.length + 1);
  const disposition = headerOf('content-disposition') ?? '';
  const parameter = (name: string) => new RegExp(`;\\s*${name}="((?:[^"\\\\]|\\\\.)*)"`, 'i').exec(disposition)?.[1];
  const [name, fileName] = [parameter('name'), parameter('filename')];
  if (!/^\s*form-data\s*;/i.test(disposition) || name === undefined) throw new BodyRefused('malformed');
  const mediaType = (headerOf('content-type') ?? '').trim();
  return {
    name: unquoted(name),
    ...(fileName === undefined ? {} : { fileName: unquoted(fileName) }),
    mediaType: /^[\w.+-]+\/[\w.+-]+(;.*)?$/.test(mediaType) ? mediaType : 'application/octet-stream',
  };
}

/** Browsers write a quote as `%22` and line ends as `%0D%0A` (WHATWG HTML); no file's name keeps a control character. */
const unquoted = (written: string): string =>
  written
    .replaceAll(/\\(.)/g, '$1')
    .replaceAll('%22', '"')
    .replaceAll(/%0d|%0a/gi, '')
    .replaceAll(/\p{Cc}/gu, '');
