/**
 * The plain decimal of what a feed wrote: `023497.071` → `23497.071`, `1.234,5` (decimal comma) → `1234.5`, R's `4e+05`
 * → `400000`. Undefined where it is none. Never through a float: a register of twelve digits keeps them all.
 */
export function plainDecimal(written: string, decimal: '.' | ','): string | undefined {
  if (isPlain(written)) return written;
  let text = written.trim();
  if (text.length > 40) return undefined;
  if (decimal === ',') text = text.replaceAll('.', '\u0000').replaceAll(',', '.').replaceAll('\u0000', ',');
  if (/^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/.test(text)) text = text.replaceAll(',', '');
  // R writes a whole number of many zeros so, and loses nothing by it; `1.23E+07` is a spreadsheet that lost digits.
  const power = /^(\d{1,9})e\+?(\d{1,2})$/.exec(text);
  if (power !== null && Number(power[2]) <= 12) text = `${power[1]}${'0'.repeat(Number(power[2]))}`;
  const parts = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text);
  if (parts === null || (parts[2] === '' && (parts[3] ?? '') === '')) return undefined;
  const whole = (parts[2] ?? '').replace(/^0+(?=\d)/, '') || '0';
  const fraction = parts[3] ?? '';
  if (whole.length > 15 || fraction.length > 12) return undefined;
  const magnitude = fraction === '' ? whole : `${whole}.${fraction}`;
  return parts[1] === '-' && /[1-9]/.test(magnitude) ? `-${magnitude}` : magnitude;
}

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
