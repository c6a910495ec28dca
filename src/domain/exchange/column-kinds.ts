/** What the cells of a column hold. `required` cells may not be empty. */
export type Column =
  | { readonly kind: 'number' | 'text'; readonly required: boolean; readonly max: number }
  | { readonly kind: 'date' | 'money' | 'yes-no' | 'language'; readonly required: boolean }
  | {
      readonly kind: 'decimal' | 'integer';
      readonly required: boolean;
      readonly min?: number;
      readonly max?: number;
    }
  | { readonly kind: 'code'; readonly required: boolean; readonly codes: readonly string[] };

/**
 * The value of a cell: dates stay `YYYY-MM-DD` and decimals stay as written (checked), since most go on into the database
 * as text; money is cents.
 */
export type CellOf<Kind> = Kind extends { kind: 'code'; codes: readonly (infer Code)[] }
  ? Code
  : Kind extends { kind: 'money' | 'integer' }
    ? number
    : Kind extends { kind: 'yes-no' }
      ? boolean
      : string;

/** A number of the utility's: kept as text, and refused where a spreadsheet rounded it. */
export const number = { kind: 'number', required: false, max: 64 } as const;
export const date = { kind: 'date', required: false } as const;
export const money = { kind: 'money', required: false } as const;
/** A tag of the utility's own list, as far as it is known what that has. */
export const language = { kind: 'language', required: false } as const;
export const yesNo = { kind: 'yes-no', required: false } as const;
export const decimal = { kind: 'decimal', required: false } as const;
export const text = (max: number) => ({ kind: 'text', required: false, max }) as const;
export const integer = (min: number, max: number) => ({ kind: 'integer', required: false, min, max }) as const;
export const decimalFrom = (min: number, max: number) => ({ kind: 'decimal', required: false, min, max }) as const;
export const codes = <const Codes extends readonly string[]>(...list: Codes) =>
  ({ kind: 'code', required: false, codes: list }) as const;
export const required = <const Kind extends Column>(column: Kind) => ({ ...column, required: true }) as const;
