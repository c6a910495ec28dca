import { expect } from 'vitest';
import { cents } from '../../src/domain/kernel/index.ts';
import { decideCredit, decideRebate } from '../../src/usecases/credits/index.ts';
import { test } from '../support/database.ts';
import { secondTownUtility } from '../support/second-town.ts';

const by = {
  staffId: 'staff',
  role: 'supervisor',
  now: Temporal.Instant.from('2026-06-02T16:00:00Z'),
  address: '',
} as const;

test('where the billing system keeps the balance nobody puts a credit on it here', async ({ db }) => {
  const deps = { db, utility: secondTownUtility, publicUrl: 'http://localhost' };
  const decision = { outcome: 'approved', amount: cents(500), reason: 'repaired' } as const;
  expect(await decideCredit(deps, { requestId: 1, decision, by })).toEqual({
    ...{ ok: false, problem: { code: 'exchange.credit-there' } },
  });
  const rebate = { id: 1, programme: 'toilet' };
  const answer = { rebate, answer: 'approve', amount: cents(500), reason: '', by } as const;
  expect(await decideRebate(deps, answer)).toEqual({ ok: false, problem: { code: 'exchange.credit-there' } });
  expect(await db.query('select from ledger_entry')).toEqual([]);
});
