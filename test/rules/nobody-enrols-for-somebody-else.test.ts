import { readFileSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { permissions, type StaffRole, staffRoles } from '../../src/domain/access/index.ts';
import { webAreas } from '../../src/main/web-areas.ts';
import type { Database, DatabasePool } from '../../src/store/database.ts';
import type { Area } from '../../src/web/area.ts';
import { openAccounts } from '../support/accounts.ts';
import { postBill } from '../support/bills.ts';
import { test } from '../support/database.ts';
import { staffSignedIn } from '../support/staff-session.ts';
import { visit, webDeps } from '../support/web.ts';
import { enrolling, findEnrolments } from './enrolment-reach.ts';

describe('no staff permission', () => {
  test('names registering, autopay, delivery or acting as a customer', () => {
    for (const permission of Object.keys(permissions)) {
      expect(permission).not.toMatch(/login|regist|enrol|autopay|e-?bill|delivery|impersonat|password|act-as/i);
    }
  });
});

describe('no page of the console, command, job, webhook or program', () => {
  test('reaches, by any chain of imports, the SQL that enrols somebody', () => {
    expect(findEnrolments('src')).toEqual([]);
  });

  test('leaves it to a function of the database', () => {
    const functions = readFileSync('db/schema.sql', 'utf8')
      .split(/^(?=create )/im)
      .filter((one) => /^create or replace function/i.test(one));
    expect(functions.length).toBeGreaterThan(0);
    expect(functions.filter((one) => enrolling.test(one))).toEqual([]);
  });

  test('could without the check seeing it: it sees the portal, where customers enrol themselves', () => {
    const seen = findEnrolments('src', /^web\/portal\//).join('\n');
    for (const writer of [
      'store/access/account-access.ts#',
      'store/payments/autopay.ts#',
      'store/billing/ebill.ts#',
      'store/access/logins.ts#',
      'store/notices/phones.ts#',
    ]) {
      expect(seen).toContain(writer);
    }
  });

  test('could without the check seeing it: it sees planted ones, written in a page itself or reached by any way', () => {
    expect(findEnrolments('test/rules/planted/enrolment')).toEqual([
      'cli/any-table.ts → enrols',
      'cli/enrol.ts → store/ebill.ts#insertEbill',
      'main/sweep.ts → usecases/enrol/resume.ts#resume → enrols',
      'web/console/door.ts → web/portal/enrol.ts#enrol → usecases/enrol/switch.ts#switchToEbill → store/ebill.ts#insertEbill',
      'web/console/enrol.ts → usecases/enrol/switch.ts#switchToEbill → store/ebill.ts#insertEbill',
      'web/console/everything.ts → store/ebill.ts#*',
      'web/console/written-here.ts → enrols',
      'web/processor/webhook.ts → enrols',
      'worker/tasks/mend.ts → store/at-risk.ts#mend',
    ]);
  });
});

/** Everything that says who reaches an account and how it is paid and delivered. */
async function enrolment(db: Database): Promise<readonly unknown[]> {
  return Promise.all(
    [
      'login',
      'account_access',
      'autopay',
      'ebill',
      'payment_method',
      'registration',
      'phone',
      'phone_consent',
      'alert_choices',
    ].map((table) => db.query(`select '${table}' as of, x.* from ${table} x order by 1, 2`)),
  );
}

/** What a form of any page may ask for; the words a clerk could be asked to type on somebody's behalf included. */
const everything = {
  channel: 'phone',
  note: 'asked by phone',
  amount: '10.00',
  method: 'card',
  form: 'b1b2c3d4-0000-4000-8000-000000000001',
  email: 'customer@example.org',
  receipt_email: 'customer@example.org',
  password: 'una clave muy larga de prueba',
  consent: 'yes',
  agree: 'yes',
  autopay: 'yes',
  ebill: 'yes',
  delivery: 'ebill',
  days_before_due: '0',
};

/** As few roles as hold every permission between them. */
function rolesWithEveryPermission(): readonly StaffRole[] {
  const left = new Set<string>(Object.keys(permissions));
  const held = (role: StaffRole) =>
    Object.entries(permissions).flatMap(([permission, roles]) =>
      left.has(permission) && (roles as readonly StaffRole[]).includes(role) ? [permission] : [],
    );
  const chosen: StaffRole[] = [];
  while (left.size > 0) {
    const [best] = staffRoles.toSorted((one, other) => held(other).length - held(one).length);
    if (best === undefined || held(best).length === 0) throw new Error(`nobody may ${[...left].join(', ')}`);
    chosen.push(best);
    for (const permission of held(best)) left.delete(permission);
  }
  return chosen;
}

/** Sends every route of the staff's and of other systems with every permission, and says which changed an enrolment. */
async function routesThatEnrol(db: DatabasePool, areas: readonly Area[]): Promise<readonly string[]> {
  const [accountId = 0] = await openAccounts(db, 1);
  const bill = await postBill(db, accountId, { dueOn: '2026-05-20' });
  const before = JSON.stringify(await enrolment(db));
  const guilty = new Set<string>();
  for (const role of rolesWithEveryPermission()) {
    const staff = visit(webDeps(db, { staffRealm: await staffSignedIn(db, role) }), areas, 'en');
    const routes = staff.app.routes.filter(
      (route) =>
        /^\/(console|processor|carrier)(\/|$)/.test(route.path) &&
        ['GET', 'POST', 'PUT', 'DELETE'].includes(route.method),
    );
    expect(routes.length).toBeGreaterThan(0);
    for (const { method, path } of routes) {
      const url = path.replace(':account', '00000001-0000001').replace(':bill', bill).replace(/:\w+/g, '1');
      await staff.get('/console');
      if (method === 'GET') await staff.get(url);
      else await staff.post(url, everything);
      if (JSON.stringify(await enrolment(db)) !== before) guilty.add(`${method} ${path}`);
    }
  }
  return [...guilty];
}

describe('no route of the staff or of other systems', () => {
  test('changes a login, an access, autopay or e-bill, whatever the role of the sender', async ({ db }) => {
    expect(await routesThatEnrol(db, webAreas())).toEqual([]);
  });

  test('could without the check seeing it', async ({ db }) => {
    const planted: Area = (app) => {
      app.get('/console', (c) =>
        c.html(`<form action="/"><input type="hidden" name="form_token" value="${c.var.csrf}"></form>`),
      );
      app.post('/console/accounts/:account/register', async (c) => {
        await c.var.deps.db.query(
          `insert into login (id, email, email_verified, name, created_at, updated_at)
           values (gen_random_uuid(), gen_random_uuid() || '@example.org', true, '', now(), now())`,
        );
        return c.redirect('/console', 303);
      });
    };
    expect(await routesThatEnrol(db, [planted])).toContain('POST /console/accounts/:account/register');
  });
});
