/** Where the digits of a time of fixed width stand, e.g. of `yyyy-mm-dd HH:MM[:SS]`. */
export interface FixedTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  /** −1: no seconds. */
  readonly second: number;
  /** Lengths of the text with and without what may be left out; equal where nothing may. */
  readonly full: number;
  readonly short: number;
  /** Characters that stand for themselves: place and code in turn. */
  readonly literals: readonly number[];
  /** Ends with `Z`, which `zz` may write; an offset of hours is left to `compileTimeFormat`. */
  readonly utc: boolean;
}

const widths = { yyyy: 4, mm: 2, dd: 2, HH: 2, MM: 2, SS: 2 } as const;

/** The places of a format all of whose numbers have a fixed width; undefined for any other. */
export function fixedTime(format: string): FixedTime | undefined {
  const parts = /^([^[\]]*)(?:\[([^[\]]*)\])?$/.exec(format);
  if (parts === null) return undefined;
  const places = new Map<string, number>();
  const literals: number[] = [];
  let length = 0;
  let utc = false;
  const lay = (text: string): boolean => {
    for (let at = 0; at < text.length; ) {
      const token = (Object.keys(widths) as (keyof typeof widths)[]).find((one) => text.startsWith(one, at));
      if (token !== undefined) {
        if (utc || places.has(token)) return false;
        places.set(token, length);
        length += widths[token];
        at += token.length;
      } else if (text.startsWith('zz', at) || text[at] === 'Z') {
        utc = true;
        literals.push(length++, 90);
        at += text[at] === 'Z' ? 1 : 2;
      } else if (/[a-zA-Z]/.test(text[at] ?? '') && text[at] !== 'T') return false;
      else literals.push(length++, text.charCodeAt(at++));
    }
    return true;
  };
  if (!lay(parts[1] ?? '')) return undefined;
  const short = length;
  if (utc && parts[2] !== undefined) return undefined;
  if (!lay(parts[2] ?? '')) return undefined;
  const [year, month, day, hour, minute] = ['yyyy', 'mm', 'dd', 'HH', 'MM'].map((token) => places.get(token));
  if (year === undefined || month === undefined || day === undefined || hour === undefined || minute === undefined) {
    return undefined;
  }
  const second = places.get('SS') ?? -1;
  if (short !== length && (second < short || minute >= short)) return undefined;
  return { year, month, day, hour, minute, second, full: length, short, literals, utc };
}
