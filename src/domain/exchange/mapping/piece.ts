import type { DateForm } from './written-values.ts';

/** How a cell of a row of ours comes to be. */
export type Piece =
  | { readonly kind: 'column'; readonly column: string }
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'number-in-group' }
  /** Which line of its file it is: a route is walked in the order of its file. */
  | { readonly kind: 'number-of-line' }
  /** What its file is called, without its ending. */
  | { readonly kind: 'file-name' }
  | { readonly kind: 'join'; readonly pieces: readonly Piece[]; readonly with: string }
  | { readonly kind: 'first'; readonly pieces: readonly Piece[] }
  /** Of amounts; an empty one is nothing, and where all are empty so is the sum. */
  | { readonly kind: 'sum'; readonly plus: readonly Piece[]; readonly minus: readonly Piece[] }
  | { readonly kind: 'lookup'; readonly lookup: string; readonly by: Piece; readonly take: string }
  | { readonly kind: 'changed'; readonly piece: Piece; readonly changes: readonly Change[] };

/** What is done with a text that is not empty. */
export type Change =
  /** `otherwise: same` leaves what has no code; without it such a text is refused. */
  | { readonly kind: 'codes'; readonly codes: ReadonlyMap<string, string>; readonly otherwise?: string }
  | { readonly kind: 'date'; readonly forms: readonly DateForm[] }
  | { readonly kind: 'days'; readonly add: number }
  | { readonly kind: 'money'; readonly implied: boolean }
  | { readonly kind: 'decimal'; readonly implied: number }
  /** The other column says that the number is negative. */
  | { readonly kind: 'sign'; readonly by: Piece; readonly negative: readonly string[] }
  | { readonly kind: 'negate' }
  | { readonly kind: 'empty'; readonly texts: readonly string[] }
  | { readonly kind: 'strip'; readonly character: string; readonly side: 'left' | 'right' }
  | { readonly kind: 'pad'; readonly character: string; readonly side: 'left' | 'right'; readonly to: number }
  | { readonly kind: 'cut'; readonly from: number; readonly to: number };
