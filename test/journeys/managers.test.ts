import { describe, expect } from 'vitest';
import { grantAccess } from '../../src/store/access/index.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import { postBill } from '../support/bills.ts';
import { openAccount } from '../support/logins.ts';
import { registered } from '../support/signed-in.ts';
import { customers, test } from './support/journey.ts';

/** Somebody who looks after 200 homes, of which one is late and one has a bill to pay. */
async function manager(db: DatabasePool): Promise<string> {
  const loginId = await registered(db, await openAccount(db), 'office@mail.example');
  const now = Temporal.Instant.from('2026-05-06T16:00Z');
  for (let at = 2; at <= 200; at += 1) {
    const account = `${at}`.padStart(7, '0');
    const accountId = await openAccount(db, { customer: `0${account}`, account });
    await db.query('update premise set line1 = $2 where number = $1', [account, `${at} Ávila St`]);
    await grantAccess(db, { loginId, accountId, provenBy: 'bill-numbers', now });
    if (at === 2) await postBill(db, accountId, { dueOn: '2026-05-05' });
    if (at === 3) await postBill(db, accountId, { dueOn: '2026-05-28', owed: 4000 });
  }
  return loginId;
}

describe.each(customers)('a manager of 200 accounts, in $language, JavaScript $javaScript', (habits) => {
  const { say } = habits;

  test('finds what is late, names it, and asks for one message a week', async ({ db, arrives }) => {
    const person = await arrives(habits);
    await person.signsIn(await manager(db));
    await person.opens('/accounts');
    await person.sees(say('200 cuentas', '200 accounts'), '$101.34', '$61.34');
    await person.presses(say(/^Atrasadas$/, /^Late$/));
    await person.sees('2 Ávila St', say('Atrasada desde el 5 de mayo', 'Late since May 5'));
    expect(await person.page.locator('tbody tr').count()).toBe(1);
    await person.presses(say(/Darle un nombre: 2/, /Give it a name: 2/));
    await person.fills({ nickname: 'La oficina' });
    await person.presses(say(/^Guardar$/, /^Save$/));
    await person.sees('La oficina');
    await person.opens('/accounts?q=oficina');
    expect(await person.page.locator('tbody tr').count()).toBe(1);
    await person.opens('/accounts');
    await person.presses(say(/Un mensaje por semana/, /One message a week/));
    await person.fills({ digest: 'weekly' });
    await person.presses(say(/^Guardar$/, /^Save$/));
    await person.sees(say('El primer mensaje llega el lunes', 'The first message comes on Monday'));
  });
});
