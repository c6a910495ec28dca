import type { Change, Piece } from './piece.ts';
import { centsOf, readDate, readNumber, writtenCents } from './written-values.ts';

/** Where a piece finds what it needs. */
export interface PieceSource {
  /** The text of a column, without the spaces around it; undefined where the line has no such column. */
  text(column: string): string | undefined;
  numberInGroup: number;
  numberOfLine: number;
  readonly fileName: string;
  look(lookup: string, key: string, take: string): string | undefined;
}

/** A piece that cannot be read: told apart from any text by its class. */
export class WrongPiece {
  readonly code:
    | 'exchange.foreign-date'
    | 'exchange.foreign-number'
    | 'exchange.foreign-cents'
    | 'exchange.foreign-code';
  readonly value: string;
  readonly expected: string;
  constructor(code: WrongPiece['code'], value: string, expected = '') {
    this.code = code;
    this.value = value.slice(0, 80);
    this.expected = expected.slice(0, 200);
  }
}

/** The text of a piece, empty where there is none. */
export function readPiece(piece: Piece, source: PieceSource): string | WrongPiece {
  switch (piece.kind) {
    case 'column':
      return source.text(piece.column) ?? '';
    case 'value':
      return piece.value;
    case 'number-in-group':
      return String(source.numberInGroup);
    case 'number-of-line':
      return String(source.numberOfLine);
    case 'file-name':
      return source.fileName;
    case 'join': {
      const parts: string[] = [];
      for (const one of piece.pieces) {
        const text = readPiece(one, source);
        if (text instanceof WrongPiece) return text;
        if (text !== '') parts.push(text);
      }
      return parts.join(piece.with);
    }
    case 'first':
      for (const one of piece.pieces) {
        const text = readPiece(one, source);
        if (text !== '') return text;
      }
      return '';
    case 'sum':
      return readSum(piece, source);
    case 'lookup': {
      const key = readPiece(piece.by, source);
      return key instanceof WrongPiece ? key : (source.look(piece.lookup, key, piece.take) ?? '');
    }
    case 'changed': {
      let text = readPiece(piece.piece, source);
      for (const change of piece.changes) {
        if (text instanceof WrongPiece || text === '') return text;
        text = changed(text, change, source);
      }
      return text;
    }
  }
}

function readSum({ plus, minus }: Extract<Piece, { kind: 'sum' }>, source: PieceSource): string | WrongPiece {
  let total = 0n;
  let isEmpty = true;
  for (const [sign, pieces] of [[1n, plus] as const, [-1n, minus] as const]) {
    for (const piece of pieces) {
      const text = readPiece(piece, source);
      if (text instanceof WrongPiece) return text;
      if (text === '') continue;
      const value = centsOf(text);
      if (value === undefined) return new WrongPiece('exchange.foreign-cents', text);
      total += sign * value;
      isEmpty = false;
    }
  }
  return isEmpty ? '' : writtenCents(total);
}

function changed(text: string, change: Change, source: PieceSource): string | WrongPiece {
  switch (change.kind) {
    case 'codes': {
      const code = change.codes.get(text.toLowerCase()) ?? (change.otherwise === 'same' ? text : change.otherwise);
      return code ?? new WrongPiece('exchange.foreign-code', text, [...change.codes.keys()].join(', '));
    }
    case 'date':
      return (
        readDate(text, change.forms) ??
        new WrongPiece('exchange.foreign-date', text, change.forms.map(({ form }) => form).join(', '))
      );
    case 'days':
      return Temporal.PlainDate.from(text).add({ days: change.add }).toString();
    case 'money': {
      const number = readNumber(text, change.implied ? 2 : 0);
      if (number === undefined) return new WrongPiece('exchange.foreign-number', text);
      const value = centsOf(number);
      return value === undefined ? new WrongPiece('exchange.foreign-cents', text) : writtenCents(value);
    }
    case 'decimal':
      return readNumber(text, change.implied) ?? new WrongPiece('exchange.foreign-number', text);
    case 'sign': {
      const sign = readPiece(change.by, source);
      if (sign instanceof WrongPiece) return sign;
      return change.negative.includes(sign.toLowerCase()) ? negated(text) : text;
    }
    case 'negate':
      return negated(text);
    case 'empty':
      return change.texts.includes(text.toLowerCase()) ? '' : text;
    case 'strip':
      return stripped(text, change);
    case 'pad':
      return change.side === 'left'
        ? text.padStart(change.to, change.character)
        : text.padEnd(change.to, change.character);
    case 'cut':
      return text.slice(change.from, change.to).trim();
  }
}

const negated = (number: string): string =>
  number.startsWith('-') ? number.slice(1) : /[1-9]/.test(number) ? `-${number}` : number;

/** One character is left of a text that is nothing else: `0000` is `0`. */
function stripped(text: string, { character, side }: Extract<Change, { kind: 'strip' }>): string {
  let [from, to] = [0, text.length];
  if (side === 'left') while (from < to - 1 && text[from] === character) from++;
  else while (to > from + 1 && text[to - 1] === character) to--;
  return text.slice(from, to);
}

/** Columns that a piece takes, in the order it asks for them. */
export function columnsOf(piece: Piece): readonly string[] {
  switch (piece.kind) {
    case 'column':
      return [piece.column];
    case 'value':
    case 'number-in-group':
    case 'number-of-line':
    case 'file-name':
      return [];
    case 'join':
    case 'first':
      return piece.pieces.flatMap(columnsOf);
    case 'sum':
      return [...piece.plus, ...piece.minus].flatMap(columnsOf);
    case 'lookup':
      return columnsOf(piece.by);
    case 'changed':
      return [
        ...columnsOf(piece.piece),
        ...piece.changes.flatMap((one) => (one.kind === 'sign' ? columnsOf(one.by) : [])),
      ];
  }
}
