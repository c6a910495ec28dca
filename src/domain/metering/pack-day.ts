import { hourQuality } from './hour-quality.ts';

/** The hours of a local day as they are stored, and the register at its beginning where the feed is of registers. */
export interface PackedDay {
  readonly counts: Int32Array;
  readonly quality: Uint8Array;
  /** Present where every hour is the difference of two register reads on the hour: the reads can be had back. */
  readonly opening?: number;
}

/*
 * One byte of what follows: Rice parameter (bits 0–3), negative counts (4), qualities (5), opening register (6), a day
 * that has not 24 hours (7: its number of hours is the next byte). Then the opening register as a variable-length number
 * of 7 bits a byte, the qualities two a byte, and the counts as Rice codes (Golomb–Rice: quotient in unary, remainder in
 * `k` bits; Rice & Plaunt 1971), which fit household use: many zeros, few large. A quotient of 24 ones escapes to 32 bits.
 */
const negative = 1 << 4;
const withQuality = 1 << 5;
const withOpening = 1 << 6;
const otherLength = 1 << 7;
const escapeQuotient = 24;
const allOnes = (1 << escapeQuotient) - 1;
const maxParameter = 15;

/** In bytes: 2 + 8 + 13 and 25 codes of 56 bits are 198. */
export const longestPackedDay = 256;
/** Packed days lie side by side: an array of their own each costs more than packing them (300 ns). */
let sheet = new Uint8Array(65_536);
let used = 0;

/** Packs a day of at most 25 hours; about 16 bytes for a home, 4 where nobody is there. */
export function packDay(day: PackedDay): Uint8Array {
  if (sheet.length - used < longestPackedDay) {
    sheet = new Uint8Array(65_536);
    used = 0;
  }
  const from = used;
  used = packDayInto(sheet, from, day);
  return sheet.subarray(from, used);
}

/** Packs into the bytes from `begin` on, and returns where the packed day ends. */
export function packDayInto(into: Uint8Array, begin: number, { counts, quality, opening }: PackedDay): number {
  const hours = counts.length;
  let lowest = 0;
  let sum = 0;
  let known = 0;
  for (let hour = 0; hour < hours; hour++) {
    const count = counts[hour] ?? 0;
    if (count < lowest) lowest = count;
    sum += count < 0 ? -count : count;
    known |= quality[hour] ?? 0;
  }
  const signed = lowest < 0;
  const parameter = parameterOf(signed ? 2 * sum : sum, hours);
  let at = begin;
  into[at++] =
    parameter |
    (signed ? negative : 0) |
    (known === hourQuality.measured ? 0 : withQuality) |
    (opening === undefined ? 0 : withOpening) |
    (hours === 24 ? 0 : otherLength);
  if (hours !== 24) into[at++] = hours;
  if (opening !== undefined) at = writeNumber(into, at, opening);
  if (known !== hourQuality.measured) {
    for (let hour = 0; hour < hours; hour += 2) into[at++] = (quality[hour] ?? 0) | ((quality[hour + 1] ?? 0) << 4);
  }
  let bits = 0;
  let held = 0;
  for (let hour = 0; hour < hours; hour++) {
    const count = counts[hour] ?? 0;
    const value = signed ? ((count << 1) ^ (count >> 31)) >>> 0 : count >>> 0;
    const quotient = value >>> parameter;
    const escapes = quotient >= escapeQuotient;
    // At most 24 bits join the at most 7 that wait for their byte: the ones and the zero, or the ones that escape.
    const ones = escapes ? escapeQuotient : quotient + 1;
    held = (held << ones) | (escapes ? allOnes : (1 << ones) - 2);
    for (bits += ones; bits >= 8; bits -= 8) into[at++] = held >>> (bits - 8);
    if (escapes) {
      held = (held << 16) | (value >>> 16);
      for (bits += 16; bits >= 8; bits -= 8) into[at++] = held >>> (bits - 8);
    }
    const rest = escapes ? 16 : parameter;
    held = (held << rest) | (value & ((1 << rest) - 1));
    for (bits += rest; bits >= 8; bits -= 8) into[at++] = held >>> (bits - 8);
  }
  if (bits > 0) into[at++] = held << (8 - bits);
  return at;
}

/** The bits that a mean count needs: within 3 % of the best parameter on a year of homes. */
function parameterOf(sum: number, hours: number): number {
  const mean = sum / hours;
  let parameter = 0;
  for (let max = 1.44; parameter < maxParameter && max < mean; max *= 2) parameter += 1;
  return parameter;
}

/** Unpacks what `packDay` packed. */
export function unpackDay(packed: Uint8Array): PackedDay {
  const hours = hoursOf(packed);
  const counts = new Int32Array(hours);
  const quality = new Uint8Array(hours);
  const opening = unpackDayInto(packed, { counts, quality, at: 0 });
  return opening === undefined ? { counts, quality } : { counts, quality, opening };
}

const hoursOf = (packed: Uint8Array): number => (((packed[0] ?? 0) & otherLength) === 0 ? 24 : (packed[1] ?? 0));

/** Whether the register at the day's beginning is there: its hours are between register reads. */
export const hasOpening = (packed: Uint8Array): boolean => ((packed[0] ?? 0) & withOpening) !== 0;

/**
 * Unpacks into the hours from `at` on, leaving out what is beyond the arrays' end, and returns the opening register if
 * there is one. A scan of many meters lays every day into the same two arrays: nothing is allocated.
 */
export function unpackDayInto(
  packed: Uint8Array,
  into: { readonly counts: Int32Array; readonly quality: Uint8Array; readonly at: number },
): number | undefined {
  const head = packed[0] ?? 0;
  const hours = hoursOf(packed);
  const parameter = head & maxParameter;
  let at = (head & otherLength) === 0 ? 1 : 2;
  let opening: number | undefined;
  if ((head & withOpening) !== 0) {
    opening = readNumber(packed, at);
    at += lengthOfNumber(packed, at);
  }
  if ((head & withQuality) === 0) into.quality.fill(hourQuality.measured, into.at, into.at + hours);
  else {
    for (let hour = 0; hour < hours; hour++) {
      into.quality[into.at + hour] = ((packed[at + (hour >> 1)] ?? 0) >> (hour & 1 ? 4 : 0)) & 15;
    }
    at += (hours + 1) >> 1;
  }
  let held = 0;
  let bits = 0;
  for (let hour = 0; hour < hours; hour++) {
    let quotient = 0;
    for (;;) {
      if (bits === 0) {
        held = packed[at++] ?? 0;
        bits = 8;
      }
      bits--;
      if (((held >> bits) & 1) === 0) break;
      quotient++;
      if (quotient === escapeQuotient) break;
    }
    let value = quotient === escapeQuotient ? 0 : quotient;
    for (let left = quotient === escapeQuotient ? 32 : parameter; left > 0; left--) {
      if (bits === 0) {
        held = packed[at++] ?? 0;
        bits = 8;
      }
      bits--;
      value = (value << 1) | ((held >> bits) & 1);
    }
    into.counts[into.at + hour] = (head & negative) === 0 ? value : (value >>> 1) ^ -(value & 1);
  }
  return opening;
}

/** A whole number from 0 to 2^53, 7 bits a byte, the lowest first (LEB128). */
export function writeNumber(into: Uint8Array, begin: number, number: number): number {
  let at = begin;
  let rest = number;
  for (; rest > 0x7fff_ffff; rest = Math.floor(rest / 128)) into[at++] = (rest % 128) | 128;
  // What fits 32 bits, as nearly all does, needs no division: a tenth of the time.
  let small = rest | 0;
  for (; small >= 128; small >>>= 7) into[at++] = (small & 127) | 128;
  into[at++] = small;
  return at;
}

export function readNumber(packed: Uint8Array, begin: number): number {
  let number = 0;
  let scale = 1;
  for (let at = begin; ; at++) {
    const byte = packed[at] ?? 0;
    number += (byte & 127) * scale;
    if (byte < 128) return number;
    scale *= 128;
  }
}

export function lengthOfNumber(packed: Uint8Array, begin: number): number {
  let at = begin;
  while ((packed[at] ?? 0) >= 128) at++;
  return at + 1 - begin;
}
