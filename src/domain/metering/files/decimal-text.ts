/**
 * What marks decimals in a file: its mapping says it, or its delimiter tells. Between semicolons a comma is a decimal one;
 * between commas it marks thousands; between tabs nobody can tell.
 */
export type DecimalMark = '.' | ',' | 'between-semicolons' | 'unsaid';

export const decimalMark = (said: '.' | ',' | 'auto', delimiter: string | undefined): DecimalMark =>
  said !== 'auto' ? said : delimiter === ';' ? 'between-semicolons' : delimiter === ',' ? '.' : 'unsaid';

const thousandsOfCommas = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/;
const thousandsOfPoints = /^[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d*)?$/;

/** Whether a number means one thing with decimal commas and another with decimal points, and nothing tells which. */
export function isAmbiguous(written: string, mark: DecimalMark): boolean {
  const text = written.trim();
  if (mark === 'unsaid') return /^[+-]?[1-9]\d{0,2},\d{3}$/.test(text);
  return mark === 'between-semicolons' && /^[+-]?[1-9]\d{0,2}\.\d{3}$/.test(text);
}

/** A number that only a decimal comma makes sense of, where the file is not known to have any: `0,055` between tabs. */
export const isDecimalCommaUnsaid = (written: string, mark: DecimalMark): boolean =>
  (mark === 'unsaid' || mark === '.') && /^[+-]?\d+,(?:\d{1,2}|\d{4,}|(?<=^[+-]?0+,)\d{3})$/.test(written.trim());

/**
 * The plain decimal of what a feed wrote: `023497.071` → `23497.071`, `1.234,5` (decimal comma) → `1234.5`, R's `4e+05`
 * → `400000`. Undefined where it is none. Never through a float: a register of twelve digits keeps them all.
 */
export function plainDecimal(written: string, mark: DecimalMark): string | undefined {
  if (isPlain(written) && (mark !== ',' || !written.includes('.')) && mark !== 'between-semicolons') return written;
  let text = written.trim();
  if (text.length > 40) return undefined;
  // A space or an apostrophe marks thousands wherever it stands in a number.
  if (/^[+-]?[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f'’]\d{3})+(?:[.,]\d*)?$/.test(text)) {
    text = text.replaceAll(/[ \u00a0\u2009\u202f'’]/g, '');
  }
  const isComma = mark === ',' || (mark === 'between-semicolons' && isDecimalComma(text));
  if (isComma) text = text.replaceAll('.', '\u0000').replaceAll(',', '.').replaceAll('\u0000', ',');
  else if (isAmbiguous(text, mark)) return undefined;
  if (thousandsOfCommas.test(text)) text = text.replaceAll(',', '');
  // R writes a whole number of many zeros so, and loses nothing by it; `1.23E+07` is a spreadsheet that lost digits.
  const power = /^(\d{1,9})e\+?(\d{1,2})$/.exec(text);
  if (power !== null && Number(power[2]) <= 12) text = `${power[1]}${'0'.repeat(Number(power[2]))}`;
  text = withoutSmallPower(text);
  const parts = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text);
  if (parts === null || (parts[2] === '' && (parts[3] ?? '') === '')) return undefined;
  const whole = (parts[2] ?? '').replace(/^0+(?=\d)/, '') || '0';
  const fraction = parts[3] ?? '';
  if (whole.length > 15 || fraction.length > 30) return undefined;
  const magnitude = fraction === '' ? whole : `${whole}.${fraction}`;
  return parts[1] === '-' && /[1-9]/.test(magnitude) ? `-${magnitude}` : magnitude;
}

/** Between semicolons: `12,345` and `1.234,5` have decimal commas; `1.234.567` and `1,234,567` are whole; `12.5` has a point. */
function isDecimalComma(text: string): boolean {
  if (thousandsOfPoints.test(text) && (text.includes(',') || /\..*\./.test(text))) return true;
  return /^[+-]?\d*,\d*$/.test(text);
}

/** `1e-7`, as programs write a float near nothing. */
function withoutSmallPower(text: string): string {
  const power = /^([+-]?)(\d)(?:\.(\d{1,17}))?e-(\d{1,2})$/.exec(text);
  if (power === null) return text;
  const [, sign = '', digit = '', fraction = '', places = ''] = power;
  return `${sign}0.${'0'.repeat(Number(places) - 1)}${digit}${fraction}`.slice(0, 32);
}

/** A decimal with at most so many decimals, rounded half away from zero. */
export function roundedDecimal(value: string, decimals: number): string {
  const dot = value.indexOf('.');
  if (dot < 0 || value.length - dot - 1 <= decimals) return value;
  const isNegative = value.startsWith('-');
  const kept = value.slice(isNegative ? 1 : 0, dot + 1 + decimals).replace('.', '');
  const up = value.charCodeAt(dot + 1 + decimals) >= 53 ? 1n : 0n;
  const digits = (BigInt(kept) + up).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '');
  const magnitude = fraction === '' ? whole : `${whole}.${fraction}`;
  return isNegative && /[1-9]/.test(magnitude) ? `-${magnitude}` : magnitude;
}

/** More decimals than a meter counts, or a power near nothing: the noise of a program's floats (`0.30000000000000004`, `1e-7`). */
export function isFloatNoise(written: string, value: string): boolean {
  const dot = value.indexOf('.');
  return dot >= 0 && (value.length - dot - 1 > 12 || written.includes('e-'));
}

/** A number that a spreadsheet rewrote, where an id stood: its last digits are gone, and several ids became one. */
export const isRoundedId = (written: string): boolean =>
  /^\s*\d+[.,]\d+E[+-]?\d+\s*$/i.test(written) || /^\s*\d+E\+\d+\s*$/i.test(written);

/** Nearly every value is plain digits; this costs a few nanoseconds and keeps the regular expressions for the others. */
function isPlain(text: string): boolean {
  const length = text.length;
  if (length === 0 || length > 15) return false;
  let dot = -1;
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) continue;
    if (code !== 46 || dot >= 0 || at === 0 || at === length - 1) return false;
    dot = at;
  }
  // `0` and `0.5` are plain, `007` is not.
  return text.charCodeAt(0) !== 48 || length === 1 || dot === 1;
}

/** A spreadsheet's rounding of a long number: its digits are gone. */
export const isRounded = (written: string): boolean => /^\s*\d+([.,]\d+)?E\+?\d+\s*$/i.test(written);

/** The exact product of two plain decimals, without trailing zeros of the fraction. */
export function multiplyDecimal(value: string, multiplier: string): string {
  const [a, b] = [scaled(value), scaled(multiplier)];
  const product = a.digits * b.digits;
  const places = a.places + b.places;
  const digits = (product < 0n ? -product : product).toString().padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const fraction = digits.slice(digits.length - places).replace(/0+$/, '');
  return `${product < 0n ? '-' : ''}${whole}${places === 0 || fraction === '' ? '' : `.${fraction}`}`;
}

function scaled(text: string): { readonly digits: bigint; readonly places: number } {
  const dot = text.indexOf('.');
  return { digits: BigInt(text.replace('.', '')), places: dot < 0 ? 0 : text.length - dot - 1 };
}
