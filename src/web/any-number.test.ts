import { describe, expect } from 'vitest';
import { postBill } from '../../test/support/bills.ts';
import { registerCustomer } from '../../test/support/customer.ts';
import { test } from '../../test/support/database.ts';
import { openAccount } from '../../test/support/logins.ts';
import { eachPart, onePart } from '../../test/support/number-shapes.ts';
import { staffSignedIn } from '../../test/support/staff-session.ts';
import { expectValidHtml, referenceUtility, visit, webDeps } from '../../test/support/web.ts';
import type { NumberShape } from '../domain/accounts/index.ts';
import type { DatabasePool } from '../store/database.ts';
import { consoleAreas } from './console/index.ts';
import { paths } from './paths.ts';
import { portalAreas } from './portal/index.ts';

const called = { es: 'número de cuenta', en: 'account number' };

/** A utility whose accounts have numbers of another shape, and one account of it, which was called otherwise before. */
async function town(db: DatabasePool, { shape, number }: { readonly shape: NumberShape; readonly number: string }) {
  const accountId = await openAccount(db);
  await db.query('update account set number = $2 where id = $1', [accountId, number]);
  await db.query('insert into account_earlier_number (account_id, number) values ($1, $2)', [accountId, 'OLD 0077-x']);
  const bill = await postBill(db, accountId, { dueOn: '2026-05-20' });
  const utility = {
    ...referenceUtility,
    account_number: shape.map((part) => ({ ...part, called, forgive: [...part.forgive] })),
  };
  return {
    accountId,
    bill,
    deps: (more: Partial<Parameters<typeof webDeps>[1]> = {}) => webDeps(db, { utility, ...more }),
  };
}

const withSigns = eachPart(
  { name: 'book', length: { from: 1, to: 3 }, separator: '/', example: '7' },
  { name: 'account', length: 4, example: '0A1B' },
);

describe.for([
  { shape: onePart, number: 'WB20417735', typed: ['WB20417735', 'wb 2041-7735'], example: 'WB20417735' },
  { shape: withSigns, number: '12/00A7', typed: ['12/00A7', '12 00a7'], example: '7/0A1B' },
])('an account called $number', ({ shape, number, typed, example }) => {
  test.for(['es', 'en'] as const)('is registered, seen and paid under that number, in %s', async (language, { db }) => {
    const { bill, deps } = await town(db, { shape, number });
    const visitor = await registerCustomer(deps(), { number: typed[1] ?? '', language }, portalAreas);
    for (const path of [paths.account(number), paths.bill(number, bill), paths.pay(number)]) {
      await visitor.get(path);
      expect([path, visitor.status]).toEqual([path, 200]);
      expect(visitor.text).toContain(number);
      await expectValidHtml(visitor.html);
    }
    await visitor.get(paths.account(number));
    expect(visitor.html).toMatch(/aria-current="page"/);
  });

  test('is asked for by what customers call it', async ({ db }) => {
    const { deps } = await town(db, { shape, number });
    const visitor = visit(deps(), portalAreas, 'en');
    for (const path of [paths.registration.findAccount, paths.guestPay, paths.registration.letter, paths.signIn]) {
      expect((await visitor.get(path)).text).toContain(example);
      expect(visitor.text).not.toContain('00123456');
    }
    await visitor.get(paths.guestPay);
    expect(visitor.text).toMatch(/ Account number/);
    await visitor.post(paths.guestPay, { number: '12', zip: '97501' });
    expect([visitor.status, visitor.text.includes(`For example: ${example}.`)]).toEqual([422, true]);
  });

  test('is found to pay however it is typed, and by what it was called before', async ({ db }) => {
    const { deps } = await town(db, { shape, number });
    for (const written of [...typed, 'OLD 0077-x', 'old0077X', 'old-0077-X']) {
      const visitor = await visit(deps(), portalAreas, 'en').get(paths.guestPay);
      await visitor.post(paths.guestPay, { number: written, zip: '97501' });
      expect([written, visitor.path, visitor.text.includes('$61.34')]).toEqual([written, paths.guestPayAmount, true]);
    }
  });

  test('the same is said of a number that nobody has and of another ZIP code', async ({ db }) => {
    const { deps } = await town(db, { shape, number });
    const answers = async (tried: readonly (readonly [string, string])[]) => {
      const said = [];
      for (const [written, zip] of tried) {
        const visitor = await visit(deps(), portalAreas, 'en').get(paths.guestPay);
        await visitor.post(paths.guestPay, { number: written, zip });
        said.push([visitor.status, visitor.text].join(' '));
      }
      return new Set(said).size;
    };
    const nobodys = number.replaceAll(/\d/g, '9');
    expect(
      await answers([
        [number, '97504'],
        [nobodys, '97501'],
      ]),
    ).toBe(1);
    expect(
      await answers([
        ['OLD 0077-x', '97504'],
        ['OLD 0078-x', '97501'],
      ]),
    ).toBe(1);
  });

  test('is found by staff and opened at once, by its number and by what it was called before', async ({ db }) => {
    const { deps } = await town(db, { shape, number });
    const staff = visit(deps({ staffRealm: await staffSignedIn(db, 'supervisor') }), consoleAreas, 'en');
    for (const written of [...typed, 'old 0077x', '00123456', '4321']) {
      await staff.get(`${paths.console.search}?q=${encodeURIComponent(written)}`);
      expect([written, staff.path]).toEqual([written, paths.console.account(number)]);
    }
    for (const path of [paths.console.accountBills(number), paths.console.serviceEnd(number)]) {
      expect((await staff.get(path)).status).toBe(200);
      await expectValidHtml(staff.html);
    }
  });
});

test('an earlier number never hides the account of today that has it', async ({ db }) => {
  const before = await openAccount(db);
  await postBill(db, await openAccount(db, { customer: '00000002', account: '0000002' }), { dueOn: '2026-05-20' });
  await db.query('insert into account_earlier_number (account_id, number) values ($1, $2)', [
    before,
    '00000002-0000002',
  ]);
  const visitor = await visit(webDeps(db), portalAreas, 'en').get(paths.guestPay);
  await visitor.post(paths.guestPay, { number: '00000002-0000002', zip: '97501' });
  expect(visitor.text).toContain('You owe now $61.34');
});

test('the picture of the bill wears the utility’s own color', async ({ db }) => {
  const look = { color: '#1d5c3a', color_dark: '#8fd6ac' };
  const visitor = visit(webDeps(db, { utility: { ...referenceUtility, look } }), portalAreas, 'en');
  await visitor.get(paths.registration.findAccount);
  const picture = /<figure class="c-bill-picture">[\s\S]*?<\/figure>/.exec(visitor.html)?.[0] ?? '';
  expect(picture).toContain(look.color);
  expect(picture).not.toContain(referenceUtility.look.color);
});

describe('a number whose parts customers know by names of their own', () => {
  const parts = { number: '123456', number_2: '4321' };

  test.for([
    ['es', 'Número de cliente', 'Número de cuenta', 'Escriba el número de cuenta como está en su factura'],
    ['en', 'Customer number', 'Account number', 'Type the account number as it is on your bill'],
  ] as const)('is asked for in a field each, in %s', async ([language, first, second, refusal], { db }) => {
    await openAccount(db);
    const pages = [paths.registration.findAccount, paths.guestPay, paths.registration.letter, paths.passwordLetter];
    for (const path of pages) {
      const visitor = await visit(webDeps(db), portalAreas, language).get(path);
      for (const [name, label] of [
        ['number', first],
        ['number_2', second],
      ] as const)
        expect(visitor.html).toMatch(new RegExp(`<label [^>]*for="${name}">${label}`));
      await expectValidHtml(visitor.html, path);
    }
    const visitor = await visit(webDeps(db), portalAreas, language).get(paths.guestPay);
    await visitor.post(paths.guestPay, { number: '00123456', number_2: '43x', zip: '97501' });
    expect(visitor.status).toBe(422);
    expect(visitor.html).toContain('href="#number_2"');
    expect(visitor.html).not.toContain('href="#number"');
    expect(visitor.text).toContain(refusal);
    expect(visitor.html).toMatch(/value="00123456"/);
    await visitor.post(paths.guestPay, { number: '00123456', zip: '97501' });
    expect(visitor.text).toContain(refusal);
    expect(visitor.html).toContain('href="#number_2"');
  });

  test('is read part by part, or whole from the first field, where one registers, pays or has a letter', async ({
    db,
  }) => {
    await postBill(db, await openAccount(db), { dueOn: '2026-05-20' });
    for (const typed of [parts, { number: '00123456-0004321' }, { number: '001234560004321', number_2: '4321' }]) {
      const payer = await visit(webDeps(db), portalAreas, 'en').get(paths.guestPay);
      await payer.post(paths.guestPay, { ...typed, zip: '97501' });
      expect(payer.path).toBe(paths.guestPayAmount);
    }
    const newcomer = await visit(webDeps(db), portalAreas, 'en').get(paths.registration.findAccount);
    await newcomer.post(paths.registration.findAccount, { ...parts, zip: '97501' });
    expect([newcomer.status, newcomer.path, newcomer.text]).toEqual([
      200,
      paths.registration.createLogin,
      expect.stringContaining('Email'),
    ]);
    const unclear = await visit(webDeps(db), portalAreas, 'en').get(paths.guestPay);
    await unclear.post(paths.guestPay, { number: '00123456-0004321', number_2: '9999', zip: '97501' });
    expect([unclear.status, unclear.html.includes('href="#number_2"')]).toEqual([422, true]);
  });

  test('an earlier number in the first field alone finds the account', async ({ db }) => {
    const accountId = await openAccount(db);
    await postBill(db, accountId, { dueOn: '2026-05-20' });
    await db.query('insert into account_earlier_number (account_id, number) values ($1, $2)', [accountId, '77008811']);
    const visitor = await visit(webDeps(db), portalAreas, 'en').get(paths.guestPay);
    await visitor.post(paths.guestPay, { number: '77008811', zip: '97501' });
    expect(visitor.path).toBe(paths.guestPayAmount);
  });
});
