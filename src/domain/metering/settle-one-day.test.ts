import { describe, expect, test } from 'vitest';
import { hourQuality } from './hour-quality.ts';
import { localDays } from './local-days.ts';
import { unpackDay } from './pack-day.ts';
import type { Reads, Said } from './reads.ts';
import { isOfBothKinds, type KnownDay, type Settled, settleMeter } from './settle-meter.ts';
import { usualRegisterRules } from './standing-register.ts';

const days = localDays('America/Los_Angeles');
const day = 20_600;
const meter = { serial: 'M1', rules: usualRegisterRules, channel: { unit: 'gal', decimals: 0 } } as const;
type Row = readonly [hour: number, length: number, count: number];

const reads = (rows: readonly Row[], of = day): Reads => ({
  at: Float64Array.from(rows, ([hour]) => days.begin(of) + hour * 3600),
  seconds: Float64Array.from(rows, ([, length]) => length * 3600),
  counts: Float64Array.from(rows, ([, , count]) => count),
  believed: new Uint8Array(rows.length),
});
const said = (importId: number, rows: readonly Row[], lines: readonly [number, number] = [2, 9], of = day): Said => ({
  ...{ importId, firstLine: lines[0], lastLine: lines[1] },
  reads: reads(rows, of),
});
const settle = (known: readonly KnownDay[], arrived: ReadonlyMap<number, Said>): Settled =>
  settleMeter({ meter, days, rankOf: (one) => one, known, arrived });
const hourly = (counts: readonly number[]): Row[] => counts.map((count, hour) => [hour + 1, 1, count]);
const wholeDay = hourly(Array.from({ length: 24 }, (_, hour) => hour));
const none = { fresh: 0, changed: 0, duplicate: 0, overtaken: 0 };

test('a day that its hours tell is a row alone, with its import and lines', () => {
  const settled = settle([], new Map([[day, said(7, wholeDay, [2, 25])]]));
  expect(settled).toMatchObject({
    ...{ cleared: [], said: [], told: [], problems: [], tally: { ...none, fresh: 24 } },
    ...{ moved: { snapped: 0, shared: 0 }, hours: { measured: 24, estimated: 0, missing: 0 } },
    standing: [{ day, importId: 7, firstLine: 2, lastLine: 25 }],
  });
  const { counts, quality, opening } = unpackDay(settled.standing[0]?.hours ?? new Uint8Array());
  expect([[...counts], [...quality], opening]).toEqual([
    Array.from({ length: 24 }, (_, hour) => hour),
    Array(24).fill(hourQuality.measured),
    undefined,
  ]);
});

test('a day that its hours do not tell keeps its reads beside', () => {
  const part = said(7, hourly([5, 6]), [2, 3]);
  const settled = settle([], new Map([[day, part]]));
  expect(settled.said).toEqual([{ ...part, day }]);
  expect(settled.standing).toMatchObject([{ day, firstLine: 2, lastLine: 3 }]);
  expect(settled.hours).toMatchObject({ measured: 2, missing: 22 });
  expect(settled.told).toEqual([]);
});

describe('a file that says more of a day', () => {
  const morning = said(7, hourly([5, 6]), [4, 5]);
  const rest = said(
    7,
    wholeDay.map(([hour, length, count]) => [hour, length, hour <= 2 ? 4 + hour : count] as const).slice(2),
    [6, 27],
  );
  const before = settle([], new Map([[day, morning]]));
  const known: KnownDay[] = [{ day, said: [morning], ...(before.standing[0] && { standing: before.standing[0] }) }];

  test('has it told by its hours in the end: what was kept beside goes', () => {
    const settled = settle(known, new Map([[day, rest]]));
    expect(settled).toMatchObject({
      ...{ told: [day], said: [], tally: { ...none, fresh: 22 } },
      standing: [{ day, firstLine: 4, lastLine: 27 }],
    });
  });

  test('has its lines between the first and the last of both', () => {
    const more = said(7, [[3, 1, 2]], [1, 1]);
    expect(settle(known, new Map([[day, more]])).said).toMatchObject([{ firstLine: 1, lastLine: 5, day }]);
    expect(settle(known, new Map([[day, said(7, [[3, 1, 2]], [5, 5])]])).said).toMatchObject([
      { firstLine: 4, lastLine: 5 },
    ]);
  });

  test('that says nothing new changes nothing', () => {
    const settled = settle(known, new Map([[day, morning]]));
    expect(settled).toMatchObject({ ...{ standing: [], said: [], told: [] }, tally: { ...none, duplicate: 2 } });
  });

  test('that says the same on other lines is kept as further lines', () => {
    expect(settle(known, new Map([[day, { ...morning, lastLine: 6 }]])).said).toMatchObject([
      { firstLine: 4, lastLine: 6 },
    ]);
    expect(settle(known, new Map([[day, { ...morning, firstLine: 3 }]])).said).toMatchObject([
      { firstLine: 3, lastLine: 5 },
    ]);
  });

  test('that contradicts itself is told', () => {
    const settled = settle(known, new Map([[day, said(7, [[2, 1, 9]], [9, 9])]]));
    expect(settled.problems).toMatchObject([
      { code: 'metering.two-values', params: { serial: 'M1', kept: '9 gal', other: '6 gal' } },
    ]);
    // Another file corrects.
    expect(settle(known, new Map([[day, said(8, [[2, 1, 9]])]])).problems).toEqual([]);
  });
});

describe('of several files', () => {
  const older = said(3, hourly([5, 6]), [2, 3]);
  const known: KnownDay[] = [{ day, said: [older] }];

  test('the newest is the day’s source', () => {
    expect(settle(known, new Map([[day, said(7, [[3, 1, 9]], [8, 8])]])).standing).toMatchObject([
      { importId: 7, firstLine: 8, lastLine: 8 },
    ]);
    expect(settle(known, new Map([[day, said(1, [[3, 1, 9]], [8, 8])]])).standing).toMatchObject([
      { importId: 3, firstLine: 2, lastLine: 3 },
    ]);
  });

  test('each is kept beside, what was kept already not again', () => {
    const more = said(7, [[3, 1, 9]], [8, 8]);
    expect(settle(known, new Map([[day, more]])).said).toEqual([{ ...more, day }]);
  });
});

test('a file that says more of a day leaves what others said of it', () => {
  const known: KnownDay[] = [{ day, said: [said(3, [[5, 1, 9]], [2, 2]), said(7, hourly([5, 6]), [4, 5])] }];
  const settled = settle(known, new Map([[day, said(7, [[3, 1, 2]], [9, 9])]]));
  expect(settled.said).toMatchObject([{ importId: 7, firstLine: 4, lastLine: 9 }]);
  const { counts } = unpackDay(settled.standing[0]?.hours ?? new Uint8Array());
  expect([...counts.slice(0, 6)]).toEqual([5, 6, 2, 0, 9, 0]);
});

describe('days between two reads of a register', () => {
  const first = said(3, [[12, 0, 100]], [2, 2]);
  const later = said(7, [[12, 0, 172]], [8, 8], day + 3);

  test('are of the file that said the later one, on no line', () => {
    const settled = settle([{ day, said: [first] }], new Map([[day + 3, later]]));
    expect(
      settled.standing.map(({ day: one, importId, firstLine, lastLine }) => [one - day, importId, firstLine, lastLine]),
    ).toEqual([
      [0, 3, 2, 2],
      [1, 7, 0, 0],
      [2, 7, 0, 0],
      [3, 7, 8, 8],
    ]);
    expect(settled.hours.estimated).toBe(72);
  });

  test('of which a file says something hold no more what ran between', () => {
    const all = settle([{ day, said: [first] }], new Map([[day + 3, later]]));
    const known = all.standing.map((standing): KnownDay => {
      const kept = standing.day === day ? [first] : standing.day === day + 3 ? [later] : [];
      return { day: standing.day, standing, said: kept };
    });
    // Where the register was exchanged between, nothing is known to have run.
    const exchanged = said(9, [[12, 0, 5]], [4, 4], day + 1);
    const settled = settle(known, new Map([[day + 1, exchanged]]));
    expect(settled.cleared).toEqual([]);
    expect(settled.problems).toMatchObject([{ code: 'metering.register-went-back', params: { from: 100, to: 5 } }]);
    expect(settled.standing.map((row) => row.day - day)).toEqual([0, 1, 2, 3]);
  });
});

test('a row that stands already is not written again', () => {
  const part = said(7, hourly([5, 6]), [2, 3]);
  const [standing] = settle([], new Map([[day, part]])).standing;
  if (standing === undefined) throw new Error('no row');
  const again = (change: object) =>
    settle([{ day, said: [part], standing: { ...standing, ...change } }], new Map([[day, part]])).standing.length;
  expect(again({})).toBe(0);
  const hours = standing.hours.slice();
  hours[hours.length - 1] = (hours.at(-1) ?? 0) ^ 1;
  expect([
    ...[again({ importId: 6 }), again({ firstLine: 1 }), again({ lastLine: 4 }), again({ hours })],
    again({ hours: Uint8Array.of(...standing.hours, 0) }),
  ]).toEqual([1, 1, 1, 1, 1]);
});

describe('whether a meter has registers and intervals', () => {
  const [registers, intervals] = [reads([[1, 0, 5]]), reads([[1, 1, 5]])];
  const kept = (opening?: number): KnownDay => {
    const rows = Array.from({ length: 25 }, (_, hour): Row => [hour, 0, 100 + hour]);
    const known = opening === undefined ? said(1, wholeDay) : said(1, rows);
    const settled = settle(
      opening === undefined ? [] : [{ day: day - 1, said: [said(1, [[24, 0, 100]], [1, 1], day - 1)] }],
      new Map([[day, opening === undefined ? known : { ...known, reads: reads(rows.slice(1)) }]]),
    );
    const standing = settled.standing.find((row) => row.day === day);
    return { day, said: [], ...(standing && { standing }) };
  };

  test('by what arrives and what is kept of it', () => {
    expect(isOfBothKinds([], registers)).toBe(false);
    expect(isOfBothKinds([{ day, said: [said(1, [[1, 1, 5]])] }], registers)).toBe(true);
    expect(isOfBothKinds([{ day, said: [said(1, [[1, 1, 5]])] }], intervals)).toBe(false);
    expect(isOfBothKinds([{ day, said: [] }], intervals)).toBe(false);
  });

  test('by hours alone, which know what they were made of', () => {
    expect([isOfBothKinds([kept()], intervals), isOfBothKinds([kept()], registers)]).toEqual([false, true]);
    expect([isOfBothKinds([kept(100)], intervals), isOfBothKinds([kept(100)], registers)]).toEqual([true, false]);
  });

  test('hours between two reads say nothing of it', () => {
    const { standing } = kept();
    const between: KnownDay = { day, said: [], ...(standing && { standing: { ...standing, firstLine: 0 } }) };
    expect([isOfBothKinds([between], intervals), isOfBothKinds([between], registers)]).toEqual([false, false]);
  });
});

test('a register of every hour is kept with what it showed as the day began', () => {
  const rows = Array.from({ length: 24 }, (_, hour): Row => [hour + 1, 0, 100 + hour]);
  const known: KnownDay[] = [{ day: day - 1, said: [said(1, [[24, 0, 99]], [1, 1], day - 1)] }];
  const settled = settle(known, new Map([[day, said(7, rows)]]));
  const row = settled.standing.find((one) => one.day === day);
  expect(unpackDay(row?.hours ?? new Uint8Array()).opening).toBe(99);
  expect(settled.said).toEqual([]);
});
