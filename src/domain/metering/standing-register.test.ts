import { describe, expect, test } from 'vitest';
import { belief } from './apportion.ts';
import { isRising, type RegisterRules, standingRegister, usualRegisterRules } from './standing-register.ts';

const { measured, edited, estimated, suspect } = belief;
type Row = readonly [hour: number, count: number, believed?: number];

const columns = (rows: readonly Row[]) => ({
  serial: 'M1',
  at: Float64Array.from(rows, ([hour]) => hour * 3600),
  counts: Float64Array.from(rows, ([, count]) => count),
  ...(rows.some(([, , believed]) => believed !== undefined) && {
    believed: Uint8Array.from(rows, ([, , believed = 0]) => believed),
  }),
});
/** `[from, to, counts, believed]` in hours, how many were dropped, and what was told. */
function stood(rows: readonly Row[], rules: Partial<RegisterRules> = {}) {
  const { stretches, dropped, problems } = standingRegister(columns(rows), { ...usualRegisterRules, ...rules });
  const told = problems.map(({ code, params }) => [code.replace('metering.', ''), params]);
  return [
    stretches.map(({ from, to, counts, believed }) => [from / 3600, to / 3600, counts, believed]),
    ...(dropped === 0 && told.length === 0 ? [] : [dropped]),
    ...told,
  ];
}
const on = (hour: number) => `1970-01-01T${String(hour).padStart(2, '0')}:00Z`;

test('a register that goes up stands read by read', () => {
  expect(
    stood([
      [0, 5],
      [1, 5],
      [2, 9],
    ]),
  ).toEqual([
    [
      [0, 1, 0, measured],
      [1, 2, 4, measured],
    ],
  ]);
  expect([stood([]), stood([[0, 5]])]).toEqual([[[]], [[]]]);
});

test('a stretch is estimated where it is longer than two hours, and believed as the less believed of its reads', () => {
  expect(
    stood([
      [0, 5],
      [2, 6],
      [4.1, 7],
    ]),
  ).toEqual([
    [
      [0, 2, 1, measured],
      [2, 4.1, 1, estimated],
    ],
  ]);
  expect(
    stood([
      [0, 5, edited],
      [1, 6],
      [2, 7, estimated],
      [4.1, 8, suspect],
    ])[0],
  ).toEqual([
    [0, 1, 1, edited],
    [1, 2, 1, estimated],
    [2, 4.1, 1, suspect],
  ]);
});

test('of reads of one time the last stands', () => {
  expect(
    stood([
      [0, 5],
      [1, 90],
      [1, 6],
      [2, 9],
      [2, 8],
    ]),
  ).toEqual([
    [
      [0, 1, 1, measured],
      [1, 2, 2, measured],
    ],
    2,
  ]);
});

describe('a dip', () => {
  test('that has come back within six hours is dropped; what ran across it is in doubt', () => {
    expect(
      stood([
        [0, 50],
        [1, 60],
        [2, 10],
        [3, 20],
        [7, 60],
        [8, 61],
      ]),
    ).toEqual([
      [
        [0, 1, 10, measured],
        [1, 7, 0, suspect],
        [7, 8, 1, measured],
      ],
      2,
    ]);
  });

  test('that comes back later is an exchange', () => {
    expect(
      stood([
        [0, 50],
        [1, 60],
        [2, 10],
        [7.1, 60],
      ]),
    ).toEqual([
      [
        [0, 1, 10, measured],
        [1, 2, 0, suspect],
        [2, 7.1, 50, estimated],
      ],
      0,
      ['register-went-back', { serial: 'M1', from: 60, to: 10, on: on(2) }],
    ]);
  });

  test('has not come back with a read that another of its time replaces', () => {
    // The second read of the third hour says 20: only the fourth is back.
    expect(
      stood([
        [0, 60],
        [1, 10],
        [2, 60],
        [2, 20],
        [3, 61],
      ]),
    ).toEqual([[[0, 3, 1, suspect]], 3]);
  });
});

describe('a peak', () => {
  test('of fewer reads than the dip after it is dropped', () => {
    expect(
      stood([
        [0, 10],
        [1, 900],
        [2, 11],
        [3, 12],
        [4, 900],
      ]),
    ).toEqual([
      [
        [0, 2, 1, suspect],
        [2, 3, 1, measured],
        [3, 4, 888, measured],
      ],
      1,
    ]);
  });

  test('of as many reads as the dip stands, and the dip goes', () => {
    expect(
      stood([
        [0, 10],
        [1, 900],
        [2, 11],
        [3, 900],
      ]),
    ).toEqual([
      [
        [0, 1, 890, measured],
        [1, 3, 0, suspect],
      ],
      1,
    ]);
  });

  test('of several reads within six hours is dropped whole', () => {
    expect(
      stood([
        [0, 10],
        [1, 900],
        [2, 901],
        [7, 11],
        [8, 12],
      ]),
    ).toEqual([
      [
        [0, 7, 1, suspect],
        [7, 8, 1, measured],
      ],
      2,
    ]);
    expect(
      stood([
        [0, 10],
        [1, 900],
        [2, 901],
        [7.1, 11],
      ]).slice(1),
    ).toMatchObject([0, ['register-went-back', {}]]);
  });

  test('from which everything before goes down is none: it was exchanged', () => {
    expect(
      stood([
        [0, 900],
        [1, 901],
        [2, 11],
      ]),
    ).toEqual([
      [
        [0, 1, 1, measured],
        [1, 2, 0, suspect],
      ],
      0,
      ['register-went-back', { serial: 'M1', from: 901, to: 11, on: on(2) }],
    ]);
  });

  test('over a round of the dials is none', () => {
    const told = stood(
      [
        [0, 9990],
        [1, 5],
        [2, 9000],
        [3, 4],
      ],
      { dials: 4 },
    );
    expect(told[0]).toContainEqual([0, 1, 15, measured]);
  });
});

describe('a register that went round its dials', () => {
  test.each([
    ['by a tenth of them', 9500, 500, 1000],
    ['from the last count to the first', 9999, 0, 1],
  ])('%s', (_, before, after, counts) => {
    expect(
      stood(
        [
          [0, before],
          [1, after],
        ],
        { dials: 4 },
      ),
    ).toEqual([[[0, 1, counts, measured]]]);
  });

  test.each([
    ['by more than a tenth', 9499, 500, { dials: 4 }],
    ['that are not known', 9999, 0, {}],
    ['from a count beyond them', 10_000, 0, { dials: 4 }],
  ])('not %s', (_, before, after, rules) => {
    expect(
      stood(
        [
          [0, before],
          [1, after],
        ],
        rules,
      ),
    ).toEqual([[[0, 1, 0, suspect]], 0, ['register-went-back', { serial: 'M1', from: before, to: after, on: on(1) }]]);
  });

  test('in a stretch of more than two hours, estimated', () => {
    expect(
      stood(
        [
          [0, 9999],
          [3, 1],
        ],
        { dials: 4 },
      ),
    ).toEqual([[[0, 3, 2, estimated]]]);
  });
});

test('a leap up of more than an hour can hold counts nothing, and is told', () => {
  expect(
    stood([
      [0, 0],
      [1, 2_147_000_000],
      [2, 2_147_000_000 * 2 + 1],
    ]),
  ).toEqual([
    [
      [0, 1, 2_147_000_000, measured],
      [1, 2, 0, suspect],
    ],
    0,
    ['register-leaps', { serial: 'M1', from: 2_147_000_000, to: 4_294_000_001, on: on(2) }],
  ]);
});

test.each<[string, readonly Row[], boolean]>([
  ['nothing', [], true],
  ['one read', [[0, 5]], true],
  [
    'going up, and standing still',
    [
      [0, 5],
      [1, 5],
      [2, 6],
    ],
    true,
  ],
  [
    'going down',
    [
      [0, 5],
      [1, 6],
      [2, 5],
    ],
    false,
  ],
  [
    'two reads of one time',
    [
      [0, 5],
      [1, 6],
      [1, 6],
    ],
    false,
  ],
  [
    'going back in time',
    [
      [1, 5],
      [0, 6],
    ],
    false,
  ],
  [
    'a leap',
    [
      [0, 0],
      [1, 2_147_000_001],
    ],
    false,
  ],
])('a register rises: %s', (_, rows, isSo) => {
  expect(isRising(columns(rows))).toBe(isSo);
});
