import { describe, expect } from 'vitest';
import { openAccounts } from '../../../../test/support/accounts.ts';
import { test } from '../../../../test/support/database.ts';
import { staffSignedIn } from '../../../../test/support/staff-session.ts';
import { expectValidHtml, visit, webDeps } from '../../../../test/support/web.ts';
import type { StaffRole } from '../../../domain/access/index.ts';
import type { DatabasePool } from '../../../store/database.ts';
import { paths } from '../../paths.ts';
import { consoleAreas } from '../index.ts';

const ana = '00000001-0000001';

const staffVisit = async (db: DatabasePool, role: StaffRole, language: 'es' | 'en' = 'en') =>
  visit(webDeps(db, { staffRealm: await staffSignedIn(db, role) }), consoleAreas, language);

const wordsMissing = /(console|problem|deposit|fees|assistance)\.[a-z]|undefined|\[object/;

describe('a deposit', () => {
  test.for(['es', 'en'] as const)(
    'is taken at the counter and shown on the account, in %s',
    async (language, { db }) => {
      await openAccounts(db, 1);
      const staff = await staffVisit(db, 'csr', language);
      await staff.get(paths.console.deposit(ana));
      await expectValidHtml(staff.html, 'deposit');
      expect(staff.text).not.toMatch(wordsMissing);
      await staff.post(paths.console.deposit(ana), { kind: 'rental', paid_by: '', note: '' });
      expect(staff.status).toBe(422);
      await expectValidHtml(staff.html, 'deposit refused');
      await staff.post(paths.console.deposit(ana), { kind: 'rental', paid_by: 'cash', note: 'lease shown' });
      expect(staff.path).toContain(paths.console.account(ana));
      await expectValidHtml(staff.html, 'account');
      expect(staff.text).toContain('$90.00');
      expect(staff.text).toContain(language === 'es' ? '0 de 12 facturas' : '0 of 12 bills');
      expect(staff.text).not.toMatch(wordsMissing);
    },
  );

  test('is not taken without the permission, nor twice', async ({ db }) => {
    await openAccounts(db, 1);
    const auditor = await staffVisit(db, 'auditor');
    expect((await auditor.get(paths.console.deposit(ana))).status).toBe(403);
    const staff = await staffVisit(db, 'csr');
    await staff.get(paths.console.deposit(ana));
    await staff.post(paths.console.deposit(ana), { kind: 'rental', paid_by: 'cash', note: '' });
    await staff.get(paths.console.accountBills(ana));
    expect(staff.html).not.toContain(paths.console.deposit(ana));
    await staff.post(paths.console.deposit(ana), { kind: 'rental', paid_by: 'cash', note: '' });
    expect(staff.text).toContain('A deposit is held for this account already.');
  });
});

describe('a fee', () => {
  const form = 'b1b2c3d4-0000-4000-8000-000000000001';

  test.for(['es', 'en'] as const)(
    'is charged, approved by somebody else and taken back, in %s',
    async (language, { db }) => {
      await openAccounts(db, 1);
      const csr = await staffVisit(db, 'csr', language);
      await csr.get(paths.console.fee(ana));
      await expectValidHtml(csr.html, 'fee');
      expect(csr.text).not.toMatch(wordsMissing);
      await csr.post(paths.console.fee(ana), {
        kind: 'damaged-meter',
        amount: '500',
        reason: 'Golpe de un carro',
        form,
      });
      expect(csr.status).toBe(422);
      expect(csr.text).toContain('$400.00');
      await csr.post(paths.console.fee(ana), {
        kind: 'damaged-meter',
        amount: '180',
        reason: 'Golpe de un carro',
        form,
      });
      expect(csr.path).toContain(paths.console.account(ana));
      expect(csr.text).toContain(language === 'es' ? 'Espera a una segunda persona' : 'Waiting for a second person');
      expect(csr.html).not.toContain(paths.console.feeCase('1'));

      const second = await staffVisit(db, 'supervisor', language);
      await second.get(paths.console.fees);
      await expectValidHtml(second.html, 'fees');
      expect(second.text).toContain('Golpe de un carro');
      await second.get(paths.console.feeCase('1'));
      await expectValidHtml(second.html, 'fee to approve');
      await second.post(paths.console.feeCase('1'), { outcome: 'approved', reason: '' });
      await expectValidHtml(second.html, 'fee charged');
      expect(second.text).not.toMatch(wordsMissing);
      await second.post(paths.console.feeCase('1'), { reason: 'Paid by the insurer' });
      expect(second.text).toContain(language === 'es' ? 'Retirado' : 'Taken back');
    },
  );

  test('that comes every month is set and ended', async ({ db }) => {
    await openAccounts(db, 1);
    const staff = await staffVisit(db, 'billing');
    await staff.get(paths.console.fee(ana));
    await staff.post(paths.console.fee(ana), { kind: 'hydrant-meter', amount: '', reason: 'Building site', form });
    expect(staff.text).toContain('Hydrant meter');
    await staff.get(paths.console.recurringFeeEnd(ana, '1'));
    await expectValidHtml(staff.html, 'end');
    expect(staff.text).not.toMatch(wordsMissing);
    await staff.post(paths.console.recurringFeeEnd(ana, '1'), { reason: 'Gave it back' });
    expect(staff.text).not.toContain('Hydrant meter');
    expect((await staff.get(paths.console.recurringFeeEnd(ana, '1'))).status).toBe(404);
  });
});

describe('assistance', () => {
  test.for(['es', 'en'] as const)('is given by what was shown, and ended, in %s', async (language, { db }) => {
    await openAccounts(db, 1);
    const staff = await staffVisit(db, 'csr', language);
    await staff.get(paths.console.assistance(ana));
    await expectValidHtml(staff.html, 'assistance');
    expect(staff.text).not.toMatch(wordsMissing);
    const form = { programme: 'low-income', last: '2020-01-01', proof: 'Carta de SNAP' };
    await staff.post(paths.console.assistance(ana), form);
    expect(staff.status).toBe(422);
    await staff.post(paths.console.assistance(ana), { ...form, last: '2026-11-07' });
    expect(staff.text).toContain('Carta de SNAP');
    await expectValidHtml(staff.html, 'account with assistance');
    await staff.get(paths.console.assistanceEnd(ana, '1'));
    await expectValidHtml(staff.html, 'end of assistance');
    expect(staff.text).not.toMatch(wordsMissing);
    await staff.post(paths.console.assistanceEnd(ana, '1'), { reason: 'Se mudó' });
    expect(staff.text).toContain('Se mudó');
  });
});
