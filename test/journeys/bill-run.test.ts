import { describe } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { serveAccount } from '../support/served-accounts.ts';
import { customers, test } from './support/journey.ts';

/** Twelve homes; the read of one was typed ten times too high, and one has no water. */
async function town(db: Database): Promise<void> {
  for (let number = 1; number <= 12; number += 1)
    await serveAccount(db, number, {
      billedBefore: '2026-04-03',
      reads: [
        ['2026-01-03', 160_000],
        ['2026-02-03', 165_000],
        ['2026-03-03', 170_000],
        ['2026-04-03', 175_000],
        ['2026-05-03', number === 3 ? 1_810_000 : number === 7 ? 175_000 : 180_000 + number],
      ],
    });
}

/** The worker does it; pages show it then. */
async function runIs(db: Database, state: string, bills: number): Promise<void> {
  for (const began = performance.now(); performance.now() - began < 240_000; ) {
    const [run] = await db.query<{ state: string; bills: number }>(
      `select state, (select count(*) from bill where bill_run_id = r.id and state <> 'cancelled') as bills
       from bill_run r order by id desc limit 1`,
    );
    if (run?.state === state && run.bills === bills) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the run is not ${state} with ${bills} bills`);
}

describe.each(customers)('a bill run, in $language, JavaScript $javaScript', (habits) => {
  const { say } = habits;

  test('reviewed, approved by a second person, cancelled', async ({ db, portal, arrives }) => {
    await town(db);
    portal.deps.time.now = Temporal.Instant.from('2026-05-07T16:00:00Z');
    const ana = await arrives(habits);
    const luis = await arrives(habits);
    await ana.worksAs('billing');
    await luis.worksAs('supervisor');
    const photograph = async (name: string) => {
      const folder = process.env['PHOTOGRAPHS'];
      if (folder !== undefined)
        await ana.page.screenshot({ path: `${folder}/${name}-${habits.language}.png`, fullPage: true });
    };

    await ana.opens('/console/bill-runs');
    const calculates = say(/^Calcular$/, /^Calculate$/);
    await ana.fills({ cycle: 'A', readThrough: '2026-05-19', issueOn: '2025-05-21' });
    await ana.presses(calculates);
    await ana.sees(
      say(
        'se espera entre el 6 de marzo de 2026 y el 7 de mayo de 2026',
        'expected between March 6, 2026 and May 7, 2026',
      ),
    );
    await photograph('bill-run-refused');
    await ana.fills({ cycle: 'A', readThrough: '2026-05-05', issueOn: '' });
    await ana.presses(calculates);
    await runIs(db, 'calculated', 12);

    await ana.opens('/console/bill-runs/1');
    await ana.sees(
      say('Mucha más agua que de costumbre', 'Much more water than usual'),
      say('Nada de agua', 'No water at all'),
      say('Esperan una decisión', 'Waiting for a decision'),
    );
    await photograph('bill-run');
    const [held] = await db.query<{ number: string }>('select number from bill where account_id = 3');
    await ana.presses(new RegExp(held?.number ?? ''));
    await ana.sees(say('Medidor MW-3', 'Meter MW-3'), '1,635,000');
    await photograph('bill-run-bill');
    await ana.fills({ answer: 'correct-read', count: '181000', reason: say('Un cero de más', 'A zero too many') });
    await ana.presses(say(/^Decidir$/, /^Decide$/));

    await luis.opens('/console/bill-runs/1');
    await luis.presses(say(/^Aprobar/, /^Approve/));
    await luis.presses(say(/^Sí, aprobar/, /^Yes, approve/));
    await luis.sees(
      say('1 factura de esta corrida espera una decisión', '1 bill of this run is waiting for a decision'),
    );

    await ana.opens('/console/bill-runs/1');
    await ana.presses(say(/^Nada de agua/, /^No water at all/));
    await ana.fills({ answer: 'release', reason: say('Están de viaje', 'They are away') });
    await ana.presses(say(/^Decidir$/, /^Decide$/));
    await ana.sees(say('Liberada', 'Released'), say('Están de viaje', 'They are away'));

    await luis.opens('/console/bill-runs/1/approval');
    await luis.presses(say(/^Sí, aprobar/, /^Yes, approve/));
    await luis.sees(say('Aprobada, sin contabilizar', 'Approved, not posted'));
    await ana.opens('/console/bill-runs/1');
    await ana.presses(say(/^Contabilizar/, /^Post/));
    await ana.presses(say(/^Sí, contabilizar/, /^Yes, post/));
    await runIs(db, 'posted', 12);

    await luis.opens('/console/bill-runs/1');
    await luis.presses(say(/^Anular la corrida/, /^Cancel the run/));
    await luis.fills({ reason: say('Las tarifas del año anterior', 'The rates of the year before') });
    await luis.presses(say(/^Sí, anular/, /^Yes, cancel/));
    await runIs(db, 'cancelled', 0);
    await luis.opens('/console/bill-runs/1');
    await luis.sees(say('Anulada', 'Cancelled'), say('Las tarifas del año anterior', 'The rates of the year before'));
    await luis.opens('/console/never-billed');
    await luis.sees(say('Todas las cuentas se facturaron', 'Every account was billed'));
  });
});
