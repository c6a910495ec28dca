import { describe, expect } from 'vitest';
import type { Cents } from '../../src/domain/kernel/index.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import { authoriseAccount } from '../../src/usecases/access/index.ts';
import { nextBillBriefly } from '../../src/usecases/forecast/index.ts';
import {
  agreeAutopay,
  autopayBeginning,
  autopaySetupState,
  beginAutopay,
  scheduleDrafts,
  submitDrafts,
  termsShown,
} from '../../src/usecases/payments/index.ts';
import { accountBalance } from '../../src/usecases/receivables/index.ts';
import { importRoster, listAtRisk, transitionPolicy } from '../../src/usecases/transition/index.ts';
import { paths } from '../../src/web/paths.ts';
import { portalAreas } from '../../src/web/portal/index.ts';
import { test } from '../support/database.ts';
import { openTill } from '../support/paying.ts';
import { accountIdOf, importSecondTown, secondTownDeps, secondTownUtility } from '../support/second-town.ts';
import { registered, signedInAs } from '../support/signed-in.ts';
import { expectValidHtml, visit, webDeps } from '../support/web.ts';

/** Its newest bill asks for $135.38 by June 9, and for $6.00 more after it. */
const number = 'LB10044391';
const owed = 13_538;
const now = Temporal.Instant.from('2026-06-02T18:00:00Z');
const dueDay = (time: string) =>
  Temporal.PlainDateTime.from(`2026-06-09T${time}`).toZonedDateTime('America/Los_Angeles').toInstant();

async function owner(db: DatabasePool) {
  await importSecondTown(db);
  const accountId = await accountIdOf(db, number);
  const loginId = await registered(db, accountId);
  const account = await authoriseAccount(db, {
    loginId,
    account: number,
    today: Temporal.PlainDate.from('2026-06-02'),
  });
  if (!account.ok) throw new Error('not theirs');
  return account.value;
}

/** Autopay of the account with a card, on the due date. */
async function agreesToAutopay(db: DatabasePool) {
  const account = await owner(db);
  const till = openTill(db);
  const begun = await beginAutopay(till.context, account, {
    ...{ daysBeforeDue: 0, methodId: 'new', formToken: 'a form of this test', language: 'es', summary: 'Llano Bend' },
    returnUrl: (setup) => `http://localhost/processor/setup/${setup}`,
    now,
  });
  if (!begun.ok) throw new Error(begun.problem.code);
  await till.type(
    begun.value.hostedPage ?? '',
    { kind: 'card', number: '4242424242424242', expiry: '12/30', code: '123' },
    now,
  );
  const state = await autopaySetupState(
    till.context,
    { reference: begun.value.setup.reference, loginId: account.loginId },
    now,
  );
  if (state?.kind !== 'ready') throw new Error(`setup is ${state?.kind}`);
  const beginning = await autopayBeginning(till.context, account.accountId, { daysBeforeDue: 0, now });
  const agreed = await agreeAutopay(till.context, account, {
    ...{ setup: state.setup, text: 'Autorizo…', version: '1', language: 'es', shownTerms: termsShown(beginning) },
    ...{ email: 'customer@example.org', address: '192.0.2.1', now },
  });
  if (!agreed.ok) throw new Error(agreed.problem.code);
  return { account, till };
}

const drafts = (db: DatabasePool) =>
  db.query(
    'select draft_on::text as day, state, skipped_reason as why, amount_cents as amount from autopay_draft order by id',
  );

describe('a bill that came from the billing system', () => {
  test('is drafted once, at what it asks for, on its due date', async ({ db }) => {
    const { account, till } = await agreesToAutopay(db);
    await scheduleDrafts(till.context, now);
    expect(till.told.map(({ event }) => event)).toEqual(['autopay.on', 'autopay.draft-scheduled']);
    await submitDrafts(till.context, dueDay('05:59'));
    expect(await accountBalance(db, account.accountId)).toBe(owed as Cents);
    await submitDrafts(till.context, dueDay('06:00'));
    await submitDrafts(till.context, dueDay('06:05'));
    await till.deliver();
    expect(await drafts(db)).toEqual([{ day: '2026-06-09', state: 'succeeded', why: null, amount: owed }]);
    expect(await accountBalance(db, account.accountId)).toBe(0);
  });

  test('says what it costs later, as the billing system wrote it, in both languages', async ({ db }) => {
    const { loginId, accountId } = await owner(db);
    const [bill] = await db.query<{ number: string }>(
      'select number from bill where account_id = $1 order by period_end desc limit 1',
      [accountId],
    );
    for (const [language, date] of [
      ['en', 'June 9, 2026'],
      ['es', '9 de junio de 2026'],
    ] as const) {
      const deps = webDeps(db, { ...secondTownDeps(), customers: signedInAs(db, loginId) });
      deps.time.now = now;
      const visitor = await visit(deps, portalAreas, language).get(paths.bill(number, bill?.number ?? ''));
      expect(visitor.text).toContain('$135.38');
      expect(visitor.text).toMatch(/[^.]*\$6\.00[^.]*/);
      expect(visitor.text).toContain(date);
      await expectValidHtml(visitor.html);
    }
  });

  test('is at risk where the old portal paid it, until its customer sets autopay', async ({ db }) => {
    const account = await owner(db);
    const policy = transitionPolicy(secondTownUtility);
    const bytes = new TextEncoder().encode(['account_number,autopay,ebill', `${number},yes,no`].join('\n'));
    const imported = await importRoster(db, { fileName: 'roster.csv', bytes, dryRun: false, now, policy, by: 'cli' });
    expect(imported).toMatchObject({ ok: true });
    const [risk, ...others] = await listAtRisk(db, { now, policy });
    expect(others).toEqual([]);
    expect(risk).toMatchObject({ account: number });
    expect(JSON.stringify(risk)).toContain('2026-06-09');
    expect(account.number).toBe(number);
  });

  test('tells when the next one comes, and no amount where its meter is read by the bill', async ({ db }) => {
    const { accountId, loginId } = await owner(db);
    const { rates } = secondTownDeps();
    if (rates === undefined) throw new Error('no rates');
    const today = Temporal.PlainDate.from('2026-06-02');
    const next = await nextBillBriefly(db, accountId, { utility: secondTownUtility, rates, today });
    expect(next.periodStart?.toString()).toBe('2026-05-08');
    expect(next).toMatchObject({ state: 'silent' });
    expect(next).not.toHaveProperty('bill');
    const deps = webDeps(db, { ...secondTownDeps(), customers: signedInAs(db, loginId) });
    deps.time.now = now;
    const visitor = await visit(deps, portalAreas, 'en').get(paths.nextBill(number));
    expect(visitor.status).toBe(200);
    await expectValidHtml(visitor.html);
  });
});
