/** Two-digit years up to this one are of this century. */
const lastOfThisCentury = 79;

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A date as a system writes it: the form that a mapping names, and what finds its parts. */
export interface DateForm {
  readonly form: string;
  readonly finds: RegExp;
}

const parts: Readonly<Record<string, string>> = {
  yyyy: '(?<year>\\d{4})',
  yy: '(?<short>\\d\\d)',
  mon: '(?<name>[a-z]{3})',
  mm: '(?<month>\\d\\d)',
  m: '(?<month>\\d\\d?)',
  dd: '(?<day>\\d\\d)',
  d: '(?<day>\\d\\d?)',
};

/**
 * `mm/dd/yyyy`, `yymmdd`, `m/d/yy`, `dd-mon-yyyy`; a `*` at the end lets a time of day follow. Undefined where it does not name
 * a whole date, each part once.
 */
export function dateForm(form: string): DateForm | undefined {
  const tokens = form.match(/yyyy|yy|mon|mm|m|dd|d/g) ?? [];
  const kinds = tokens.map((token) => token[0]).toSorted();
  if (kinds.join('') !== 'dmy' || /\*./.test(form)) return undefined;
  const pattern = form.replace(/yyyy|yy|mon|mm|m|dd|d|\*|[^a-z*]/g, (token) =>
    token === '*' ? '(?:[T ].*)?' : (parts[token] ?? token.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')),
  );
  return { form, finds: new RegExp(`^${pattern}$`, 'i') };
}

/** The date as `YYYY-MM-DD`; empty for zeros only, which say that there is none; undefined where it is of none of the forms. */
export function readDate(text: string, forms: readonly DateForm[]): string | undefined {
  if (/^[0/.\- ]+$/.test(text) && text.includes('0')) return '';
  for (const { finds } of forms) {
    const found = finds.exec(text)?.groups;
    if (found === undefined) continue;
    const { year, short, name, month, day } = found;
    const short20 = Number(short) <= lastOfThisCentury ? 2000 : 1900;
    const monthNumber = name === undefined ? Number(month) : months.indexOf(name.toLowerCase()) + 1;
    const written = {
      year: year === undefined ? short20 + Number(short) : Number(year),
      month: monthNumber,
      day: Number(day),
    };
    try {
      return Temporal.PlainDate.from(written, { overflow: 'reject' }).toString();
    } catch {
      // There is no such day.
    }
  }
  return undefined;
}

/**
 * A number as systems write it, as plain digits with a point: a dollar sign, thousands' commas, a sign before or behind it,
 * brackets or `CR` for less than nothing (`DR`, `DB` for more); `implied` decimals without a point. Undefined for anything else.
 */
export function readNumber(text: string, implied: number): string | undefined {
  const match =
    /^(?<open>\()? *(?<before>[+\-\u2212])? *\$? *(?<sign>[+\-\u2212])?(?<digits>\d[\d,]*|(?=\.\d))(?:\.(?<decimals>\d+))? *(?<behind>[+\-\u2212]|CR|DR|DB)? *(?<close>\))?$/i.exec(
      text,
    );
  const { open, close, before, sign, digits = '', decimals, behind } = match?.groups ?? {};
  if (match === null || (open === undefined) !== (close === undefined)) return undefined;
  const marks = [before, sign, behind, open].filter((mark) => mark !== undefined);
  if (marks.length > 1 || (digits.includes(',') && !/^\d{1,3}(,\d{3})+$/.test(digits))) return undefined;
  if (implied > 0 && decimals !== undefined) return undefined;
  const plain = digits.replaceAll(',', '');
  if (plain.length > 15) return undefined;
  const all = plain.padStart(implied + 1, '0');
  const whole = implied > 0 ? all.slice(0, -implied) : plain === '' ? '0' : plain;
  const part = implied > 0 ? all.slice(-implied) : (decimals ?? '');
  const isNegative = marks.some((mark) => /^([-\u2212(]|cr)$/i.test(mark));
  const value = `${whole.replace(/^0+(?=\d)/, '')}${part === '' ? '' : `.${part}`}`;
  return isNegative && /[1-9]/.test(value) ? `-${value}` : value;
}

/** Whole cents of what `readNumber` read: two decimals at most, those behind them zeros. Undefined where cents are parted. */
export function centsOf(number: string): bigint | undefined {
  const match = /^(-?)(\d+)(?:\.(\d\d?)?0*)?$/.exec(number);
  if (match === null) return undefined;
  const value = BigInt(`${match[2]}${(match[3] ?? '').padEnd(2, '0')}`);
  return match[1] === '-' ? -value : value;
}

/** `-1234.05`, as the package writes amounts. */
export function writtenCents(value: bigint): string {
  const digits = String(value < 0n ? -value : value).padStart(3, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
