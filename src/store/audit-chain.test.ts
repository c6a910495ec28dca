import { expect } from 'vitest';
import { openAccounts } from '../../test/support/accounts.ts';
import { caudal } from '../../test/support/command.ts';
import { test } from '../../test/support/database.ts';
import { lookThroughAudit, verifyAudit } from '../usecases/access/index.ts';
import { recordAudit } from './audit.ts';
import type { DatabasePool } from './database.ts';

const at = Temporal.Instant.from('2026-05-14T16:00:00Z');

/** Events 1 to `count`, committed in that order. */
async function happened(db: DatabasePool, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    await recordAudit(db, { at, actor: { kind: 'staff', id: 'anna' }, action: 'payment.taken', detail: { count: n } });
  }
}

/** What somebody does who has the whole database in hand. */
const past = (db: DatabasePool, sql: string): Promise<unknown> =>
  db.transaction(async (tx) => {
    await tx.query('set local session_replication_role = replica');
    await tx.query(sql);
  });

const faultsIn = async (db: DatabasePool) =>
  (await verifyAudit(db)).faults.map(({ kind, eventId, position }) => ({ kind, eventId, position }));

test('events that many write at once are one chain, in the order of their commits', async ({ db }) => {
  await Promise.all(Array.from({ length: 12 }, () => happened(db, 5)));
  const { faults, head } = await verifyAudit(db);
  expect(faults).toEqual([]);
  expect(head?.position).toBe(60);
});

test('what was rolled back is in no chain', async ({ db }) => {
  await happened(db, 1);
  await db
    .transaction(async (tx) => {
      await recordAudit(tx, { at, actor: { kind: 'system' }, action: 'payment.taken' });
      throw new Error('refused');
    })
    .catch(() => undefined);
  await happened(db, 1);
  const { faults, head } = await verifyAudit(db);
  expect({ faults, events: head?.position }).toEqual({ faults: [], events: 2 });
});

test('a changed event is named', async ({ db }) => {
  await happened(db, 5);
  await past(db, `update audit_event set detail = '{"count": 7}' where id = 3`);
  expect(await faultsIn(db)).toEqual([{ kind: 'changed', eventId: 3, position: 3 }]);
  const typed = await caudal(db, ['audit', 'verify']);
  expect(typed.code).toBe(1);
  expect(typed.out).toContain('changed   event 3 at place 3 is not what was sealed');
});

test.for([
  ['its event alone', 'delete from audit_event where id = 3', { kind: 'missing', eventId: 3, position: 3 }],
  [
    'event and seal',
    'delete from audit_event where id = 3; delete from audit_seal where event_id = 3',
    { kind: 'missing', eventId: null, position: 3 },
  ],
] as const)('a missing event is named: %s', async ([, sql, fault], { db }) => {
  await happened(db, 5);
  await past(db, sql);
  expect(await faultsIn(db)).toEqual([fault]);
});

test('an event that was put in past the chain is named', async ({ db }) => {
  await happened(db, 3);
  await past(db, `insert into audit_event (at, actor_kind, action) values (now(), 'system', 'payment.taken')`);
  expect(await faultsIn(db)).toEqual([{ kind: 'inserted', eventId: 4, position: null }]);
});

test('events whose places were changed are named', async ({ db }) => {
  await happened(db, 5);
  await past(
    db,
    `update audit_seal set position = -position where position in (2, 3);
     update audit_seal set position = 5 + position where position < 0`,
  ).catch(() => undefined);
  await past(
    db,
    `alter table audit_seal drop constraint audit_seal_position_check;
     update audit_seal set position = -position where position in (2, 3);
     update audit_seal set position = 5 + position where position < 0`,
  );
  const faults = await faultsIn(db);
  expect(faults.slice(0, 2)).toEqual([
    { kind: 'moved', eventId: 3, position: 2 },
    { kind: 'moved', eventId: 2, position: 3 },
  ]);
});

test('an end that was cut off is seen with a seal that was written down', async ({ db }) => {
  await happened(db, 5);
  const { head } = await verifyAudit(db);
  if (head === undefined) throw new Error('no head');
  const written = `${head.position}:${head.hash}`;
  expect((await caudal(db, ['audit', 'verify', '--head', written])).code).toBe(0);
  await past(db, 'delete from audit_event where id > 3; delete from audit_seal where position > 3');
  expect((await caudal(db, ['audit', 'verify'])).code).toBe(0);
  const typed = await caudal(db, ['audit', 'verify', '--head', written]);
  expect(typed).toMatchObject({ code: 1, out: expect.stringContaining('its end was cut off') });
});

test('the audit is looked through by who, what, account and day', async ({ db }) => {
  const [account = 0] = await openAccounts(db, 1);
  await db.query(
    `insert into staff_member (id, email, email_verified, name, role, created_at, updated_at)
     values ('s-1', 'anna@utility.example.org', true, 'Anna Counter', 'csr', now(), now())`,
  );
  const event = (action: string, day: string, accountId?: number) =>
    recordAudit(db, {
      at: Temporal.Instant.from(`${day}T06:30:00Z`),
      actor: { kind: 'staff', id: 's-1' },
      action,
      ...(accountId === undefined ? {} : { accountId }),
    });
  await event('account.viewed', '2026-05-02', account);
  await event('bill-run.posted', '2026-05-03');
  await recordAudit(db, { at, actor: { kind: 'system' }, action: 'autopay.ended', accountId: account });
  const zone = 'America/Los_Angeles';
  const asked = async (question: Parameters<typeof lookThroughAudit>[1]) => {
    const found = await lookThroughAudit(db, question, { zone, limit: 10 });
    return found.ok ? found.value.rows.map(({ action }) => action) : found.problem.code;
  };
  expect(await asked({ who: 'anna counter' })).toEqual(['bill-run.posted', 'account.viewed']);
  expect(await asked({ who: 'ANNA@utility.example.org', what: 'bill-run' })).toEqual(['bill-run.posted']);
  expect(await asked({ who: 'system' })).toEqual(['autopay.ended']);
  expect(await asked({ account: '00000001-0000001' })).toEqual(['autopay.ended', 'account.viewed']);
  // 06:30 in UTC is the evening before at the utility.
  const day = Temporal.PlainDate.from('2026-05-01');
  expect(await asked({ from: day, through: day })).toEqual(['account.viewed']);
  const refused = await lookThroughAudit(db, {}, { zone, staff: { role: 'csr' }, limit: 10 });
  expect(refused).toMatchObject({ ok: false, problem: { code: 'access.not-permitted' } });
  const typed = await caudal(db, ['audit', 'search', '--what', 'bill-run', '--json']);
  expect(JSON.parse(typed.out)).toMatchObject({ action: 'bill-run.posted', who: 'Anna Counter' });
});
