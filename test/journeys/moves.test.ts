import { expect } from 'vitest';
import type { Database, DatabasePool } from '../../src/store/database.ts';
import { postBillRun, runBillCycle } from '../../src/usecases/billing/index.ts';
import { paths } from '../../src/web/paths.ts';
import { cycleThrough } from '../support/bill-cycle.ts';
import { photograph } from '../support/photograph.ts';
import { addReads, serveAccount } from '../support/served-accounts.ts';

import { en, es, test } from './support/journey.ts';
import type { Person } from './support/person.ts';

const { console: at } = paths;
const leaving = '00000001-0000001';

/** A home with a tenant, a customer with 25.00 paid ahead, and an empty home. */
async function town(db: Database): Promise<void> {
  await serveAccount(db, 1, { billedBefore: '2026-04-05', reads: [['2026-04-05', 100_000]] });
  const paidAhead = await serveAccount(db, 2, {
    billedBefore: '2026-04-05',
    reads: [
      ['2026-04-05', 200_000],
      ['2026-04-20', 203_600],
    ],
  });
  await serveAccount(db, 3, {
    ...{ billedBefore: '2026-04-05', closedOn: '2026-04-05' },
    reads: [
      ['2026-04-05', 300_000],
      ['2026-04-20', 300_000],
      ['2026-05-05', 303_600],
    ],
  });
  await db.query(
    `with e as (insert into ledger_entry (kind, effective_on, inserted_at, memo, idempotency_key, input_hash)
       values ('opening-balance', '2026-04-05', '2026-04-05T00:00Z', 'paid ahead', 'opening', 'x') returning id)
     insert into posting (entry_id, ledger_account, account_id, amount_cents)
     select id, 'receivable', $1::bigint, -2500 from e union all select id, 'opening', null, 2500 from e`,
    [paidAhead.accountId],
  );
}

async function bill(db: DatabasePool, through: string): Promise<void> {
  const cycle = cycleThrough(through);
  const { run, exceptions } = await runBillCycle(db, cycle);
  expect(exceptions).toEqual([]);
  await postBillRun(db, { runId: run?.id ?? 0, policy: cycle.policy, now: cycle.now });
}

/**
 * Fifteen days of 5/8" with 3,600 gallons by the schedule of March 1, 2025: half of 20.88, half of 0.90 for backflow, and, since the
 * second tier begins with the sixth thousand of a month, 2.5 × 1.19 and 1.1 × 2.15: 10.44 + 0.45 + 2.98 + 2.37.
 */
const halfAMonth = 1624;

/** A picture of a page as the gallery shows it: wide in English, as on a phone in Spanish. */
const pictures = (person: Person, language: string) => async (name: string) => {
  const folder = process.env['PHOTOGRAPHS'];
  if (folder === undefined) return;
  const isWide = language === 'en';
  await person.page.setViewportSize(isWide ? { width: 1280, height: 800 } : { width: 375, height: 760 });
  await photograph(person.page, `${folder}/console.${name}${isWide ? '' : '.phone'}.webp`, 'small');
};

test.for([es, en])(
  'a move-out and a move-in on one day, and a transfer with a credit, in $language',
  async (habits, { db, portal, arrives }) => {
    const { say } = habits;
    await town(db);
    portal.deps.time.now = Temporal.Instant.from('2026-04-21T16:00:00Z');
    const ana = await arrives({ ...habits, javaScript: false });
    await ana.worksAs('billing');
    const pictureOf = pictures(ana, habits.language);

    await ana.opens(at.serviceEnd(leaving));
    await ana.fills({ on: '2026-04-20', reason: say('Se muda', 'Moves away') });
    await ana.presses(say(/^Dar de baja/, /^End (the )?service/));

    await ana.opens(at.premises);
    await pictureOf('premises');
    await ana.opens(at.premise('0000001'));
    await pictureOf('premises.premise');
    await ana.presses(say(/^Dar de alta a un cliente/, /^Move someone in/));
    await pictureOf('premises.premise.move-in');
    await ana.fills({ who: 'new', name: 'Luz Ibarra', on: '2026-04-20', 'read-MW-1': '103600', cycle: 'A' });
    await ana.fills({ reason: say('Vino a la ventanilla', 'At the counter') });
    await ana.presses(say(/^Empezar el servicio/, /^Begin service/));
    await ana.sees('Luz Ibarra', '00000004-0000001');
    await ana.opens(at.moveInBack('00000004-0000001'));
    await pictureOf('accounts.account.move-in');

    await ana.opens(at.transfer('00000002-0000002'));
    await ana.fills({ premise: '0000003' });
    await ana.presses(say(/^Continuar/, /^Continue/));
    await ana.sees(say('Solo el cliente puede activarlos', 'Only the customer can turn them on'), '$25.00');
    await pictureOf('accounts.account.transfer');
    await ana.fills({ leaves_on: '2026-04-20', on: '2026-04-20', cycle: 'A', balance: 'moves' });
    await ana.fills({ reason: say('Se muda al centro', 'Moves downtown') });
    await ana.presses(say(/^Trasladar el servicio/, /^Transfer the service/));
    await ana.sees('00000002-0000003');

    await addReads(db, 'MW-1', [['2026-05-05', 107_200]]);
    await bill(db, '2026-05-05');
    const bills = await db.query<{ number: string; account: string; kind: string; charges: number; due: number }>(
      `select b.number, a.number as account, b.kind, b.new_charges_cents as charges, b.amount_due_cents as due
       from bill b join account a on a.id = b.account_id order by a.number, b.id`,
    );
    expect(bills.map(({ account, kind, charges, due }) => [account, kind, charges, due])).toEqual([
      [leaving, 'final', halfAMonth, halfAMonth],
      ['00000002-0000002', 'final', halfAMonth + 2500, halfAMonth],
      ['00000002-0000003', 'first', halfAMonth - 2500, halfAMonth - 2500],
      ['00000004-0000001', 'first', halfAMonth, halfAMonth],
    ]);
    const dollars = (halfAMonth / 100).toFixed(2);
    const [out, , into, first] = bills;
    for (const one of [out, first]) {
      await ana.opens(at.bill(one?.account ?? '', one?.number ?? ''));
      await ana.sees(`$${dollars}`);
    }
    await ana.opens(at.bill(into?.account ?? '', into?.number ?? ''));
    await ana.sees(say('Traslado entre sus cuentas', 'Moved between your accounts'), /25\.00/);

    await ana.opens(at.balanceMove('00000002-0000002'));
    await ana.sees(`$${dollars}`);
    await pictureOf('accounts.account.balance');
    const [point] = await db.query<{ id: number }>('select id from service_point order by id limit 1');
    const id = String(point?.id);
    for (const [page, name] of [
      [at.premiseNew, 'premises.new'],
      [at.premiseChange('0000001'), 'premises.premise.change'],
      [at.servicePointNew('0000001'), 'premises.premise.service-points.new'],
      [at.servicePoint('0000001', id), 'premises.premise.service-points.id'],
      [at.meterInstall('0000001', id), 'premises.premise.service-points.id.meters.new'],
      [at.meterRemoval('0000001', id), 'premises.premise.service-points.id.meters.removal'],
    ] as const) {
      await ana.opens(page);
      await pictureOf(name);
    }
  },
);
