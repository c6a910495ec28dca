/** Rows in PostgreSQL's binary `COPY` format (documentation, COPY, *Binary Format*), one after the other. */
export interface CopyRows {
  begin(): void;
  int(value: number): void;
  /** A day by its number since 1970-01-01. */
  date(day: number): void;
  bytes(value: Uint8Array): void;
  /** The whole of it, in pieces. */
  end(): Buffer[];
}

const pieceSize = 1 << 18;
const signature = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
/** PostgreSQL counts days from 2000-01-01. */
const daysTo2000 = 10_957;

/** Binary rather than text: nothing is written in hexadecimal and parsed again; a quarter of the time of a text row. */
export function copyRows(columns: number): CopyRows {
  const pieces: Buffer[] = [];
  let piece = Buffer.allocUnsafe(pieceSize);
  let at = signature.copy(piece);
  at = piece.writeInt32BE(0, at);
  at = piece.writeInt32BE(0, at);
  const room = (length: number): void => {
    if (at + length <= piece.length) return;
    pieces.push(piece.subarray(0, at));
    piece = Buffer.allocUnsafe(Math.max(pieceSize, length));
    at = 0;
  };
  const int = (value: number): void => {
    room(8);
    at = piece.writeInt32BE(4, at);
    at = piece.writeInt32BE(value, at);
  };
  return {
    begin() {
      room(2);
      at = piece.writeInt16BE(columns, at);
    },
    int,
    date: (day) => int(day - daysTo2000),
    bytes(value) {
      room(4 + value.length);
      at = piece.writeInt32BE(value.length, at);
      piece.set(value, at);
      at += value.length;
    },
    end() {
      room(2);
      at = piece.writeInt16BE(-1, at);
      pieces.push(piece.subarray(0, at));
      return pieces;
    },
  };
}
