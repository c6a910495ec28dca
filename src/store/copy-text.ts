/** What a row of a `COPY` in text can hold; null and undefined are both null. */
export type CopiedValue = string | number | bigint | boolean | null | undefined | Temporal.PlainDate | Temporal.Instant;

const pieceSize = 1 << 16;
const special = /[\\\t\n\r]/;

/**
 * Rows in PostgreSQL's text `COPY` format (documentation, COPY, *Text Format*), in pieces. Arrays of columns in parameters
 * are quoted here, parsed and taken apart there; of a batch of bills' lines that was half of the insert.
 */
export function textRows(rows: Iterable<readonly CopiedValue[]>): Buffer[] {
  const pieces: Buffer[] = [];
  let piece = '';
  for (const row of rows) {
    let separator = '';
    for (const value of row) {
      piece += separator;
      piece += written(value);
      separator = '\t';
    }
    piece += '\n';
    if (piece.length < pieceSize) continue;
    pieces.push(Buffer.from(piece));
    piece = '';
  }
  if (piece !== '') pieces.push(Buffer.from(piece));
  return pieces;
}

function written(value: CopiedValue): string {
  if (value === null || value === undefined) return '\\N';
  return typeof value === 'string' ? escaped(value) : value.toString();
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

const escaped = (text: string): string =>
  special.test(text) ? text.replaceAll(/[\\\t\n\r]/g, (found) => escapes[found] ?? found) : text;
