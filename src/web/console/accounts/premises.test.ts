import { expect } from 'vitest';
import { cycleThrough, lastBillOf } from '../../../../test/support/bill-cycle.ts';
import { test } from '../../../../test/support/database.ts';
import { medfordRates } from '../../../../test/support/medford-rates.ts';
import { addReads, serveAccount } from '../../../../test/support/served-accounts.ts';
import { staffSignedIn } from '../../../../test/support/staff-session.ts';
import { expectValidHtml, visit, webDeps } from '../../../../test/support/web.ts';
import type { StaffRole } from '../../../domain/access/index.ts';
import type { RateBook } from '../../../domain/billing/index.ts';
import { ok } from '../../../domain/kernel/index.ts';
import { serviceAt } from '../../../domain/usage/index.ts';
import { servicesOfBill } from '../../../store/bill-change/index.ts';
import type { DatabasePool } from '../../../store/database.ts';
import { servicesToPrice } from '../../../store/usage/index.ts';
import { postBillRun, runBillCycle } from '../../../usecases/billing/index.ts';
import { paths } from '../../paths.ts';
import { consoleAreas } from '../index.ts';

const at = paths.console;

/** The reference utility's rates for homes, and the same for houses of two homes. */
const homes = 'RESIDENTIAL_SINGLE';
const twoHomes = 'RESIDENTIAL_MULTI';
const rates: RateBook = Object.assign(
  (asked: string) =>
    [homes, twoHomes].includes(asked)
      ? medfordRates(homes).map((version): ReturnType<RateBook>[number] => ({
          ...version,
          price: (use) => {
            const lines = version.price(use);
            if (!lines.ok) return lines;
            return ok(
              lines.value.map((line) => ({
                ...line,
                explanation: { ...line.explanation, rule: { ...line.explanation.rule, rateClass: asked } },
              })),
            );
          },
        }))
      : [],
  { classes: [homes, twoHomes] },
);
const staffVisit = async (db: DatabasePool, role: StaffRole, language: 'es' | 'en' = 'en') =>
  visit(webDeps(db, { staffRealm: await staffSignedIn(db, role), rates }), consoleAreas, language);
const wordsMissing = /(console|problem|accounts|audit)\.[a-z]|undefined|\[object/;
const street = { line1: '12 Oak St', city: 'Medford', state: 'or', zip: '97501' };

test.for(['es', 'en'] as const)(
  'staff make a premise, its service point and its first meter, and take that out, in %s',
  async (language, { db }) => {
    await serveAccount(db, 41, { reads: [] });
    const staff = await staffVisit(db, 'billing', language);
    await staff.get(at.premises);
    await expectValidHtml(staff.html, 'premises');
    expect(staff.html).toContain(at.premiseNew);
    await staff.get(at.premiseNew);
    await expectValidHtml(staff.html, 'a new premise');
    for (const wrong of [
      { line1: ' ' },
      { zip: '9750' },
      { latitude: '42.3', longitude: '' },
      { latitude: '142.3', longitude: '-122' },
      { serviceLineUtility: 'gold' },
      { number: '0000041' },
      { number: 'house' },
      { reason: '' },
    ]) {
      await staff.post(at.premiseNew, { ...street, reason: 'New house', ...wrong });
      expect(staff.status, JSON.stringify(wrong)).toBe(422);
      expect(staff.text).not.toMatch(wordsMissing);
    }
    await staff.post(at.premiseNew, { ...street, serviceLineCustomer: 'copper', reason: 'New house' });
    // The next after 41, in the form that the utility's numbers have.
    const premise = '0000042';
    expect(staff.path).toBe(at.premise(premise));
    await expectValidHtml(staff.html, 'premise');
    expect(staff.text).toContain('12 Oak St');
    expect(staff.text).not.toMatch(wordsMissing);

    await staff.get(at.servicePointNew(premise));
    await expectValidHtml(staff.html, 'a new service point');
    const point = { class: homes, service: 'water', cycle: 'A', route: '7', reason: 'New house' };
    for (const wrong of [{ class: 'FARM' }, { cycle: 'Z' }, { 'fact-backflow': 'perhaps' }, { reason: ' ' }]) {
      await staff.post(at.servicePointNew(premise), { ...point, ...wrong });
      expect(staff.status, JSON.stringify(wrong)).toBe(422);
      expect(staff.text).not.toMatch(wordsMissing);
    }
    await staff.post(at.servicePointNew(premise), {
      ...point,
      'fact-backflow': 'no',
      'fact-elevation_zone': 'gravity',
    });
    expect(staff.path).toBe(at.premise(premise));
    const [made] = await db.query<{ id: number }>(
      `select sp.id from service_point sp join premise p on p.id = sp.premise_id where p.number = $1`,
      [premise],
    );
    const id = String(made?.id);
    expect(await db.query('select name, value, from_day::text from rate_fact order by name')).toEqual([
      { name: 'backflow', value: 'no', from_day: '1900-01-01' },
      { name: 'elevation_zone', value: 'gravity', from_day: '1900-01-01' },
    ]);

    await staff.get(at.meterInstall(premise, id));
    await expectValidHtml(staff.html, 'install a meter');
    const meter = {
      newSerial: 'NEW-1',
      size: '5/8"',
      unit: 'gal',
      multiplier: '1',
      dials: '7',
      opening: '12',
      reason: 'New',
    };
    for (const wrong of [{ newSerial: 'MW-41' }, { size: '9"' }, { opening: '-1' }, { on: '2099-01-01' }]) {
      await staff.post(at.meterInstall(premise, id), { on: '2026-01-02', ...meter, ...wrong });
      expect(staff.status, JSON.stringify(wrong)).toBe(422);
      expect(staff.text).not.toMatch(wordsMissing);
    }
    await staff.post(at.meterInstall(premise, id), { on: '2026-01-02', ...meter });
    expect(staff.path).toBe(at.premise(premise));
    expect(staff.text).toContain('NEW-1');
    await staff.get(at.meterInstall(premise, id));
    await staff.post(at.meterInstall(premise, id), { on: '2026-01-03', ...meter, newSerial: 'NEW-2' });
    expect(staff.text).toContain(language === 'es' ? 'está en servicio aquí' : 'is in service here');

    await staff.get(at.meterRemoval(premise, id));
    await expectValidHtml(staff.html, 'remove a meter');
    await staff.post(at.meterRemoval(premise, id), {
      serial: 'NEW-1',
      on: '2026-01-05',
      closing: '3',
      reason: 'Wrong',
    });
    expect(staff.status).toBe(422);
    await staff.post(at.meterRemoval(premise, id), {
      serial: 'NEW-1',
      on: '2026-01-05',
      closing: '30',
      reason: 'Wrong',
    });
    expect(staff.path).toBe(at.premise(premise));
    expect(staff.text).not.toMatch(wordsMissing);
    expect(
      await db.query('select field, was, became, reason from place_change where field = $1 order by id', ['meter']),
    ).toEqual([
      { field: 'meter', was: '', became: 'NEW-1 · 2026-01-02 · 12', reason: 'New' },
      { field: 'meter', was: 'NEW-1 · 2026-01-05 · 30', became: '', reason: 'Wrong' },
    ]);

    await staff.get(at.premiseChange(premise));
    await expectValidHtml(staff.html, 'change a premise');
    const { lastChange } = { lastChange: /name="seen" value="(\d+)"/.exec(staff.html)?.[1] ?? '' };
    await staff.post(at.premiseChange(premise), {
      ...street,
      line1: '14 Oak St',
      serviceLineCustomer: 'copper',
      reason: 'Typed wrong',
    });
    expect(staff.path).toBe(at.premise(premise));
    expect(staff.text).toContain('14 Oak St');
    await staff.get(at.premiseChange(premise));
    await staff.post(at.premiseChange(premise), { ...street, line1: '16 Oak St', reason: 'Other', seen: lastChange });
    expect(staff.status, 'who opened it before is told to open it again').toBe(422);
    expect(await db.query(`select action from audit_event where action not like '%.opened' order by id`)).toEqual(
      ['premise.made', 'service-point.made', 'meter.installed', 'meter.removed', 'premise.changed'].map((action) => ({
        action,
      })),
    );
  },
);

/** A year and a month of the same use, and the class changed from a day. */
test.for([
  ['2025-04-05', ['RESIDENTIAL_MULTI', 'RESIDENTIAL_MULTI']],
  ['2025-04-06', ['RESIDENTIAL_SINGLE', 'RESIDENTIAL_MULTI']],
] as const)('a class that holds from %s prices whole bills: %s', async ([from, expected], { db }) => {
  const served = await serveAccount(db, 1, {
    billedBefore: '2025-04-05',
    reads: [
      ['2025-04-05', 100_000],
      ['2025-05-05', 112_000],
    ],
  });
  const staff = await staffVisit(db, 'billing');
  const page = at.servicePoint('0000001', String(served.servicePointId));
  await staff.get(page);
  await expectValidHtml(staff.html, 'service point');
  expect(staff.text).toContain('April 5, 2025');
  const asked = { class: twoHomes, service: 'water', cycle: 'A', reason: 'Two homes now' };
  await staff.post(page, { ...asked, from: '2025-04-04' });
  expect(staff.text).toContain('already covers the days up to');
  await staff.post(page, { ...asked, from });
  expect(staff.path).toBe(at.premise('0000001'));
  const bill = async (through: string) => {
    const cycle = { ...cycleThrough(through), rates };
    const { run } = await runBillCycle(db, cycle);
    await postBillRun(db, { runId: run?.id ?? 0, policy: cycle.policy, now: cycle.now });
    const { number } = await lastBillOf(db, served.accountId);
    const rows = await db.query<{ class: string }>(
      `select distinct l.explanation -> 'rule' ->> 'rateClass' as class from bill_line l join bill b on b.id = l.bill_id where b.number = $1`,
      [number],
    );
    return rows.map((row) => row.class).join();
  };
  const first = await bill('2025-05-05');
  await addReads(db, served.meterSerial, [['2025-06-05', 124_000]]);
  expect([first, await bill('2025-06-05')]).toEqual(expected);
  // What an hour of water cost, and why a bill is not the last one, go by the class that their bill went by.
  const bills = await db.query<{ number: string; start: Temporal.PlainDate; end: Temporal.PlainDate }>(
    'select number, period_start as start, period_end as end from bill order by period_start',
  );
  const [service] = await servicesToPrice(db, served.accountId);
  expect(bills.map((period) => service && serviceAt(service, period).rateClass)).toEqual(expected);
  const ofBills = await Promise.all(bills.map(({ number }) => servicesOfBill(db, number)));
  expect(ofBills.map(([one]) => one?.rateClass)).toEqual(expected);
});

test('who may not change places sees them and is offered nothing', async ({ db }) => {
  const served = await serveAccount(db, 1, { reads: [] });
  const staff = await staffVisit(db, 'csr');
  await staff.get(at.premise('0000001'));
  expect(staff.status).toBe(200);
  const change = at.servicePoint('0000001', String(served.servicePointId));
  expect(staff.html).not.toContain(change);
  expect((await staff.get(change)).status).toBe(403);
  expect((await staff.get(at.premiseNew)).status).toBe(403);
  expect((await staff.get(at.premise('nowhere'))).status).toBe(404);
});

test('of a street that many premises have, so many are found and it is said; the file has every one', async ({
  db,
}) => {
  await db.query(
    `insert into premise (number, line1, line2, city, state, zip)
     select lpad(n::text, 7, '0'), n || case when n % 3 = 0 then ' Óak St' else ' Oak St' end, case when n = 700 then 'Apt 7' end,
       'Medford', 'OR', '97501' from generate_series(1, 700) n`,
  );
  const staff = await staffVisit(db, 'billing');
  const list = (query: string) => `${at.premises}?${query}`;
  await staff.get(list('premise=oak'));
  await expectValidHtml(staff.html, 'premises of a street');
  expect(staff.text).toContain('1–50 of more than 500');
  expect(staff.text).toContain('Only the first 500 that were found are listed.');
  await staff.get(list('premise=oak&as=csv'));
  expect(staff.html.trimEnd().split('\r\n')).toHaveLength(701);
  await staff.get(list('premise=oak+65'));
  expect(staff.text).toContain('1–17 of 17');
  expect(staff.text).not.toContain('Only the first');
  // Fewer than three signs are how an address begins; beside a longer word they stand anywhere in it.
  await staff.get(list('premise=65'));
  expect(staff.text).toContain('1–11 of 11');
  expect(staff.text).not.toContain('165 Oak St');
  // A number and words of an address are looked for alike.
  await staff.get(list('premise=0000700'));
  expect(staff.text).toContain('700 Oak St, Apt 7, Medford');
  await staff.get(list('premise=nowhere'));
  expect(staff.text).toContain('No premise has this number or address.');
  await staff.get(list('sort=address&order=desc'));
  expect(staff.text).toContain('1–50 of 700');
  expect(staff.text.indexOf('99 Óak St')).toBeLessThan(staff.text.indexOf('98 Oak St'));
});
