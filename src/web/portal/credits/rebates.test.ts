import { describe, expect } from 'vitest';
import { test } from '../../../../test/support/database.ts';
import { openAccount } from '../../../../test/support/logins.ts';
import { registered, signedInAs } from '../../../../test/support/signed-in.ts';
import { staffSignedIn } from '../../../../test/support/staff-session.ts';
import { expectValidHtml, visit, webDeps } from '../../../../test/support/web.ts';
import type { StaffRole } from '../../../domain/access/index.ts';
import type { DatabasePool } from '../../../store/database.ts';
import { receivableBalance } from '../../../store/receivables/index.ts';
import { consoleAreas } from '../../console/index.ts';
import { portalAreas } from '../index.ts';

const rebates = '/accounts/00123456-0004321/rebates';
const asking = `${rebates}/new/toilet`;
const receipt = new File(['%PDF-1.7 one toilet'], 'recibo.pdf');
const photo = new File(['%PDF-1.7 a photograph'], 'foto.pdf');
const bought = { items: '1', price: '189.00', bought_on: '2026-05-02', note: '' };

async function customer(db: DatabasePool, language: 'es' | 'en' = 'en') {
  const accountId = await openAccount(db);
  const loginId = await registered(db, accountId);
  const ana = visit(webDeps(db, { customers: signedInAs(db, loginId) }), portalAreas, language);
  const staff = async (role: StaffRole) =>
    visit(webDeps(db, { staffRealm: await staffSignedIn(db, role) }), consoleAreas, 'en');
  const ask = async (typed: Partial<typeof bought> = {}) => {
    await ana.get(asking);
    await ana.postFiles(asking, { ...bought, ...typed, receipt, 'photo-after': photo });
  };
  return { ana, accountId, staff, ask };
}
const caseOf = async (db: DatabasePool) => {
  const [row] = await db.query<{ id: number }>('select id from rebate_application order by id desc limit 1');
  return `/console/rebates/${row?.id}`;
};
const told = (db: DatabasePool) =>
  db.query<{ event: string }>(
    `select payload->'notice'->>'event' as event from graphile_worker._private_jobs as job
     join graphile_worker._private_tasks task on task.id = job.task_id where task.identifier = 'tell' order by job.id`,
  );

describe.each([
  [
    'es',
    'Inodoro de bajo consumo',
    'Recibimos su solicitud',
    'nos falta algo de usted',
    'Aprobamos su reembolso de $75.00',
  ],
  ['en', 'Water-saving toilet', 'We have your request', 'we need something more', 'We approved your rebate of $75.00'],
] as const)('a rebate, in %s', (language, name, received, moreNeeded, approved) => {
  test('is asked for with its papers, something more is sent, and it is paid on the balance', async ({ db }) => {
    const { ana, accountId, staff, ask } = await customer(db, language);
    await ana.get(rebates);
    expect(ana.text).toContain(name);
    await expectValidHtml(ana.html, 'what the utility pays for');
    await ana.get(asking);
    await expectValidHtml(ana.html, 'the form');
    await ask();
    for (const words of [received, '$75.00', 'recibo.pdf', 'foto.pdf']) expect(ana.text).toContain(words);
    await expectValidHtml(ana.html, 'an application');
    const page = ana.path;

    const luz = await staff('conservation');
    await luz.get('/console/rebates');
    await expectValidHtml(luz.html, 'the queue');
    const at = await caseOf(db);
    await luz.get(at);
    await expectValidHtml(luz.html, 'a case');
    await luz.post(at, { answer: 'more', amount: '', reason: 'The receipt has no date.' });
    await ana.get(page);
    expect(ana.text).toContain(moreNeeded);
    await expectValidHtml(ana.html, 'more is needed');
    await ana.postFiles(`${page}/papers`, { note: 'Here <it> is.', more: new File(['%PDF-1.7 dated'], 'dated.pdf') });
    expect(ana.html).toContain('Here &lt;it&gt; is.');

    await luz.get(at);
    expect(luz.text).toContain('dated.pdf');
    const [href = ''] = luz.html.match(/\/console\/rebates\/\d+\/files\/\d+/) ?? [];
    expect((await luz.fetch(href)).headers.get('content-type')).toBe('application/pdf');
    await luz.post(at, { answer: 'approve', amount: '75.00', reason: '' });
    expect(luz.text).toContain('Paid as a credit');
    expect(await receivableBalance(db, accountId)).toBe(-7500);
    await ana.get(page);
    expect(ana.text).toContain(approved);
    await ana.get(rebates);
    await expectValidHtml(ana.html, 'the rebates with one of mine');
    expect((await told(db)).map(({ event }) => event)).toEqual([
      'rebate.asked',
      'rebate.more-needed',
      'rebate.decided',
    ]);
    await luz.post(at, { answer: 'approve', amount: '75.00', reason: '' });
    expect(luz.text).toContain('already has its answer');
    expect(await receivableBalance(db, accountId)).toBe(-7500);
  });
});

test('above the limit a second person pays what the first approved, and the customer sees no half answer', async ({
  db,
}) => {
  const { ana, accountId, staff, ask } = await customer(db);
  await ask({ items: '2', price: '400.00' });
  const page = ana.path;
  const at = await caseOf(db);
  const luz = await staff('conservation');
  await luz.get(at);
  await luz.post(at, { answer: 'approve', amount: '150.00', reason: '' });
  expect(luz.text).toContain('A second person is looking');
  expect(await receivableBalance(db, accountId)).toBe(0);
  await ana.get(page);
  expect(ana.text).not.toContain('approved');
  await luz.post(at, { answer: 'approve', amount: '150.00', reason: '' });
  expect(luz.text).toContain('the second person has to be someone else');
  const bea = await staff('supervisor');
  await bea.get(at);
  await bea.post(at, { answer: 'approve', amount: '1.00', reason: '' });
  expect(await receivableBalance(db, accountId)).toBe(-15_000);
  await expect(db.query('update rebate_step set reason = $1', ['x'])).rejects.toThrow('append-only');
});

test('a refusal says why; the account may ask again, and no more often than it may', async ({ db }) => {
  const { ana, staff, ask } = await customer(db);
  await ask({ items: '2', price: '400' });
  const page = ana.path;
  const luz = await staff('billing');
  const at = await caseOf(db);
  await luz.get(at);
  await luz.post(at, { answer: 'refuse', amount: '', reason: '' });
  expect([luz.status, luz.text.includes('Type the reason')]).toEqual([422, true]);
  await luz.post(at, { answer: 'refuse', amount: '', reason: 'It was bought for another house.' });
  await ana.get(page);
  expect(ana.text).toContain('It was bought for another house.');
  await ask();
  await ask({ items: '2', price: '400' });
  expect([ana.status, ana.text.includes('You can ask for 1 at most')]).toEqual([422, true]);
  await expectValidHtml(ana.html, 'a refused form');
});

describe.each([
  ['es', 'Si no está de acuerdo, puede apelar una vez.', 'La responderá otra persona.', 'Esta respuesta es la final.'],
  ['en', 'If you do not agree, you can appeal once.', 'Someone else will answer it.', 'This answer is final.'],
] as const)('a refusal, in %s', (language, open, appealed, final) => {
  test('is appealed once, with words and papers under their own names, and someone else answers', async ({ db }) => {
    const { ana, accountId, staff, ask } = await customer(db, language);
    await ask();
    const page = ana.path;
    const luz = await staff('billing');
    const at = await caseOf(db);
    await luz.get(at);
    await luz.post(at, { answer: 'refuse', amount: '', reason: 'It was bought for another house.' });
    await ana.get(page);
    expect(ana.text).toContain(open);
    await expectValidHtml(ana.html, 'a refusal');
    await ana.postFiles(`${page}/appeal`, { reason: '' });
    expect([ana.status, (await caseStanding(db)).at(-1)]).toEqual([422, 'refused']);
    await expectValidHtml(ana.html, 'an appeal without words');
    const same = new File(['%PDF-1.7 one toilet'], 'factura-de-casa.pdf');
    await ana.postFiles(`${page}/appeal`, { reason: 'It is this house.', more: same });
    for (const words of [appealed, 'It is this house.', 'recibo.pdf', 'factura-de-casa.pdf'])
      expect(ana.text).toContain(words);
    await expectValidHtml(ana.html, 'an appeal');
    await ana.postFiles(`${page}/appeal`, { reason: 'Again.' });
    expect([ana.status, await caseStanding(db)]).toEqual([422, ['refused', 'appealed']]);

    await luz.get('/console/rebates');
    expect(luz.text).toContain('Appealed: someone else answers');
    await luz.get(at);
    await expectValidHtml(luz.html, 'a case that its refuser may not answer');
    expect([luz.text.includes('You refused it before'), luz.html.includes('name="answer"')]).toEqual([true, false]);
    await luz.post(at, { answer: 'approve', amount: '75.00', reason: 'x' });
    expect(luz.status).toBe(422);
    const bea = await staff('supervisor');
    await bea.get(at);
    await expectValidHtml(bea.html, 'a case on appeal');
    await bea.post(at, { answer: 'approve', amount: '75.00', reason: '' });
    expect([bea.status, await receivableBalance(db, accountId)]).toEqual([422, 0]);
    if (language === 'es') {
      await bea.post(at, { answer: 'approve', amount: '75.00', reason: 'The invoice names this house.' });
      expect(await receivableBalance(db, accountId)).toBe(-7500);
    } else {
      await bea.post(at, { answer: 'refuse', amount: '', reason: 'The invoice names another.' });
      await ana.get(page);
      expect(ana.text).toContain(final);
      expect(ana.html).not.toContain(`${page}/appeal`);
    }
    expect((await told(db)).map(({ event }) => event)).toEqual([
      ...['rebate.asked', 'rebate.decided', 'rebate.appealed', 'rebate.decided'],
    ]);
  });
});

const caseStanding = async (db: DatabasePool) =>
  (await db.query<{ kind: string }>('select kind from rebate_step order by ordinal')).map(({ kind }) => kind);

test('a refusal is not appealed for more things than the account may have, nor with a heap of papers', async ({
  db,
}) => {
  const { ana, staff, ask } = await customer(db);
  await ask({ items: '2', price: '400' });
  const page = ana.path;
  const luz = await staff('billing');
  const at = await caseOf(db);
  await luz.get(at);
  await luz.post(at, { answer: 'refuse', amount: '', reason: 'No.' });
  await ana.get(page);
  const heap = [1, 2, 3, 4].map((one) => new File([`%PDF-1.7 ${one}`], `${one}.pdf`));
  await ana.postFiles(`${page}/appeal`, { reason: 'But yes.', more: heap });
  expect([ana.status, ana.text.includes('Choose 3 files at most')]).toEqual([422, true]);
  await ask();
  await ana.get(page);
  await ana.postFiles(`${page}/appeal`, { reason: 'But yes.' });
  expect([ana.status, ana.text.includes('This account has asked for all 2')]).toEqual([422, true]);
  expect(await caseStanding(db)).toEqual(['refused']);
});

test.for([
  ['nothing filled in', { items: '', price: '', bought_on: '' }, ['how many', 'what you paid', 'the day on which']],
  ['bought tomorrow', { bought_on: '2026-05-08' }, ['cannot be after today']],
  ['bought long ago', { bought_on: '2025-12-01' }, ['within 90 days']],
] as const)('with %s it is not taken', async ([_, typed, words], { db }) => {
  const { ana, ask } = await customer(db);
  await ask(typed);
  expect([ana.status, ...words.map((one) => ana.text.includes(one))]).toEqual([422, ...words.map(() => true)]);
  expect(await db.query('select from rebate_application')).toEqual([]);
});

test('papers are needed, and are what their bytes say', async ({ db }) => {
  const { ana } = await customer(db);
  await ana.get(asking);
  await ana.postFiles(asking, { ...bought, receipt: new File(['<script>'], 'receipt.pdf') });
  expect(ana.text).toContain('This paper is missing');
  expect(ana.text).toContain('has to be a photo');
  expect(await db.query('select from stored_document')).toEqual([]);
  await ana.get(`${rebates}/new/castle`);
  expect(ana.status).toBe(404);
});

test('a delegate who may only look cannot ask, a stranger sees nothing, and staff without the permission do not decide', async ({
  db,
}) => {
  const { ana, ask, staff } = await customer(db);
  await ask();
  const page = ana.path;
  const other = await openAccount(db, { customer: '00999999', account: '0009999' });
  const stranger = await registered(db, other, 'bea@example.org');
  const bea = visit(webDeps(db, { customers: signedInAs(db, stranger) }), portalAreas, 'en');
  await bea.get(page);
  expect(bea.status).toBe(404);
  await bea.get(page.replace('00123456-0004321', '00999999-0009999'));
  expect(bea.status).toBe(404);
  const csr = await staff('csr');
  const at = await caseOf(db);
  await csr.get(at);
  expect([csr.status, csr.html.includes('name="answer"')]).toEqual([200, false]);
  await csr.post(at, { answer: 'approve', amount: '75.00', reason: '' });
  expect(csr.status).toBe(403);
});
