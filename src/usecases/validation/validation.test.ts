import { describe, expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import {
  householdWith,
  mayHour,
  noon,
  eightWeeks as span,
  threeHoursAhead,
  validate,
} from '../../../test/support/exceptions.ts';
import { storeHours } from '../../../test/support/hourly-use.ts';
import { staffSignedIn } from '../../../test/support/staff-session.ts';
import { referenceUtility } from '../../../test/support/web.ts';
import { hourQuality } from '../../domain/metering/index.ts';
import type { DatabasePool } from '../../store/database.ts';
import { hourlyUseOf } from '../../store/metering/index.ts';
import {
  answerException,
  type ExceptionAnswer,
  exceptionCase,
  exceptionsInQueue,
  foundShift,
  takeBackAnswer,
} from './index.ts';

const all = { isOpen: true, limit: 50 };
const ended = { ...all, isOpen: false };
const [from, until] = [mayHour(10, 3), mayHour(10, 12)];

async function analyst(db: DatabasePool) {
  await staffSignedIn(db, 'billing');
  return { staffId: 'staff-billing', role: 'billing', now: noon, address: '192.0.2.1' } as const;
}

async function answered(db: DatabasePool, answer: ExceptionAnswer, id?: number) {
  const by = await analyst(db);
  const asked = id ?? (await exceptionsInQueue(db, all)).rows[0]?.id ?? 0;
  const result = await answerException(db, referenceUtility, { id: asked, answer, reason: 'Radio was off.', by });
  return { id: asked, by, result };
}

const gap = (db: DatabasePool) =>
  householdWith(db, (use) => {
    use.counts.fill(0, from, until);
    use.quality.fill(hourQuality.missing, from, until);
  });

const hoursOf = async (db: DatabasePool, meterId: number) => {
  const use = await hourlyUseOf(db, meterId, span);
  if (use === undefined) throw new Error('no hours');
  return use;
};

test('what the rules doubt waits once, however often they look, and late reads heal it', async ({ db }) => {
  const { meterId, use } = await gap(db);
  expect(await validate(db)).toEqual({ meters: 1, withFindings: 1, fresh: 1, healed: 0 });
  expect(await validate(db)).toMatchObject({ fresh: 0, healed: 0 });
  expect((await exceptionsInQueue(db, all)).rows).toMatchObject([
    { rule: 'gap', serial: 'AMI-1', account: '00123456-0004321', detail: { hours: 9 } },
  ]);
  use.quality.fill(hourQuality.measured, from, until);
  use.counts.fill(30, from, until);
  await storeHours(db, meterId, use);
  expect(await validate(db)).toMatchObject({ withFindings: 0, healed: 1 });
  expect((await exceptionsInQueue(db, all)).rows).toEqual([]);
  expect((await exceptionsInQueue(db, ended)).rows).toMatchObject([{ ended: { how: 'healed' } }]);
});

describe('an answer', () => {
  test('estimates the hours for everybody who reads them; taken back, they are the very same again', async ({ db }) => {
    const { meterId } = await gap(db);
    await validate(db);
    const before = await hoursOf(db, meterId);
    const { id, by, result } = await answered(db, { kind: 'estimate', method: 'like-day' });
    expect(result).toMatchObject({ ok: true });
    const during = await hoursOf(db, meterId);
    expect(new Set(during.quality.subarray(from, until))).toEqual(new Set([hourQuality.estimated]));
    expect(during.counts.subarray(from, until).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(300);
    const { standing, estimates } = (await exceptionCase(db, referenceUtility, { id, now: noon })) ?? {};
    expect(estimates?.get('like-day')).toEqual(during.counts.slice(from, until));
    expect(standing).toMatchObject({ kind: 'estimate', method: 'like-day', reason: 'Radio was off.' });
    expect(await validate(db)).toMatchObject({ fresh: 0 });
    const back = { id, decisionId: standing?.id ?? 0, reason: 'The reads came.', by };
    expect(await takeBackAnswer(db, referenceUtility, back)).toMatchObject({ ok: true });
    expect(await hoursOf(db, meterId)).toEqual(before);
    expect((await exceptionsInQueue(db, all)).rows).toMatchObject([{ id }]);
    expect(await takeBackAnswer(db, referenceUtility, back)).toMatchObject({ problem: { code: 'validation.undone' } });
    const audit = await db.query(`select action from audit_event where action like 'reads.%' order by id`);
    expect(audit).toMatchObject([{ action: 'reads.answered' }, { action: 'reads.answer-taken-back' }]);
  });

  test('adds up to the registers on both sides, to the count', async ({ db }) => {
    const { meterId, use } = await gap(db);
    const sum = (a: number, b: number) => use.counts.subarray(a, b).reduce((all, count) => all + count, 0);
    const [first, last] = [mayHour(1, 0), mayHour(15, 0)];
    const rise = Math.ceil(sum(first, last) / 10) + 40;
    await db.query(
      `insert into register_read (meter_id, read_on, count, quality, source, received_at)
       values ($1, '2026-05-01', 5000, 'measured', 'test', now()), ($1, '2026-05-15', 5000 + $2::int, 'measured', 'test', now())`,
      [meterId, rise],
    );
    await validate(db);
    expect((await answered(db, { kind: 'estimate', method: 'linear' })).result.ok).toBe(true);
    const laid = await hoursOf(db, meterId);
    expect(laid.counts.subarray(first, last).reduce((all, count) => all + count, 0)).toBe(rise * 10);
  });

  test('of hours that the feed’s register filled adds up to the very same', async ({ db }) => {
    const { meterId } = await householdWith(db, ({ counts, quality }) => {
      counts.fill(70, from, until);
      quality.fill(hourQuality.estimated, from, until);
    });
    await validate(db);
    const [asked] = (await exceptionsInQueue(db, all)).rows;
    expect(asked).toMatchObject({ rule: 'gap', gallons: 63, detail: { hours: 9, filled: 1 } });
    const found = await exceptionCase(db, referenceUtility, { id: asked?.id ?? 0, now: noon });
    expect([...(found?.estimates.keys() ?? [])]).toEqual(['linear', 'like-day']);
    expect((await answered(db, { kind: 'estimate', method: 'like-day' })).result.ok).toBe(true);
    const laid = (await hoursOf(db, meterId)).counts.subarray(from, until);
    expect(laid.reduce((sum, count) => sum + count, 0)).toBe(630);
    expect(new Set(laid).size).toBeGreaterThan(3);
    expect(await validate(db)).toMatchObject({ fresh: 0 });
  });

  test('by hand stands until a file measures the hours otherwise', async ({ db }) => {
    const spike = mayHour(12, 14);
    const { meterId, use } = await householdWith(db, ({ counts }) => counts.fill(90_000, spike, spike + 1));
    await validate(db);
    const wrong = await answered(db, { kind: 'edit', typed: ['4.25'] });
    expect(wrong.result).toMatchObject({ problem: { code: 'validation.value-unreadable', field: 'hour-0' } });
    const by = wrong.by;
    const of = { id: wrong.id, reason: 'Typed from the meter.', by };
    const edit = { ...of, answer: { kind: 'edit', typed: ['4.2'] } } as const;
    expect(await answerException(db, referenceUtility, edit)).toMatchObject({ ok: true });
    expect(await answerException(db, referenceUtility, edit)).toMatchObject({
      problem: { code: 'validation.answered' },
    });
    await storeHours(db, meterId, use);
    expect((await hoursOf(db, meterId)).counts[spike]).toBe(42);
    expect((await hoursOf(db, meterId)).quality[spike]).toBe(hourQuality.edited);
    use.counts[spike] = 55;
    await storeHours(db, meterId, use);
    expect((await hoursOf(db, meterId)).counts[spike]).toBe(55);
    expect((await hoursOf(db, meterId)).quality[spike]).toBe(hourQuality.measured);
  });

  test('that accepts doubted hours makes them a person’s, and nothing asks again', async ({ db }) => {
    const { meterId } = await householdWith(db, ({ quality }) => quality.fill(hourQuality.suspect, from, from + 2));
    await validate(db);
    const before = await hoursOf(db, meterId);
    expect((await answered(db, { kind: 'accept' })).result.ok).toBe(true);
    const { counts, quality } = await hoursOf(db, meterId);
    expect([counts, [...quality.subarray(from, from + 3)]]).toEqual([before.counts, [2, 2, 0]]);
    expect(await validate(db)).toMatchObject({ fresh: 0 });
    expect((await exceptionsInQueue(db, all)).rows).toEqual([]);
  });

  test('sets a clock right: the water stays, and the hours of the day are the usual ones again', async ({ db }) => {
    const { meterId } = await householdWith(db, threeHoursAhead);
    await validate(db);
    const [asked] = (await exceptionsInQueue(db, all)).rows;
    expect(asked).toMatchObject({ rule: 'clock-shift', detail: { hours: 3 } });
    const before = await hoursOf(db, meterId);
    const found = await exceptionCase(db, referenceUtility, { id: asked?.id ?? 0, now: noon });
    const typed = found && foundShift(found);
    const over = { from: '2026-05-14T00:00', until: '2026-05-20T00:00' };
    expect(typed).toEqual({ ...over, ahead: '3' });
    const wrong = [
      ['ahead', 'shift-hours-unreadable', { ...over, ahead: 'three' }],
      ['from', 'shift-stretch-unreadable', { ...over, ahead: '3', from: '2025-01-01T00:00' }],
      ['until', 'shift-stretch-unreadable', { ...over, ahead: '3', until: '2026-05-14T03:00' }],
      ['until', 'shift-stretch-unreadable', { ...over, ahead: '3', until: '2026-05-21T00:00' }],
    ] as const;
    for (const [field, code, shift] of wrong) {
      const { result } = await answered(db, { kind: 'shift', typed: shift });
      expect(result).toMatchObject({ problem: { code: `validation.${code}`, field } });
    }
    const { id, by, result } = await answered(db, { kind: 'shift', typed: { ...over, ahead: '3' } });
    expect(result.ok).toBe(true);
    const during = await hoursOf(db, meterId);
    const total = (use: typeof during) => use.counts.reduce((sum, count) => sum + count, 0);
    expect(total(during)).toBe(total(before));
    expect(during.counts.subarray(mayHour(14, 0), mayHour(19, 21))).toEqual(
      before.counts.subarray(mayHour(14, 3), mayHour(20, 0)),
    );
    expect(await validate(db)).toMatchObject({ withFindings: 0, fresh: 0 });
    const { standing } = (await exceptionCase(db, referenceUtility, { id, now: noon })) ?? {};
    expect(standing).toMatchObject({ kind: 'shift', shift: { ahead: 3 } });
    await takeBackAnswer(db, referenceUtility, { id, decisionId: standing?.id ?? 0, reason: 'It was a party.', by });
    expect(await hoursOf(db, meterId)).toEqual(before);
    expect((await exceptionsInQueue(db, all)).rows).toMatchObject([{ id }]);
  });

  test('sets a clock wrong, and is asked again', async ({ db }) => {
    await householdWith(db, threeHoursAhead);
    await validate(db);
    const typed = { ahead: '-3', from: '2026-05-14T00:00', until: '2026-05-20T00:00' };
    expect((await answered(db, { kind: 'shift', typed })).result.ok).toBe(true);
    expect((await exceptionsInQueue(db, all)).rows).toMatchObject([{ rule: 'clock-shift', detail: { hours: 6 } }]);
  });

  test('of another rule is no clock', async ({ db }) => {
    await gap(db);
    await validate(db);
    const typed = { ahead: '3', from: '2026-05-10T00:00', until: '2026-05-11T00:00' };
    expect((await answered(db, { kind: 'shift', typed })).result).toMatchObject({
      problem: { code: 'validation.answer-missing' },
    });
  });

  test('needs a reason and the permission', async ({ db }) => {
    await gap(db);
    await validate(db);
    const by = await analyst(db);
    const of = { id: 1, answer: { kind: 'accept' }, reason: '', by } as const;
    expect(await answerException(db, referenceUtility, of)).toMatchObject({
      problem: { code: 'validation.reason-missing' },
    });
    const csr = { ...of, reason: 'x', by: { ...by, role: 'csr' } } as const;
    expect(await answerException(db, referenceUtility, csr)).toMatchObject({
      problem: { code: 'access.not-permitted' },
    });
  });
});
