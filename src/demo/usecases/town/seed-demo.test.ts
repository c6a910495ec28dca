import { expect } from 'vitest';
import { test as withDatabase } from '../../../../test/support/database.ts';
import { sandboxForTests } from '../../../../test/support/paying.ts';
import { staffSignedIn } from '../../../../test/support/staff-session.ts';
import { expectValidHtml, referenceUtility, visit, webDeps } from '../../../../test/support/web.ts';
import { hourSpan } from '../../../domain/metering/index.ts';
import { webAreas } from '../../../main/web-areas.ts';
import type { DatabasePool } from '../../../store/database.ts';
import { hourlyUseOf } from '../../../store/metering/index.ts';
import { weatherOfDays, weatherSource } from '../../../store/weather/index.ts';
import { signInWithPassword } from '../../../usecases/access/index.ts';
import { findBillRun, findingCounts, loadRateBook } from '../../../usecases/billing/index.ts';
import { listAtRisk, transitionPolicy, transitionStatus } from '../../../usecases/transition/index.ts';
import { openByRule, validateReads } from '../../../usecases/validation/index.ts';
import { importWaterFile } from '../../../usecases/water-balance/index.ts';
import { paths } from '../../../web/paths.ts';
import { demoMailboxArea } from '../../web/mailbox.tsx';
import { demoWorld, seedDemo } from './index.ts';

const pretended = Temporal.Instant.from('2026-05-07T16:00:00Z');

const agreed = (text: string) => ({ text, version: 'simulated' });
const pages = {
  consent: () => agreed('I agree.'),
  autopay: () => agreed('I authorize.'),
  ebill: () => agreed('By email.'),
  texts: () => agreed('By text.'),
};

async function seed(db: DatabasePool) {
  const rates = await loadRateBook(referenceUtility.billing.rates.map((file) => `utility/rates/${file}`));
  if (!rates.ok) throw new Error('the rates are refused');
  const files = new Map<string, string>();
  const unsweptAt = new Map<string, number>();
  const told = await seedDemo(db, {
    utility: referenceUtility,
    rates: rates.value,
    rateClass: 'RESIDENTIAL_SINGLE',
    accounts: 40,
    real: pretended,
    pretended,
    staffRealm: webDeps(db).staffRealm,
    publicUrl: 'http://localhost',
    sandbox: sandboxForTests(db),
    pages,
    onProgress: () => undefined,
    keepFile: async (name, csv) => {
      files.set(name, csv);
      unsweptAt.set(name, (await unsweptTables(db)).length);
    },
  });
  return { told, files, unsweptAt };
}

/** The tables that PostgreSQL does not sweep by itself. */
const unsweptTables = (db: DatabasePool) =>
  db.query(`select relname from pg_class where 'autovacuum_enabled=off' = any(reloptions)`);

/** One simulated town for the file: its year takes seconds. */
const test = withDatabase.extend('town', { scope: 'file' }, async ({ databases }, { onCleanup }) => {
  const own = await databases.take();
  onCleanup(() => databases.giveBack(own));
  return { db: own.db, ...(await seed(own.db)) };
});

test('books are swept by PostgreSQL itself once the year is whole, and not while it is written', async ({ town }) => {
  expect(town.unsweptAt.get('old-portal-roster.csv')).toBeGreaterThan(0);
  expect(await unsweptTables(town.db)).toEqual([]);
});

test('a simulated year: a bill a month, books that balance, an old roster, people at risk', async ({ town }) => {
  const { db, told, files } = town;
  const [counts] = await db.query<{ bills: number; off: number; fewest: number; entries: number }>(
    `select (select count(*) from bill where state = 'posted') as bills,
       (select coalesce(sum(amount_cents), 0) from posting) as off,
       (select min(n) from (select count(*) as n from bill b join account a on a.id = b.account_id
          where a.billed_before is not null and a.closed_on is null group by a.id) as per) as fewest,
       (select count(*) from payment where channel = 'legacy') as entries`,
  );
  expect(Number(counts?.off)).toBe(0);
  // A meter nobody could read, with no year behind it to estimate from, is an exception and not a bill.
  expect(Number(counts?.fewest)).toBeGreaterThanOrEqual(10);
  expect(Number(counts?.entries)).toBeGreaterThan(100);
  expect(files.get('old-portal-roster.csv')?.split('\n').length).toBeGreaterThan(10);
  expect(await db.query('select from roster_refusal')).not.toHaveLength(0);
  const atRisk = await listAtRisk(db, { now: pretended, policy: transitionPolicy(referenceUtility) });
  expect(atRisk.length).toBeGreaterThan(0);
  expect(told.staff.map((one) => one.role)).toEqual(['csr', 'billing', 'supervisor', 'conservation', 'admin']);
  expect(told.samples.length).toBeGreaterThan(1);
  expect((await demoWorld(db))?.told).toEqual(told);
  // A run waits for a visitor, with something to decide, and the billing analyst's colleague may approve it afterwards.
  const review = await findBillRun(db, told.runToReview ?? 0);
  expect(review).toMatchObject({ state: 'calculated', supplement: 1 });
  expect((await findingCounts(db, told.runToReview ?? 0)).map(({ rule }) => rule)).toEqual(
    expect.arrayContaining(['high-use', 'zero-use']),
  );
  // A few registered again, by the portal's own use cases: what they agreed to is kept, nobody else has a login.
  expect(await db.query(`select from login where id <> 'simulated-survey'`)).toHaveLength(2);
  expect(await db.query(`select from account_access where proven_by = 'bill-numbers'`)).toHaveLength(2);
  expect(await db.query(`select from consent where kind = 'terms'`)).toHaveLength(2);
  expect(told.customer).toMatchObject({ autopay: true, ebill: true, phone: '541-555-0190' });
  expect(await db.query('select number, ways from phone where proven_at is not null')).toEqual([
    { number: '+15415550190', ways: ['sms', 'voice'] },
  ]);
  // What is to be tried in the console does what it should: all but one line goes in.
  for (const [kind, name] of [
    ['production', 'production.csv'],
    ['zones', 'zones.csv'],
  ] as const) {
    expect(told.files).toContain(name);
    const bytes = new TextEncoder().encode(files.get(name));
    const about = { zone: referenceUtility.time_zone, now: pretended, by: 'cli' as const };
    expect(await importWaterFile(db, kind, { fileName: name, bytes, dryRun: true, ...about })).toMatchObject({
      value: { counts: { corrected: 0, unchanged: 0, refused: 1 } },
    });
  }
  // Most homes tell about themselves and are compared; one has asked for a rebate that waits for the staff.
  expect((await db.query('select from household_profile')).length).toBeGreaterThan(20);
  expect((await db.query('select from similar_homes')).length).toBeGreaterThan(0);
  expect(await db.query('select programme from rebate_application')).toEqual([{ programme: 'toilet' }]);
  expect(told.samples.map((sample) => sample.account)).not.toContain(told.customer?.account);
  const shares = await transitionStatus(db, { now: pretended, policy: transitionPolicy(referenceUtility) });
  expect(shares).toMatchObject({ registered: { done: 2 } });
  expect(shares.autopay.done).toBeGreaterThan(0);
  expect(shares.ebill.done).toBeGreaterThan(0);
  const signIn = { name: told.customer?.email ?? '', password: told.customer?.password ?? '' };
  const { customers } = webDeps(db);
  const headers = new Headers();
  expect(
    await signInWithPassword(
      { db, customers, utility: referenceUtility },
      { ...signIn, headers },
      { now: pretended, address: '192.0.2.200' },
    ),
  ).toMatchObject({ ok: true });
});

test('hours of use add up to the registers, and the customer one can sign in as has had a leak since last week', async ({
  town,
}) => {
  const { db, told } = town;
  const [customer] = await db.query<{ meter_id: number; account_id: number }>(
    `select mi.meter_id, a.id as account_id from account a
     join customer c on c.id = a.customer_id join premise p on p.id = a.premise_id
     join service_point sp on sp.premise_id = p.id join meter_installation mi on mi.service_point_id = sp.id
     where a.number = $1`,
    [told.customer?.account],
  );
  const meterId = customer?.meter_id ?? 0;
  const reads = await db.query<{ read_on: Temporal.PlainDate; count: number }>(
    'select read_on, count from register_read where meter_id = $1 order by read_on',
    [meterId],
  );
  const [before, after] = [reads.at(-2), reads.at(-1)];
  if (before === undefined || after === undefined) throw new Error('no reads');
  const span = hourSpan('America/Los_Angeles', before.read_on, before.read_on.until(after.read_on).days);
  const use = await hourlyUseOf(db, meterId, span);
  expect(use?.counts.reduce((sum, count) => sum + count, 0)).toBe((after.count - before.count) * 10);

  const week = await hourlyUseOf(
    db,
    meterId,
    hourSpan('America/Los_Angeles', Temporal.PlainDate.from('2026-05-01'), 6),
  );
  const running = week?.counts.filter((count) => count >= 9).length ?? 0;
  expect(running).toBeGreaterThan(6 * 19);

  // The analyst has something to do: a spike, a register that stands still, a radio that was silent.
  await validateReads(db, referenceUtility, { now: pretended });
  const open = await openByRule(db);
  expect([...open.keys()]).toEqual(expect.arrayContaining(['spike', 'stuck', 'gap']));
  expect(open.has('clock-shift')).toBe(false);
  // The weather the gardens were watered in, up to yesterday, and said to be simulated.
  expect(await weatherSource(db)).toEqual({ station: 'SIMULATED', source: 'simulated' });
  const weather = await weatherOfDays(db, Temporal.PlainDate.from('2026-05-01'), 7);
  expect(weather.highCelsius.map((high) => (Number.isNaN(high) ? 0 : 1))).toEqual(Float64Array.of(1, 1, 1, 1, 1, 1, 0));
});

test('the people of the town are of both languages, each with a phone and an email of their own', async ({ town }) => {
  const { db } = town;
  const people = await db.query<{ name: string; phone: string; email: string }>(
    'select name, phone, email from customer',
  );
  expect(new Set(people.map(({ name }) => name)).size).toBe(people.length);
  expect(new Set(people.map(({ phone }) => phone)).size).toBe(people.length);
  expect(new Set(people.map(({ email }) => email)).size).toBe(people.length);
  for (const { phone, email } of people) {
    expect(phone).toMatch(/^\d{3}-555-01\d\d$/);
    expect(email).toMatch(/^[a-z.]+\.\d+@mail\.example$/);
  }
});

test('bills of the town say what the move changed for their account', async ({ town }) => {
  const { db } = town;
  const notes = await db.query<{ autopay: string; ebill: string }>(
    `select distinct move_note->>'autopay' as autopay, move_note->>'ebill' as ebill from bill where move_note is not null`,
  );
  expect(notes.length).toBeGreaterThan(3);
});

test('the mailbox lists every login with what it takes to sign in, and each of them does, more than once', async ({
  town,
}) => {
  const { db, told } = town;
  const deps = { ...webDeps(db), demo: true };
  deps.time.now = pretended;
  const areas = [...webAreas(), demoMailboxArea];
  const mailbox = await visit(deps, areas, 'en').get(paths.demoMailbox);
  await expectValidHtml(mailbox.html, 'the mailbox');
  const rows = mailbox.html.match(/<tr\b[\s\S]*?<\/tr>/g) ?? [];
  const cellsOf = (row: string) =>
    (row.match(/<t[hd]\b[\s\S]*?<\/t[hd]>/g) ?? []).map((cell) => cell.replace(/<[^>]+>/g, '').trim());
  const logins = rows.filter((row) => row.includes('<code>')).map(cellsOf);
  expect(logins.map(([email]) => email)).toEqual([told.customer?.email, ...told.staff.map(({ email }) => email)]);
  for (const [email = '', role = '', password = '', code = '', where = ''] of logins) {
    for (const time of ['once', 'again']) {
      const somebody = await visit(deps, areas, 'en').get(where);
      expect(somebody.status, `${email} at ${where}`).toBe(200);
      if (where === paths.signIn) {
        await somebody.post(where, { email, password });
        expect(somebody.path, `${email} ${time}`).toBe(paths.account(told.customer?.account ?? ''));
        continue;
      }
      await somebody.post(where, { email, password });
      expect(somebody.path.split('?')[0], `${email} ${time}`).toBe(paths.console.secondFactor);
      if (time === 'again') continue;
      await somebody.post(paths.console.secondFactor, { code });
      expect(somebody.path, `${email}, ${role}`).toBe(paths.console.home);
    }
  }
  // Nobody but a demo has it.
  expect((await visit(webDeps(db), areas, 'en').get(paths.demoMailbox)).status).toBe(404);
  expect((await mailbox.get(`${paths.demoMailbox}?to=nobody`)).html).not.toContain('<code>');
});

test('staff find the town’s people however their names are typed, by telephone, email, street and number', async ({
  town,
}) => {
  const { db } = town;
  const deps = { ...webDeps(db), staffRealm: await staffSignedIn(db, 'csr') };
  deps.time.now = pretended;
  const staff = visit(deps, webAreas(), 'en');
  const people = await db.query<{ name: string; phone: string; email: string; number: string; street: string }>(
    `select c.name, c.phone, c.email, a.number, p.line1 as street
     from account a join customer c on c.id = a.customer_id join premise p on p.id = a.premise_id
     where a.closed_on is null order by a.id`,
  );
  expect(people.length).toBeGreaterThan(30);
  const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '');
  const missed: string[] = [];
  for (const { name, phone, email, number, street } of people) {
    const [surname = ''] = name.split(' ').slice(-1);
    const ways = [
      name,
      plain(name).toLowerCase(),
      surname.toUpperCase(),
      phone,
      phone.replaceAll('-', ''),
      email,
      number,
    ];
    for (const typed of [...ways, street]) {
      await staff.get(`${paths.console.search}?q=${encodeURIComponent(typed)}`);
      if (!staff.path.startsWith(paths.console.account(number)) && !staff.html.includes(number))
        missed.push(`${typed}: ${name}`);
    }
  }
  expect(missed).toEqual([]);
});
