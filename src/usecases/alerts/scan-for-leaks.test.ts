import { describe, expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { installAmiMeter, noticesForTests, storeHousehold } from '../../../test/support/leaks.ts';
import { openAccount } from '../../../test/support/logins.ts';
import { registered } from '../../../test/support/signed-in.ts';
import { postWaterBill } from '../../../test/support/water-bills.ts';
import { referenceUtility } from '../../../test/support/web.ts';
import { usualChoices } from '../../domain/alerts/index.ts';
import { grantAccess } from '../../store/access/index.ts';
import { setNickname } from '../../store/accounts/index.ts';
import { insertResolution, insertSnooze, peopleToTell, saveChoices } from '../../store/alerts/index.ts';
import type { Database, DatabasePool } from '../../store/database.ts';
import { scanForLeaks } from './index.ts';

const zone = referenceUtility.time_zone;
const local = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant();

/** A household with a login and a meter; `until` stores its hours up to then and scans a few hours after. */
async function household(db: DatabasePool) {
  const accountId = await openAccount(db);
  const meterId = await installAmiMeter(db, accountId);
  const loginId = await registered(db, accountId);
  const scan = (through: string) => scanForLeaks(db, noticesForTests, { now: local(through).add({ hours: 3 }) });
  const until = async (through: string, ...leaks: { from: string; to?: string; gallonsAnHour: number }[]) => {
    await storeHousehold(db, meterId, { from: '2026-05-01', through, leaks });
    return scan(through);
  };
  return { accountId, meterId, loginId, scan, until };
}

const toldIn = (db: Database) =>
  db.query<{ event: string; recipient: string; subject: string; body_text: string }>(
    'select event, recipient, subject, body_text from notice order by id',
  );
const events = async (db: Database) => (await toldIn(db)).map(({ event }) => event);
const alerts = (db: Database) =>
  db.query<{ kind: string; gallons: number }>(
    `select kind, (select round(sum(gallons)) from alert_day where alert_id = alert.id)::int as gallons
     from alert where absorbed_into is null order by began_at`,
  );

const leak = { from: '2026-05-10T02:00', gallonsAnHour: 5 };

describe('a leak', () => {
  test('is one alert from its first day to its end, and told when it begins, at milestones, and when it stops', async ({
    db,
  }) => {
    const { until } = await household(db);
    await until('2026-05-10T00:00');
    expect(await alerts(db)).toEqual([]);
    for (const day of ['11', '12', '13', '14', '15', '16', '17', '18']) await until(`2026-05-${day}T06:00`, leak);
    await until('2026-05-20T12:00', { ...leak, to: '2026-05-18T10:00' });
    expect(await events(db)).toEqual(['alert.began', 'alert.progress', 'alert.progress', 'alert.stopped']);
    const [alert, ...others] = await alerts(db);
    expect(others).toEqual([]);
    expect(alert?.kind).toBe('leak');
    // 200 hours of 5 gallons; the hours beside them, where the household itself drew water, are not all told apart.
    expect(alert?.gallons).toBeGreaterThan(900);
    expect(alert?.gallons).toBeLessThan(1500);
  });

  test('scanned again and again, by two workers at once, tells nobody twice', async ({ db }) => {
    const { until, scan } = await household(db);
    await until('2026-05-12T06:00', leak);
    await Promise.all([scan('2026-05-12T06:00'), scan('2026-05-12T06:00'), scan('2026-05-12T07:00')]);
    expect(await events(db)).toEqual(['alert.began']);
    expect(await alerts(db)).toHaveLength(1);
  });

  test('a scan killed half-way leaves an alert with its notice or neither; run again, each is told once', async ({
    db,
  }) => {
    const first = await household(db);
    const otherId = await openAccount(db, { customer: '00000002', account: '0000002' });
    const other = await installAmiMeter(db, otherId);
    await registered(db, otherId, 'luz@example.org');
    for (const meter of [first.meterId, other])
      await storeHousehold(db, meter, { from: '2026-05-01', through: '2026-05-12T06:00', leaks: [leak] });
    let left = 1;
    const templates: typeof noticesForTests.templates = (event, language) => {
      if (left-- === 0) throw new Error('killed');
      return noticesForTests.templates(event, language);
    };
    const now = local('2026-05-12T09:00');
    await expect(scanForLeaks(db, { ...noticesForTests, templates }, { now })).rejects.toThrow('killed');
    const half = await events(db);
    expect([half.length, (await alerts(db)).length]).toEqual([1, 1]);
    await scanForLeaks(db, noticesForTests, { now });
    expect((await toldIn(db)).map(({ recipient }) => recipient).sort()).toEqual([
      'customer@example.org',
      'luz@example.org',
    ]);
  });

  test('is found where many meters are due, the first here and the others in threads, and each is told to its own people', async ({
    db,
  }) => {
    const leaking = ['2', '3', '5'];
    for (const home of ['1', '2', '3', '4', '5']) {
      const accountId = await openAccount(db, { customer: `0000000${home}`, account: `000000${home}` });
      const meter = await installAmiMeter(db, accountId);
      await registered(db, accountId, `home${home}@example.org`);
      const leaks = leaking.includes(home) ? [leak] : [];
      await storeHousehold(db, meter, { from: '2026-05-01', through: '2026-05-12T06:00', leaks });
    }
    const scanned = await scanForLeaks(db, noticesForTests, { now: local('2026-05-12T09:00'), metersAtOnce: 1 });
    expect(scanned).toEqual({ meters: 5, unchanged: 0, withFindings: 3, newAlerts: 3, told: 3 });
    expect((await toldIn(db)).map(({ recipient }) => recipient)).toEqual(
      leaking.map((one) => `home${one}@example.org`),
    );
    const again = await scanForLeaks(db, noticesForTests, { now: local('2026-05-12T10:00'), metersAtOnce: 1 });
    expect(again).toEqual({ meters: 5, unchanged: 2, withFindings: 3, newAlerts: 0, told: 0 });
  });

  test('says how much, since when and where to look, in the person’s language and unit', async ({ db }) => {
    const { until, accountId, loginId } = await household(db);
    await saveChoices(
      db,
      { accountId, loginId },
      { choices: { ...usualChoices, unit: 'l' }, now: local('2026-05-02T09:00') },
    );
    await until('2026-05-12T06:00', leak);
    const [mail] = await toldIn(db);
    expect(mail?.subject).toBe('Posible fuga de agua en su casa');
    expect(mail?.body_text).toMatch(/Desde: domingo, 10 de mayo de 2026/);
    expect(mail?.body_text).toMatch(/hasta ahora: [\d,]+ litros/);
    expect(mail?.body_text).toMatch(/https:\/\/water\.example\.org\/accounts\/00123456-0004321\/alerts\/\d+/);
  });

  test('names the home to somebody who has several, by their own name for it or its address', async ({ db }) => {
    const { until, accountId, loginId } = await household(db);
    const other = await openAccount(db, { customer: '00000002', account: '0000002' });
    await grantAccess(db, { loginId, accountId: other, provenBy: 'bill-numbers', now: local('2026-05-02T09:00') });
    await until('2026-05-12T06:00', leak);
    const [mail] = await toldIn(db);
    expect(mail?.subject).toBe('Posible fuga de agua en 100 Sample St');
    expect(mail?.body_text).toContain('Lugar: 100 Sample St\n');
    await setNickname(db, { loginId, accountId }, 'La casa de mamá');
    const [person] = await peopleToTell(db, accountId, Temporal.PlainDate.from('2026-05-12'));
    expect(person?.place).toBe('La casa de mamá');
  });

  test('names the meter where an account has several at one address', async ({ db }) => {
    const { until, accountId } = await household(db);
    const garden = await installAmiMeter(db, accountId, 'GARDEN-1');
    await storeHousehold(db, garden, { from: '2026-05-01', through: '2026-05-12T06:00' });
    await until('2026-05-12T06:00', leak);
    const [mail] = await toldIn(db);
    expect(mail?.subject).toBe('Posible fuga de agua en 100 Sample St');
    expect(mail?.body_text).toMatch(/Lugar: 100 Sample St, medidor AMI-\d+/);
  });

  test('that comes back within a month is the same alert, told as that; later, another one', async ({ db }) => {
    const { until } = await household(db);
    const first = { ...leak, to: '2026-05-12T10:00' };
    await until('2026-05-12T06:00', leak);
    await until('2026-05-14T06:00', first);
    await until('2026-05-18T06:00', first, { from: '2026-05-16T12:00', gallonsAnHour: 5 });
    expect([await events(db), (await alerts(db)).length]).toEqual([
      ['alert.began', 'alert.stopped', 'alert.came-back'],
      1,
    ]);
    const second = { from: '2026-05-16T12:00', to: '2026-05-18T10:00', gallonsAnHour: 5 };
    const third = { from: '2026-05-28T00:00', to: '2026-05-30T10:00', gallonsAnHour: 5 };
    await until('2026-05-30T06:00', first, second, third);
    expect((await alerts(db)).length).toBe(1);
    await until('2026-07-04T06:00', first, second, third, { from: '2026-07-02T00:00', gallonsAnHour: 5 });
    expect((await alerts(db)).length).toBe(2);
  });

  test('that comes and goes for weeks is one alert with its days, and few messages', async ({ db }) => {
    const { until } = await household(db);
    const runs = ['10', '14', '18', '22', '26'].map((day) => ({
      from: `2026-05-${day}T00:00`,
      to: `2026-05-${Number(day) + 2}T06:00`,
      gallonsAnHour: 5,
    }));
    await until('2026-05-10T00:00');
    for (let day = 11; day < 31; day += 1) await until(`2026-05-${day}T12:00`, ...runs);
    expect(await events(db)).toEqual([
      'alert.began',
      'alert.stopped',
      'alert.came-back',
      'alert.progress',
      'alert.progress',
    ]);
    expect(await alerts(db)).toHaveLength(1);
  });

  test('that turns into a burst goes through quiet hours; the leak before it waits for the morning', async ({ db }) => {
    const { until } = await household(db);
    await until('2026-05-11T23:00', leak);
    await until('2026-05-13T20:00', leak, { from: '2026-05-13T10:00', gallonsAnHour: 1200 });
    const waits = await db.query<{ hours: number }>(
      `select round(extract(epoch from run_at - created_at) / 3600, 3)::float8 as hours
       from graphile_worker.jobs where task_identifier = 'send-notice' order by id`,
    );
    expect(
      waits.map(({ hours }) => hours),
      'from 2:00 until 7:00, and at once',
    ).toEqual([5, 0]);
    expect(await alerts(db)).toMatchObject([{ kind: 'burst' }]);
  });
});

describe('an open hose', () => {
  const hose = { from: '2026-05-10T10:00', gallonsAnHour: 400 };

  test('is told as that, and that it ended; nobody hears of a leak', async ({ db }) => {
    const { until } = await household(db);
    await until('2026-05-10T21:00', hose);
    expect(await events(db)).toEqual([]);
    await until('2026-05-10T23:00', hose);
    await until('2026-05-11T12:00', hose);
    await until('2026-05-12T20:00', { ...hose, to: '2026-05-11T16:00' });
    expect((await toldIn(db)).map(({ event, subject }) => `${event}: ${subject}`)).toEqual([
      'alert.began: En su casa corre agua como de una manguera abierta',
      'alert.stopped: Ya no corre agua como de una manguera',
    ]);
    expect(await alerts(db)).toMatchObject([{ kind: 'hose' }]);
    const [mail] = await toldIn(db);
    expect(mail?.body_text).toMatch(/Desde: domingo, 10 de mayo de 2026/);
    expect(mail?.body_text).toMatch(/hasta ahora: 5,[0-9]+ galones \(unos 400 galones por hora\)/);
    expect(mail?.body_text).toContain('¿Está llenando una alberca o regando?');
  });

  test('that runs on for two days is told as a leak too, by the same alert', async ({ db }) => {
    const { until } = await household(db);
    const seen: unknown[] = [];
    for (const through of ['10T23:00', '11T12:00', '12T07:00', '12T09:00', '12T22:00']) {
      await until(`2026-05-${through}`, hose);
      seen.push([(await alerts(db)).map(({ kind }) => kind), (await events(db)).length]);
    }
    expect(seen).toEqual([
      [['hose'], 1],
      [['hose'], 1],
      [['hose'], 1],
      [['leak'], 2],
      [['leak'], 2],
    ]);
    expect((await toldIn(db)).map(({ event, subject }) => `${event}: ${subject}`)).toEqual([
      'alert.began: En su casa corre agua como de una manguera abierta',
      'alert.began: Posible fuga de agua en su casa',
    ]);
  });

  test('costs about what its water costs on the last bill', async ({ db }) => {
    const { until, accountId } = await household(db);
    await postWaterBill(db, accountId, { end: '2026-05-01', kgal: 6 });
    await until('2026-05-10T23:00', hose);
    expect((await toldIn(db))[0]?.body_text).toMatch(/por hora\), unos \$[1-9]\d*\.\d\d/);
  });
});

describe('who is told', () => {
  test('everybody who may see the account and wants it, each by their own choice and snooze', async ({ db }) => {
    const { until, accountId, loginId } = await household(db);
    const elsewhere = await openAccount(db, { customer: '00000002', account: '0000002' });
    const helper = await registered(db, elsewhere, 'bea@example.org');
    const asleep = await registered(
      db,
      await openAccount(db, { customer: '00000003', account: '0000003' }),
      'luz@example.org',
    );
    await db.query(
      `insert into account_access (login_id, account_id, role, granted_at, proven_by, rights)
       select login, $1, 'delegate', '2026-05-06T16:00Z', 'invitation', array['view'] from unnest($2::text[]) as login`,
      [accountId, [helper, asleep]],
    );
    await saveChoices(
      db,
      { accountId, loginId },
      { choices: { ...usualChoices, kinds: [] }, now: local('2026-05-02T09:00') },
    );
    await until('2026-05-12T06:00', leak);
    const [{ id } = { id: 0 }] = await db.query<{ id: number }>('select id from alert');
    await insertSnooze(db, {
      alertId: id,
      loginId: asleep,
      until: local('2026-06-12T06:00'),
      now: local('2026-05-12T10:00'),
    });
    await until('2026-05-14T06:00', leak);
    expect((await toldIn(db)).map(({ event, recipient }) => `${recipient} ${event}`)).toEqual([
      'bea@example.org alert.began',
      'luz@example.org alert.began',
      'bea@example.org alert.progress',
    ]);
  });

  test('a household that nobody registered gets one letter, once the leak has run for days', async ({ db }) => {
    const accountId = await openAccount(db, { language: 'en' });
    const meterId = await installAmiMeter(db, accountId);
    for (const day of ['11', '12', '13', '14', '20']) {
      const through = `2026-05-${day}T06:00`;
      await storeHousehold(db, meterId, { from: '2026-05-01', through, leaks: [leak] });
      await scanForLeaks(db, noticesForTests, { now: local(through) });
    }
    const letters = await db.query('select channel, language, subject from notice');
    expect(letters).toEqual([{ channel: 'letter', language: 'en', subject: 'Possible water leak at your home' }]);
  });

  test('who said it is fixed is told that it is not, and then that it is', async ({ db }) => {
    const { until, loginId } = await household(db);
    await until('2026-05-12T06:00', leak);
    const [{ id } = { id: 0 }] = await db.query<{ id: number }>('select id from alert');
    const said = (at: string) =>
      insertResolution(db, id, {
        kind: 'fixed',
        cause: 'toilet',
        since: local(at),
        note: '',
        loginId,
        saidAt: local(at),
      });
    await said('2026-05-12T10:00');
    await until('2026-05-12T12:00', { ...leak, to: '2026-05-12T10:00' });
    await until('2026-05-13T06:00', leak);
    await said('2026-05-13T10:00');
    await until('2026-05-14T12:00', { ...leak, to: '2026-05-13T10:00' });
    expect(await events(db)).toEqual(['alert.began', 'alert.fix-failed', 'alert.fixed']);
  });

  test('a customer who moved in since sees nothing of the leak before', async ({ db }) => {
    const { until } = await household(db);
    await db.query(`update account set opened_on = '2026-05-20'`);
    await until('2026-05-22T06:00', { ...leak, to: '2026-05-19T10:00' });
    expect(await alerts(db)).toEqual([]);
  });
});
