import { describe, expect, test } from 'vitest';
import { day, meter, servicePoint, shown } from '../../../test/support/account-to-bill.ts';
import type { Installation, RegisterRead } from '../metering/index.ts';
import { readServicePoint, type Span } from './read-service-point.ts';

/** April, of a meter that counts tens of gallons and was billed to 1000 on the third. */
const april: Span = { start: day('2025-04-03'), through: day('2025-05-03'), mayEstimate: true };
const leaving: Span = { ...april, isLast: true };
const billedTo = shown('2025-04-03', 1000);
const secondRegister = { serial: 'M2', unit: 'gal' as const, multiplier: '1', dials: 4 };
const second = (on: string, reads: readonly RegisterRead[] = [], more: Partial<Installation> = {}): Installation =>
  meter(reads, { register: secondRegister, installed: { on: day(on), count: 0 }, ...more });
const takenOut = (on: string, count: number, reads: readonly RegisterRead[] = [], more: Partial<Installation> = {}) =>
  meter(reads, { billedTo, removed: { on: day(on), count }, ...more });

/** `M1 04-03 1000 – 05-03 2200: 1200`, a meter a line; a count that was made up has a `~`. */
function uses(installations: readonly Installation[], span = april) {
  const reading = readServicePoint(servicePoint(...installations), span);
  if (!reading.ok) return reading.problem;
  const written = ({ on, count, quality }: RegisterRead) =>
    `${on.toString().slice(5)} ${quality === 'estimated' ? '~' : ''}${count}`;
  return reading.value.uses.map(
    ({ register, from, to, usedCount }) => `${register.serial} ${written(from)} – ${written(to)}: ${usedCount}`,
  );
}

describe('which meters are on a bill', () => {
  test.each([
    ['one that came the day before the end', '2025-05-02', ['M2 05-02 0 – 05-03 12: 12']],
    ['one that came on the last day', '2025-05-03', { code: 'metering.no-meter' }],
  ])('%s', (_, on, expected) => {
    expect(uses([second(on, [shown('2025-05-03', 12)])])).toEqual(expected);
  });

  test('one that came after the period is none of it', () => {
    const read = meter([shown('2025-05-03', 2200)], { billedTo });
    expect(uses([read, second('2025-05-03')])).toEqual(['M1 04-03 1000 – 05-03 2200: 1200']);
  });
});

describe('a meter exchanged in the last days of a period', () => {
  const exchanged = takenOut('2025-04-28', 2000);

  test('and not read yet is on the next bill: the one that went closes this one', () => {
    expect(uses([exchanged, second('2025-04-28')])).toEqual(['M1 04-03 1000 – 04-28 2000: 1000']);
  });

  test('after its last read: the read closes, and what ran until it went is on the next bill', () => {
    expect(uses([takenOut('2025-04-28', 2000, [shown('2025-04-26', 1950)]), second('2025-04-28')])).toEqual([
      'M1 04-03 1000 – 04-26 1950: 950',
    ]);
    expect(uses([takenOut('2025-04-28', 2000, [shown('2025-04-23', 1800)]), second('2025-04-28')])).toEqual([
      'M1 04-03 1000 – 04-28 2000: 1000',
    ]);
  });

  test('and read since is on this one', () => {
    expect(uses([exchanged, second('2025-04-28', [shown('2025-05-03', 300)])])).toEqual([
      'M1 04-03 1000 – 04-28 2000: 1000',
      'M2 04-28 0 – 05-03 300: 300',
    ]);
  });

  test('and taken out again is on this one', () => {
    const gone = second('2025-04-28', [], { removed: { on: day('2025-05-01'), count: 70 } });
    expect(uses([exchanged, gone])).toEqual(['M1 04-03 1000 – 04-28 2000: 1000', 'M2 04-28 0 – 05-01 70: 70']);
  });

  test('for one that was billed before is estimated', () => {
    const billed = second('2025-04-28', [], { billedTo: shown('2025-04-28', 10) });
    // A thousand tens of gallons in 25 days are 400 gallons a day: 2,000 in the five that are left.
    expect(uses([exchanged, billed])).toEqual(['M1 04-03 1000 – 04-28 2000: 1000', 'M2 04-28 10 – 05-03 ~2010: 2000']);
  });

  test('by who leaves: both are on the final bill', () => {
    expect(uses([exchanged, second('2025-04-28')], leaving)).toEqual([
      'M1 04-03 1000 – 04-28 2000: 1000',
      'M2 04-28 0 – 05-03 ~2000: 2000',
    ]);
  });

  test.each([
    ['the eleventh day from the end', '2025-04-23', 2],
    ['the tenth day from the end', '2025-04-24', 1],
  ])('on %s', (_, on, meters) => {
    expect(uses([takenOut(on, 2000), second(on)])).toHaveLength(meters);
  });

  test('that came before the last days in place of one that went in them', () => {
    expect(uses([takenOut('2025-04-28', 2000), second('2025-04-20')])).toEqual([
      'M1 04-03 1000 – 04-28 2000: 1000',
      // 400 gallons a day over 13 days.
      'M2 04-20 0 – 05-03 ~5200: 5200',
    ]);
    expect(uses([takenOut('2025-04-23', 1800), second('2025-04-28')])).toHaveLength(2);
  });

  test('beside one that still serves is estimated', () => {
    const serves = meter([shown('2025-05-03', 2200)], { billedTo });
    expect(uses([serves, second('2025-04-28')])).toEqual([
      'M1 04-03 1000 – 05-03 2200: 1200',
      'M2 04-28 0 – 05-03 ~2000: 2000',
    ]);
  });

  test('of an account that began in the last days: what closed the one before closes nothing here', () => {
    const began = { ...april, start: day('2025-04-26') };
    const one = takenOut('2025-04-28', 2000, [shown('2025-04-26', 1950)], { billedTo: shown('2025-04-26', 1950) });
    expect(uses([one, second('2025-04-28')], began)).toEqual(['M1 04-26 1950 – 04-28 2000: 50']);
    expect(uses([takenOut('2025-04-26', 1950), second('2025-04-28')], began)).not.toHaveLength(1);
  });
});

describe('a meter that nobody read', () => {
  const unread = meter([], { billedTo });

  test('may wait where the account may', () => {
    expect(uses([unread], { ...april, mayEstimate: false })).toEqual({
      code: 'metering.no-read-in-window',
      params: { serial: 'M1', through: '2025-05-03' },
    });
  });

  test('is estimated by its own past, else not at all', () => {
    const past = [shown('2025-03-04', 400), billedTo];
    expect(uses([meter(past, { billedTo })])).toEqual(['M1 04-03 1000 – 05-03 ~1600: 600']);
    expect(uses([unread])).toMatchObject({ code: 'metering.no-history-to-estimate' });
  });

  test('says what was made up, and of which meter', () => {
    const reading = readServicePoint(servicePoint(takenOut('2025-04-10', 1140), second('2025-04-10')), april);
    expect(reading.ok && reading.value.estimates).toEqual([
      {
        meterSerial: 'M2',
        read: { on: day('2025-05-03'), count: 4600, quality: 'estimated', basis: 'as-the-meter-before' },
      },
    ]);
  });

  test('goes as the meters before it went in a week or more', () => {
    // 140 tens of gallons in seven days are 200 gallons a day, over 23 days.
    expect(uses([takenOut('2025-04-10', 1140), second('2025-04-10')])).toEqual([
      'M1 04-03 1000 – 04-10 1140: 140',
      'M2 04-10 0 – 05-03 ~4600: 4600',
    ]);
    expect(uses([takenOut('2025-04-09', 1140), second('2025-04-09')])).toMatchObject({
      code: 'metering.no-history-to-estimate',
    });
  });

  test('does not go as a meter before it that was billed too much', () => {
    const guessed: RegisterRead = { ...billedTo, quality: 'estimated' };
    const credited = takenOut('2025-04-13', 900, [], { billedTo: guessed });
    expect(uses([credited, second('2025-04-13')])).toMatchObject({ code: 'metering.no-history-to-estimate' });
    const still = takenOut('2025-04-13', 1000, [], { billedTo: guessed });
    expect(uses([still, second('2025-04-13')])).toContain('M2 04-13 0 – 05-03 ~0: 0');
  });

  test('goes as both meters before it went, and round its dials', () => {
    const between = second('2025-04-13', [], {
      register: { ...secondRegister, serial: 'M3' },
      removed: { on: day('2025-04-23'), count: 4000 },
    });
    // 1,000 gallons in ten days and 4,000 in ten: 250 a day over ten days, on five dials.
    const from = (count: number) => ({
      register: { ...secondRegister, dials: 5 },
      installed: { on: day('2025-04-23'), count },
    });
    const last = second('2025-04-23', [], from(98_500));
    expect(uses([takenOut('2025-04-13', 1100), between, last])).toEqual([
      'M1 04-03 1000 – 04-13 1100: 100',
      'M3 04-13 0 – 04-23 4000: 4000',
      'M2 04-23 98500 – 05-03 ~1000: 2500',
    ]);
    // Counts at the very end of the dials go round to zero.
    const full = second('2025-04-23', [], from(97_500));
    expect(uses([takenOut('2025-04-13', 1100), between, full])).toContain('M2 04-23 97500 – 05-03 ~0: 2500');
  });

  test('whose hours wait for an analyst is not estimated', () => {
    const inDoubt = { code: 'metering.hours-in-doubt', params: { serial: 'M1' } };
    const past = [shown('2025-03-04', 400), billedTo];
    expect(uses([meter(past, { billedTo, inDoubt: true })])).toEqual(inDoubt);
    expect(uses([meter([], { inDoubt: true })])).toEqual(inDoubt);
    expect(uses([meter([], { inDoubt: false })])).toEqual({
      code: 'metering.no-opening-read',
      params: { serial: 'M1', on: '2025-04-03' },
    });
    // Read in time, its hours are not asked.
    expect(uses([meter([shown('2025-05-03', 2200)], { billedTo, inDoubt: true })])).toEqual([
      'M1 04-03 1000 – 05-03 2200: 1200',
    ]);
  });

  test('of who leaves days after a read is billed to that read, where nobody knows how much a day', () => {
    expect(uses([meter([shown('2025-04-24', 1900)], { billedTo })], leaving)).toEqual([
      'M1 04-03 1000 – 04-24 1900: 900',
    ]);
    expect(uses([meter([shown('2025-04-23', 1900)], { billedTo })], leaving)).toMatchObject({
      code: 'metering.no-history-to-estimate',
    });
    // Billed since that read, on a guess: nobody goes back to it.
    const guessed: RegisterRead = { ...shown('2025-04-28', 2000), quality: 'estimated' };
    const between = { ...leaving, start: day('2025-04-28') };
    expect(uses([meter([shown('2025-04-27', 1900)], { billedTo: guessed })], between)).toMatchObject({
      code: 'metering.no-history-to-estimate',
    });
    expect(uses([meter([shown('2025-04-28', 1900)], { billedTo: guessed })], between)).toEqual([
      'M1 04-28 ~2000 – 04-28 1900: -100',
    ]);
    // Who stays is not billed to it.
    expect(uses([meter([shown('2025-04-23', 1900)], { billedTo })])).toMatchObject({
      code: 'metering.no-history-to-estimate',
    });
  });
});

describe('counts that go down', () => {
  const guessed: RegisterRead = { ...billedTo, quality: 'estimated' };
  const lower = [shown('2025-05-03', 900)];

  test('after a bill that ended with a guess: what was billed too much is taken back', () => {
    expect(uses([meter(lower, { billedTo: guessed })])).toEqual(['M1 04-03 ~1000 – 05-03 900: -100']);
  });

  test('after a bill that ended with a read are for a person', () => {
    expect(uses([meter(lower, { billedTo })])).toEqual({
      code: 'metering.negative-use',
      params: { serial: 'M1', from: 1000, to: 900, on: '2025-05-03' },
    });
  });

  test('below the estimate on which the account before ended are for a person, who is told so', () => {
    expect(uses([meter(lower, { handedOver: guessed })])).toEqual({
      code: 'billing.handed-over-too-high',
      params: { serial: 'M1', from: 1000, to: 900, on: '2025-04-03' },
    });
    expect(uses([meter(lower, { handedOver: billedTo })])).toMatchObject({ code: 'metering.negative-use' });
  });

  test('beyond the dials are another matter', () => {
    expect(uses([meter([shown('2025-05-03', 1_000_000)], { billedTo: guessed })])).toMatchObject({
      code: 'metering.count-beyond-dials',
    });
  });

  test('of one meter stop the bill of all', () => {
    expect(uses([meter(lower, { billedTo }), second('2025-04-10', [shown('2025-05-03', 12)])])).toMatchObject({
      code: 'metering.negative-use',
    });
  });
});
