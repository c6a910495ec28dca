import { type Exact, exact } from '../kernel/index.ts';

/**
 * One normal form for what files and callers write: `1 1/2"`, `1-1/2"`, `1|1/2"` and `1.5"` are one size, `5/8 x 3/4"` and `5/8" x 3/4"` another; `Yes`, `true`
 * and `yes` one answer; `1` and `1.0` one zone; case and outer spaces do not matter.
 */
export function normalKey(written: string): string {
  const text = written
    .trim()
    .toLowerCase()
    .replaceAll(/[”“″]|''|\binch(?:es)?\b|\bin\b/g, '"')
    .replaceAll(/\s*"/g, '"')
    .replaceAll(/"?\s*x\s*/g, 'x')
    .replaceAll(/\s+/g, ' ');
  const mixed = /^(\d+)[ |-]+(\d+)\/(\d+)("?)$/.exec(text);
  if (mixed !== null) return `${mixed[1]} ${mixed[2]}/${mixed[3]}${mixed[4]}`;
  const decimalSize = /^(\d*)\.(25|5|50|75|625|375)"$/.exec(text);
  if (decimalSize !== null) {
    const whole = decimalSize[1] === '' || decimalSize[1] === '0' ? '' : `${decimalSize[1]} `;
    return `${whole}${eighths[decimalSize[2] ?? ''] ?? ''}"`;
  }
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  if (['yes', 'true', 'y'].includes(text)) return 'yes';
  if (['no', 'false', 'n'].includes(text)) return 'no';
  return text;
}

/**
 * What an answer may mean where a map has no key as it stands, the nearest first: a size without its inch mark (`5/8`),
 * 1 or 0 for yes or no.
 */
export function looserKeys(answer: string): string[] {
  const key = normalKey(answer);
  const flag = key === '1' ? ['yes'] : key === '0' ? ['no'] : [];
  return [key, ...flag, normalKey(`${answer}"`)];
}

const eighths: Readonly<Record<string, string>> = {
  '25': '1/4',
  '375': '3/8',
  '5': '1/2',
  '50': '1/2',
  '625': '5/8',
  '75': '3/4',
};

/**
 * The parts of a map's key over `count` names: `3|1/2"` over two names is zone 3 and a half-inch meter, but
 * `1|1/2"` over one name, as published files write it, is a one-and-a-half-inch meter. Undefined where it cannot be told.
 */
export function splitKey(written: string, count: number): string[] | undefined {
  const pieces = written.split('|').map((piece) => piece.trim());
  while (pieces.length > count) {
    const mixed = pieces.findIndex(
      (piece, index) => /^\d+$/.test(piece) && /^\d+\/\d+\s*["”]?$/.test(pieces[index + 1] ?? ''),
    );
    if (mixed === -1) return undefined;
    pieces.splice(mixed, 2, `${pieces[mixed]} ${pieces[mixed + 1]}`);
  }
  return pieces.length === count ? pieces.map(normalKey) : undefined;
}

/** A size in inches where a formula counts with it: `2"` is 2, `1 1/2"` is 1.5. Undefined for what is no size. */
export function inchesOf(written: string): Exact | undefined {
  const size = /^(?:(\d+(?:\.\d+)?)|(?:(\d+) )?(\d+)\/([1-9]\d*))"$/.exec(normalKey(written));
  if (size === null) return undefined;
  const [, whole, mixed = '0', above = '0', below = '1'] = size;
  return whole === undefined ? exact(mixed).add(exact(above).div(exact(below))) : exact(whole);
}
