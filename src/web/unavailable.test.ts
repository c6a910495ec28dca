import { describe, expect } from 'vitest';
import { test } from '../../test/support/database.ts';
import { hireStaff } from '../../test/support/staff.ts';
import { Visitor, webDeps } from '../../test/support/web.ts';
import { openCustomerSignIn } from '../gateways/sign-in-customers.ts';
import { openStaffSignIn } from '../gateways/sign-in-staff.ts';
import { webAreas } from '../main/web-areas.ts';
import { type Database, type DatabasePool, openDatabase } from '../store/database.ts';
import { isUnavailable } from '../store/lost-connection.ts';
import type { TimeLimits } from '../store/time-limits.ts';
import { createApp } from './app.tsx';

/** As for pages, only shorter. */
const short: TimeLimits = { statementMs: 400, lockMs: 200, idleMs: 300, connectMs: 400, turnMs: 200 };

/** The portal on a small pool of its own, and what it logs. */
async function withPortal(
  db: DatabasePool,
  work: (portal: {
    readonly visitor: Visitor;
    readonly pool: DatabasePool;
    readonly logged: string[];
  }) => Promise<void>,
  size = 2,
): Promise<void> {
  const pool = openDatabase(db.pool.options.connectionString ?? '', size, short);
  const logged: string[] = [];
  const log = (_detail: object, message: string) => void logged.push(message);
  const realms = { pool: pool.pool, publicUrl: 'http://localhost', secret: 'a secret for tests only, long enough' };
  const deps = webDeps(pool, {
    log: { info: log, warn: log, error: log },
    customers: openCustomerSignIn(realms),
    staffRealm: openStaffSignIn(realms),
  });
  try {
    await work({ visitor: new Visitor(createApp(deps, webAreas()), 'en'), pool, logged });
  } finally {
    await pool.close();
  }
}

const guestSearch = { number: '12345678-1234567', zip: '97501' };

/** Holds a lock on a table from another session while `work` goes on. */
const whileLocked = (db: Database, table: string, work: () => Promise<void>): Promise<void> =>
  db.transaction(async (tx) => {
    await tx.query(`lock table ${table} in access exclusive mode`);
    await work();
  });

describe('a page whose database cannot be had is refused in a moment with 503, and comes back by itself', () => {
  test('while another session holds a lock that it needs', ({ db }) =>
    withPortal(db, async ({ visitor, logged }) => {
      await visitor.get('/pay');
      await whileLocked(db, 'rate_limit', async () => {
        await visitor.post('/pay', guestSearch);
        expect(visitor.status).toBe(503);
        expect(visitor.text).toContain('a payment that went through will show on your account');
        expect((await visitor.fetch('/livez')).status).toBe(200);
      });
      expect(logged).toEqual(['pages answer 503']);
      await visitor.get('/pay');
      await visitor.post('/pay', guestSearch);
      expect(visitor.status).toBe(422);
    }));

  test('while every connection is taken', ({ db }) =>
    withPortal(db, async ({ visitor, pool, logged }) => {
      const taken = [await pool.pool.connect(), await pool.pool.connect()];
      for (let tries = 0; tries < 3; tries += 1) {
        const response = await visitor.app.request('http://localhost/console', {
          headers: { cookie: 'caudal-staff=token.x' },
        });
        expect(response.status).not.toBe(500);
      }
      await visitor.get('/pay');
      await visitor.post('/pay', guestSearch);
      expect(visitor.status).toBe(503);
      expect((await visitor.fetch('/livez')).status).toBe(200);
      for (const client of taken) client.release();
      expect(logged).toEqual(['pages answer 503']);
      await visitor.get('/pay');
      await visitor.post('/pay', guestSearch);
      expect(visitor.status).toBe(422);
    }));

  test('while the server’s process behind the connection is stopped', ({ db }) =>
    withPortal(
      db,
      async ({ visitor, pool }) => {
        const [{ pid } = { pid: 0 }] = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
        await visitor.get('/pay');
        process.kill(pid, 'SIGSTOP');
        try {
          await visitor.post('/pay', guestSearch);
          expect(visitor.status).toBe(503);
          // The connection that does not answer is given up: the next page has another.
          await visitor.get('/pay');
          await visitor.post('/pay', guestSearch);
          expect(visitor.status).toBe(422);
        } finally {
          process.kill(pid, 'SIGCONT');
        }
      },
      1,
    ));

  test('for a session, too: nobody is told that a password is wrong', ({ db }) =>
    withPortal(db, async ({ visitor, pool }) => {
      await hireStaff(webDeps(db));
      const email = 'csr@staff.example.org';
      await visitor.get('/console/sign-in');
      await whileLocked(db, 'staff_member', async () => {
        await visitor.post('/console/sign-in', { email, password: 'whatever it was' });
        expect(visitor.status).toBe(503);
      });
      const realm = openStaffSignIn({
        pool: pool.pool,
        publicUrl: 'http://localhost',
        secret: 'a secret for tests only, long enough',
      });
      await whileLocked(db, 'staff_member', async () => {
        const asked = realm.withPassword(email, 'whatever it was', new Headers());
        await expect(asked).rejects.toSatisfy(isUnavailable);
      });
      await expectNothingWrong(visitor);
    }));

  test('when its disk is full', ({ db }) =>
    withPortal(db, async ({ visitor }) => {
      await db.query(`create function full_disk() returns trigger language plpgsql as $$
        begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`);
      await db.query('create trigger full_disk before insert or update on rate_limit execute function full_disk()');
      await visitor.get('/pay');
      await visitor.post('/pay', guestSearch);
      expect(visitor.status).toBe(503);
      await db.query('drop function full_disk cascade');
    }));

  test('in Spanish as well', ({ db }) =>
    withPortal(db, async ({ visitor }) => {
      const spanish = new Visitor(visitor.app, 'es');
      await spanish.get('/pay');
      await whileLocked(db, 'rate_limit', async () => {
        await spanish.post('/pay', guestSearch);
      });
      expect(spanish.status).toBe(503);
      expect(spanish.text).toContain('no vuelva a pagar todavía');
    }));
});

async function expectNothingWrong(visitor: Visitor): Promise<void> {
  expect((await visitor.fetch('/')).status).toBe(200);
}

test('work that waits too long for a lock, or does nothing for too long, is undone, all of it', async ({ db }) => {
  const pool = openDatabase(db.pool.options.connectionString ?? '', 2, short);
  await db.query('create table kept (n integer)');
  await db.query('create table held (n integer)');
  const writeThen = (work: (tx: Database) => Promise<unknown>) =>
    pool.transaction(async (tx) => {
      await tx.query('insert into kept values (1)');
      await work(tx);
    });
  await whileLocked(db, 'held', async () => {
    await expect(writeThen((tx) => tx.query('select from held'))).rejects.toMatchObject({ code: '55P03' });
  });
  await expect(writeThen((tx) => tx.query('select pg_sleep(5)'))).rejects.toMatchObject({ code: '57014' });
  const idle = Promise.withResolvers<void>();
  await expect(
    writeThen(async (tx) => {
      const [{ pid } = { pid: 0 }] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
      const isThere = () => db.query('select from pg_stat_activity where pid = $1', [pid]);
      while ((await isThere()).length > 0);
      idle.resolve();
      await tx.query('insert into kept values (2)');
    }),
  ).rejects.toSatisfy(isUnavailable);
  await idle.promise;
  expect(await db.query('select n from kept')).toEqual([]);
  expect(await pool.query('select 1 as n')).toEqual([{ n: 1 }]);
  await pool.close();
});

test('rows copied in are not waited for longer than the limit either', async ({ db }) => {
  const pool = openDatabase(db.pool.options.connectionString ?? '', 1, short);
  await db.query('create table copied (n integer)');
  await pool.copyIn('copy copied from stdin', [Buffer.from('1\n')]);
  await whileLocked(db, 'copied', async () => {
    await expect(pool.copyIn('copy copied from stdin', [Buffer.from('2\n')])).rejects.toSatisfy(isUnavailable);
  });
  await pool.copyIn('copy copied from stdin', [Buffer.from('3\n')]);
  expect(await pool.query('select n from copied order by n')).toEqual([{ n: 1 }, { n: 3 }]);
  await pool.close();
});
