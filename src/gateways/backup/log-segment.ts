/** The number of the file of the log in which a place such as `0/3000028` is. */
export function segmentOf(lsn: string, segmentBytes: number): number {
  const [high = '0', low = '0'] = lsn.split('/');
  const place = (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`);
  return Number(place / BigInt(segmentBytes));
}

/** The first place of a file of the log. */
export function segmentStart(segment: number, segmentBytes: number): string {
  const place = BigInt(segment) * BigInt(segmentBytes);
  return `${(place >> 32n).toString(16)}/${(place & 0xffffffffn).toString(16)}`.toUpperCase();
}

/** As PostgreSQL names it: its timeline, and its number in two parts. */
export function segmentName(timeline: number, segment: number, segmentBytes: number): string {
  const eachHigh = 0x1_0000_0000 / segmentBytes;
  return [timeline, Math.floor(segment / eachHigh), segment % eachHigh].map(hex).join('');
}

/** The number again. */
export function segmentNumber(name: string, segmentBytes: number): number {
  const eachHigh = 0x1_0000_0000 / segmentBytes;
  return Number.parseInt(name.slice(8, 16), 16) * eachHigh + Number.parseInt(name.slice(16), 16);
}

const hex = (value: number): string => value.toString(16).toUpperCase().padStart(8, '0');
