import { describe, expect, test } from 'vitest';
import { afterRunEvent, mayApprove } from '../index.ts';

describe('a bill run', () => {
  test.each([
    ['calculated', 'approve', 'approved'],
    ['calculated', 'cancel', 'cancelled'],
    ['approved', 'post', 'posted'],
    ['approved', 'cancel', 'cancelled'],
    ['posted', 'cancel', 'cancelled'],
  ] as const)('%s, asked to %s, is %s', (state, event, after) => {
    expect(afterRunEvent(state, event)).toEqual({ ok: true, value: after });
  });

  test.each([
    ['calculated', 'post'],
    ['approved', 'approve'],
    ['posted', 'approve'],
    ['posted', 'post'],
    ['cancelled', 'approve'],
    ['cancelled', 'post'],
    ['cancelled', 'cancel'],
  ] as const)('%s does not %s', (state, event) => {
    expect(afterRunEvent(state, event)).toEqual({
      ok: false,
      problem: { code: 'billing.run-not-possible-now', params: { state, event } },
    });
  });
});

describe('who may approve a run', () => {
  const run = { state: 'calculated', calculatedBy: ['ana'], bills: 98, newCharges: 420_000, waiting: 0 } as const;
  const luis = { staffId: 'luis', seen: { bills: 98, newCharges: 420_000 } };

  test('a second person, who saw the very bills and sum, or was shown none', () => {
    expect(mayApprove(run, luis)).toEqual({ ok: true, value: undefined });
    expect(mayApprove(run, { staffId: 'luis' })).toEqual({ ok: true, value: undefined });
  });

  test('nobody who saw another sum or other bills', () => {
    const changed = { ok: false, problem: { code: 'billing.run-changed' } };
    expect(mayApprove(run, { ...luis, seen: { bills: 98, newCharges: 420_001 } })).toEqual(changed);
    expect(mayApprove(run, { ...luis, seen: { bills: 97, newCharges: 420_000 } })).toEqual(changed);
  });

  test('nobody while bills wait, and it says how many', () => {
    expect(mayApprove({ ...run, waiting: 3 }, luis)).toEqual({
      ok: false,
      problem: { code: 'billing.run-not-reviewed', params: { bills: 3 } },
    });
  });
});
