import { describe, expect, test } from 'vitest';
import { belief } from './apportion.ts';
import { laidOver, type Piece } from './pieces.ts';

const { measured, edited, estimated, suspect } = belief;
const piece = (from: number, to: number, counts: number, believed: number = measured): Piece => ({
  ...{ from, to, counts, believed },
});
const rows = (pieces: readonly Piece[]) => pieces.map(({ from, to, counts, believed }) => [from, to, counts, believed]);
const laid = (others: readonly Piece[], one: Piece, shares: 'held' | 'all' = 'held', jitter = 0) => {
  const { pieces, ...more } = laidOver(others, one, { jitter, shares });
  return { pieces: rows(pieces), ...more };
};
const hour = piece(3600, 7200, 60);
const nothing = { pieces: [], beside: 0 };

describe('a piece laid over others', () => {
  test('that leave it all its time is as it was', () => {
    const others = [piece(0, 3600, 9), piece(7200, 9000, 9)];
    expect(laid(others, hour)).toEqual({ pieces: [[3600, 7200, 60, measured]], beside: 0 });
    expect(laid([], hour)).toEqual({ pieces: [[3600, 7200, 60, measured]], beside: 0 });
  });

  test('that lie within it leaves theirs to them, and lays the rest into the time between', () => {
    expect(laid([piece(3600, 4500, 10), piece(5400, 6300, 20)], hour)).toEqual({
      pieces: [
        [4500, 5400, 15, measured],
        [6300, 7200, 15, measured],
      ],
      beside: 0,
    });
    expect(laid([piece(4500, 5400, 10)], piece(3600, 7200, 60, edited))).toEqual({
      pieces: [
        [3600, 4500, 17, edited],
        [5400, 7200, 33, edited],
      ],
      beside: 0,
    });
  });

  test('that lie beside it in part keeps its own counts: their water is another', () => {
    expect(laid([piece(1800, 4500, 30), piece(6300, 9000, 30)], hour)).toEqual({
      pieces: [[4500, 6300, 60, estimated]],
      beside: 1800,
    });
  });

  test('beside it by no more than jitter it is as sure as it was', () => {
    expect(laid([piece(1800, 3900, 30)], hour, 'held', 300)).toEqual({
      pieces: [[3900, 7200, 60, measured]],
      beside: 300,
    });
    expect(laid([piece(1800, 3901, 30)], hour, 'held', 300)).toMatchObject({ pieces: [[3901, 7200, 60, estimated]] });
    // Another that lies out of it by jitter lies within it.
    expect(laid([piece(3300, 4500, 10)], hour, 'held', 300)).toEqual({
      pieces: [[4500, 7200, 50, measured]],
      beside: 0,
    });
    expect(laid([piece(6300, 7500, 10)], hour, 'held', 300)).toEqual({
      pieces: [[3600, 6300, 50, measured]],
      beside: 0,
    });
  });

  test('where more than two hours are left, they are estimated', () => {
    expect(laid([piece(0, 900, 10)], piece(0, 8100, 60))).toMatchObject({ pieces: [[900, 8100, 50, measured]] });
    expect(laid([piece(0, 900, 10)], piece(0, 8101, 60))).toMatchObject({ pieces: [[900, 8101, 50, estimated]] });
  });
});

describe('others that leave it no time', () => {
  test('and say the same are it', () => {
    expect(laid([piece(3600, 5400, 20), piece(5400, 7200, 40)], hour)).toEqual(nothing);
  });

  test('and say something else stand; both are told', () => {
    expect(laid([piece(3600, 5400, 20), piece(5400, 7200, 41)], hour)).toEqual({
      ...nothing,
      differs: { kept: 61, other: 60 },
    });
  });

  test('but for jitter leave none', () => {
    const nearlyAll = [piece(3600, 6900, 50)];
    expect(laid(nearlyAll, hour, 'held', 300)).toEqual({ ...nothing, differs: { kept: 50, other: 60 } });
    expect(laid(nearlyAll, hour, 'held', 299)).toEqual({ pieces: [[6900, 7200, 10, measured]], beside: 0 });
  });

  test('of which most is theirs and none is its own: what it says is told', () => {
    expect(laid([piece(0, 7200, 30)], hour)).toEqual({ ...nothing, differs: { kept: 0, other: 60 } });
    expect(laid([piece(0, 7200, 30)], piece(3600, 7200, 0))).toEqual(nothing);
  });
});

describe('others that say more than it does', () => {
  test('stand, and what it leaves is nothing, in doubt', () => {
    expect(laid([piece(3600, 5400, 61)], hour)).toEqual({
      pieces: [[5400, 7200, 0, suspect]],
      beside: 0,
      differs: { kept: 61, other: 60 },
    });
    expect(laid([piece(3600, 5400, 60)], hour)).toEqual({ pieces: [[5400, 7200, 0, measured]], beside: 0 });
  });

  test('where it is water that flowed back, it keeps its sum', () => {
    expect(laid([piece(3600, 5400, 10)], piece(3600, 7200, -20))).toEqual({
      pieces: [[5400, 7200, -30, measured]],
      beside: 0,
    });
  });
});

test('more than the time left can hold is laid nowhere, and told', () => {
  expect(laid([piece(0, 7190, 0)], piece(0, 7200, 5_963_888))).toMatchObject({
    pieces: [[7190, 7200, 5_963_888, measured]],
  });
  expect(laid([piece(0, 7190, 0)], piece(0, 7200, 5_963_889))).toEqual({
    ...nothing,
    differs: { kept: 0, other: 5_963_889 },
  });
});

describe('a register over the intervals of the same water', () => {
  test('takes of one that reaches out of it the part that lies within, which is a guess', () => {
    // Half of 30 ran before it.
    expect(laid([piece(1800, 5400, 30)], hour, 'all')).toEqual({ pieces: [[5400, 7200, 45, estimated]], beside: 0 });
    expect(laid([piece(5400, 9000, 30)], hour, 'all')).toEqual({ pieces: [[3600, 5400, 45, estimated]], beside: 0 });
    expect(laid([piece(0, 10_800, 90)], hour, 'all')).toEqual({ ...nothing });
  });

  test('rounds the parts of one so that they add up', () => {
    // Of 5 counts, 2.5 by its middle are 3, and 1.67 by its third are 2.
    expect(laid([piece(0, 7200, 5)], piece(3600, 9000, 10), 'all').pieces).toEqual([[7200, 9000, 8, estimated]]);
    expect(laid([piece(5400, 10_800, 5)], piece(3600, 7200, 10), 'all').pieces).toEqual([[3600, 5400, 8, estimated]]);
  });

  test('differs by no more than what reaches out of it could hold', () => {
    expect(laid([piece(1800, 7200, 30)], piece(3600, 7200, 49), 'all')).toEqual(nothing);
    expect(laid([piece(1800, 7200, 30)], piece(3600, 7200, 51), 'all')).toEqual({
      ...nothing,
      differs: { kept: 20, other: 51 },
    });
  });

  test('takes those within it whole', () => {
    expect(laid([piece(3600, 5400, 20)], hour, 'all')).toEqual({ pieces: [[5400, 7200, 40, measured]], beside: 0 });
  });
});

test('only others from its time on are looked at, however many there are', () => {
  const others = Array.from({ length: 9 }, (_, index) => piece(index * 1800, (index + 1) * 1800, 5));
  expect(laid(others, piece(9000, 10_800, 5))).toEqual(nothing);
  expect(laid(others, piece(9000, 10_800, 6))).toMatchObject({ differs: { kept: 5, other: 6 } });
  expect(laid(others, piece(0, 16_200, 45))).toEqual(nothing);
});
