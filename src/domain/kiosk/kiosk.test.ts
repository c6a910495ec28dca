import { describe, expect, test } from 'vitest';
import { firstStep, kioskChoices, kioskLimits, placeOnWay, visitEndsAt, visitOver } from './index.ts';

const beganAt = Temporal.Instant.from('2026-05-07T16:00:00Z');
const visit = (activeAfter: number) => ({ beganAt, lastActiveAt: beganAt.add({ seconds: activeAfter }) });

describe('a visit', () => {
  test.each([
    [0, 0, undefined],
    [0, 89, undefined],
    [0, 100, undefined],
    [0, 101, 'idle'],
    [800, 890, undefined],
    [898, 899, undefined],
    [898, 900, 'ran-out'],
    [0, 4000, 'ran-out'],
  ])('last seen after %i seconds is at %i seconds over for %s', (active, at, why) => {
    expect(visitOver(visit(active), beganAt.add({ seconds: at }))).toBe(why);
  });

  test('lasts fifteen minutes, and the warning is part of its ninety seconds of rest', () => {
    expect(visitEndsAt(visit(0))).toEqual(beganAt.add({ minutes: 15 }));
    expect(kioskLimits.idleSeconds).toBe(90);
    expect(kioskLimits.warningSeconds).toBeLessThan(kioskLimits.idleSeconds);
  });
});

test('staff are told the step of how many, and nothing where a visitor looks elsewhere', () => {
  expect(placeOnWay('register', 'make-login')).toEqual({ at: 2, of: 4 });
  expect(placeOnWay('pay', 'receipt')).toEqual({ at: 4, of: 4 });
  expect(placeOnWay('pay', 'autopay')).toBeUndefined();
  for (const choice of kioskChoices) expect(placeOnWay(choice, firstStep(choice))?.at).toBe(1);
});
