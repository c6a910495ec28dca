import { describe, expect, test } from 'vitest';
import { type Installation, openingRead, readInWindow, stretchOf } from './installation.ts';
import type { RegisterRead } from './register-read.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const read = (on: string, count: number): RegisterRead => ({ on: day(on), count, quality: 'measured' });
const register = { serial: 'M1', unit: 'gal', multiplier: '10', dials: 6 } as const;
const meter = (about: Partial<Installation>): Installation => ({
  ...{ register, installed: { on: day('2020-01-01'), count: 7 }, reads: [] },
  ...about,
});
const start = day('2025-04-03');

describe('where a period begins', () => {
  test.each([
    [
      'where the last bill ended',
      { billedTo: read('2025-04-03', 100), handedOver: read('2025-04-03', 90) },
      read('2025-04-03', 100),
    ],
    [
      'with the count it was set with, in the period',
      { installed: { on: day('2025-04-10'), count: 3 } },
      read('2025-04-10', 3),
    ],
    ['with that count, on its first day', { installed: { on: day('2025-04-03'), count: 3 } }, read('2025-04-03', 3)],
    [
      'with that count, which no bill had',
      { neverBilled: true, handedOver: read('2025-04-03', 90) },
      read('2020-01-01', 7),
    ],
    [
      'with what the final bill before ended with',
      { handedOver: read('2025-04-03', 90), reads: [read('2025-04-03', 80)] },
      read('2025-04-03', 90),
    ],
    ['with the read of that day', { reads: [read('2025-04-02', 70), read('2025-04-03', 80)] }, read('2025-04-03', 80)],
    ['with a read five days before, where none is after', { reads: [read('2025-03-29', 70)] }, read('2025-03-29', 70)],
  ])('%s', (_, about, expected) => {
    expect(openingRead(meter(about), start)).toEqual({ ok: true, value: expected });
  });

  test('of reads on one side alone, the nearest', () => {
    const installed = { on: day('2025-01-01'), count: 0 };
    expect(openingRead(meter({ installed, reads: [read('2025-03-30', 60), read('2025-04-01', 65)] }), start)).toEqual({
      ok: true,
      value: read('2025-04-01', 65),
    });
  });

  test('with nobody knows what, six days from the last read', () => {
    const params = { serial: 'M1', on: '2025-04-03' };
    const problem = { code: 'metering.no-opening-read', params };
    expect(openingRead(meter({ reads: [read('2025-03-28', 70)] }), start)).toEqual({ ok: false, problem });
    const closing = { after: day('2025-04-23'), through: day('2025-05-03') };
    expect(stretchOf(meter({ reads: [read('2025-03-28', 70)] }), start, closing)).toEqual({ ok: false, problem });
  });
});

describe('where it ends', () => {
  const billedTo = read('2025-04-03', 100);
  const window = { after: day('2025-04-23'), through: day('2025-05-03') };
  const end = (about: Partial<Installation>, isLast?: boolean) => {
    const stretch = stretchOf(meter({ billedTo, ...about }), start, {
      ...window,
      ...(isLast !== undefined && { isLast }),
    });
    return stretch.ok ? stretch.value.to : stretch.problem;
  };
  const none = { code: 'metering.no-read-in-window', params: { serial: 'M1', through: '2025-05-03' } };

  test.each([
    [
      'with the last read of the window',
      { reads: [read('2025-04-28', 200), read('2025-05-03', 220), read('2025-05-04', 225)] },
      read('2025-05-03', 220),
    ],
    [
      'with the count it was taken out with',
      { removed: { on: day('2025-05-03'), count: 210 }, reads: [read('2025-05-02', 205)] },
      read('2025-05-03', 210),
    ],
    [
      'with a read, where it was taken out later',
      { removed: { on: day('2025-05-04'), count: 210 }, reads: [read('2025-05-02', 205)] },
      read('2025-05-02', 205),
    ],
    ['nowhere, with a read too early', { reads: [read('2025-04-23', 180)] }, none],
    ['nowhere, with none', {}, none],
  ])('%s', (_, about, expected) => {
    expect(end(about)).toEqual(expected);
  });

  test('for who leaves, with the count of that very day', () => {
    const reads = [billedTo, read('2025-04-28', 200), read('2025-05-08', 300)];
    expect(end({ reads }, true)).toEqual({
      on: day('2025-05-03'),
      count: 250,
      quality: 'estimated',
      basis: 'between-reads',
    });
    expect(end({ reads, takenOver: read('2025-05-03', 240) }, true)).toEqual(read('2025-05-03', 240));
    expect(end({ reads: reads.slice(0, 2) }, true)).toEqual(none);
  });

  test('a stretch is of the meter that ran', () => {
    const stretch = stretchOf(meter({ billedTo, reads: [read('2025-05-03', 220)] }), start, window);
    expect(stretch).toEqual({ ok: true, value: { register, from: billedTo, to: read('2025-05-03', 220) } });
  });
});

test('the last read of a window, without its first day', () => {
  const reads = [read('2025-04-23', 1), read('2025-04-24', 2), read('2025-05-03', 3), read('2025-05-04', 4)];
  const window = { after: day('2025-04-23'), through: day('2025-05-03') };
  expect(readInWindow(reads, window)).toEqual(read('2025-05-03', 3));
  expect(readInWindow(reads.slice(0, 2), window)).toEqual(read('2025-04-24', 2));
  expect(readInWindow(reads.slice(0, 1), window)).toBeUndefined();
});
