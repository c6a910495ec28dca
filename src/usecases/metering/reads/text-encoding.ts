import { isAscii, isUtf8 } from 'node:buffer';

/** How the text of a file is written as bytes. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Finds a file's encoding from all of its pieces, one after the other, at the speed of memory. */
export interface EncodingFinder {
  take(piece: Uint8Array): void;
  found(): TextEncoding;
}

/**
 * UTF-16 by its mark, or by the zero that every second byte of plain text is then; else UTF-8 where all of the file is valid
 * UTF-8; else Windows-1252, which holds Latin-1: what a spreadsheet or an old export writes.
 */
export function encodingFinder(): EncodingFinder {
  let utf16: TextEncoding | undefined;
  let isFirst = true;
  let isValid = true;
  /** Of a character that the piece before began. */
  let begun: Uint8Array = new Uint8Array(0);
  return {
    take(piece) {
      if (isFirst) utf16 = utf16Of(piece);
      isFirst = false;
      if (utf16 !== undefined || !isValid) return;
      if (begun.length === 0 && isAscii(piece)) return;
      const all = begun.length === 0 ? piece : Buffer.concat([begun, piece]);
      const whole = endOfCharacters(all);
      isValid = isUtf8(all.subarray(0, whole));
      begun = new Uint8Array(all.subarray(whole));
    },
    found: () => utf16 ?? (isValid && begun.length === 0 ? 'utf-8' : 'windows-1252'),
  };
}

function utf16Of(first: Uint8Array): TextEncoding | undefined {
  const [one, two, three, four] = first;
  if (one === 0xff && two === 0xfe) return 'utf-16le';
  if (one === 0xfe && two === 0xff) return 'utf-16be';
  if (one !== 0 && two === 0 && three !== 0 && four === 0) return 'utf-16le';
  return one === 0 && two !== 0 && three === 0 && four !== 0 ? 'utf-16be' : undefined;
}

/** Where the last whole character of UTF-8 ends: at most three bytes before the end. */
function endOfCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** The same text in UTF-8; pieces that are UTF-8 already are not looked at. */
export async function* inUtf8(pieces: AsyncIterable<Uint8Array>, encoding: TextEncoding): AsyncGenerator<Uint8Array> {
  if (encoding === 'utf-8') {
    yield* pieces;
    return;
  }
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  for await (const piece of pieces) yield encoder.encode(decoder.decode(piece, { stream: true }));
  yield encoder.encode(decoder.decode());
}
