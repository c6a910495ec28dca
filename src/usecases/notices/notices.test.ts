import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { describe, expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { openAccount } from '../../../test/support/logins.ts';
import { dayAfterCutOver, referenceUtility } from '../../../test/support/web.ts';
import { openMailer } from '../../gateways/mail.ts';
import { openNoticeTemplates } from '../../gateways/notice-templates.ts';
import { type NoticeContext, type NoticeToTell, queueNotice, sendNotice } from './index.ts';

const context: NoticeContext = {
  utility: referenceUtility,
  publicUrl: 'https://water.example.org',
  templates: await openNoticeTemplates('utility'),
};

/** One of each event, with everything it may carry. */
const everything: readonly NoticeToTell[] = [
  { event: 'access.verify-email', code: '123456', link: 'https://water.example.org/x' },
  { event: 'access.email-known', link: 'https://water.example.org/x' },
  { event: 'access.account-added' },
  ...['registered', 'mailed_code', 'helper'].map((how) => ({
    ...{ event: 'access.new-person', account: '00123456-0004321', how, ways: ['email', 'letter'] as const },
  })),
  ...['closed', 'restored', 'removed'].flatMap((step) => [
    { event: 'access.objection', account: '00123456-0004321', step, ways: ['email', 'letter'] as const },
    { event: 'access.objected-to', account: '00123456-0004321', step },
  ]),
  { event: 'access.asked-for', asker: 'bea@example.org', link: 'https://water.example.org/x' },
  ...['access.let-in', 'access.invited'].flatMap((event) => {
    const invited = { event, account: '00123456-0004321', who: 'ana@example.org', link: 'https://water.example.org/x' };
    return [
      { ...invited, days: 14, mayPay: false, mayAlerts: false, mayAutopay: false },
      { ...invited, days: 14, mayPay: true, mayAlerts: true, mayAutopay: true, endsOn: '2026-08-05' },
    ];
  }),
  { event: 'access.asker-refused', account: '00123456-0004321' },
  { event: 'access.invitation-withdrawn', account: '00123456-0004321' },
  ...[true, false].flatMap((autopay) => [
    { event: 'access.delegate-ended', account: '00123456-0004321', autopay },
    { event: 'access.delegate-left', who: 'bea@example.org', autopay },
    ...['owner', 'helper'].flatMap((reader) => {
      const told = { account: '00123456-0004321', who: 'bea@example.org', reader, autopay };
      return [
        { event: 'access.delegate-changed', ...told, mayPay: true, mayAlerts: true, mayAutopay: !autopay },
        { event: 'access.delegate-ending', ...told, endsOn: '2026-08-05' },
        { event: 'access.delegate-expired', ...told, endsOn: '2026-08-05' },
      ];
    }),
  ]),
  { event: 'access.delegate-began', who: 'bea@example.org' },
  ...[0, 1, 3].map((many) => ({
    ...{
      event: 'accounts.digest',
      accounts: 12,
      owing: many,
      owedAmount: 6134,
      late: many,
      overdueAmount: 6134,
      leaking: many,
    },
    lines: '- 100 Sample St (00123456-0004321): nothing to pay',
  })),
  ...['late', 'due', 'next_bill', 'nothing'].map((state) => ({
    ...{
      event: 'accounts.digest-line',
      name: '100 Sample St',
      account: '00123456-0004321',
      balanceAmount: 6134,
      state,
    },
    ...{ dueOn: '2026-05-19', leak: state === 'late' },
  })),
  { event: 'access.ended' },
  { event: 'access.password-reset', link: 'https://water.example.org/x' },
  { event: 'access.password-changed' },
  { event: 'access.passkey-added' },
  { event: 'access.passkey-removed' },
  ...['added', 'removed', 'codes_made', 'code_used'].map((what) => ({ event: 'access.second-factor', what, left: 9 })),
  { event: 'access.new-email', code: '123456', link: 'https://water.example.org/x' },
  ...['none', 'https://water.example.org/x'].map((link) => ({
    ...{ event: 'access.email-changed', email: 'new@example.org', link },
  })),
  ...['none', 'https://water.example.org/x'].map((link) => ({
    ...{ event: 'access.email-changing', email: 'n…@example.org', link },
  })),
  { event: 'access.email-kept' },
  { event: 'access.phone-added', last4: '0110' },
  { event: 'access.phone-removed', last4: '0110' },
  { event: 'access.method-added', method: { brand: 'Visa', last4: '4242' } },
  { event: 'access.method-removed', method: { brand: 'Visa', last4: '4242' } },
  { event: 'access.sessions-ended', why: 'lost_device' },
  { event: 'staff.password-changed' },
  { event: 'staff.invited', link: 'https://water.example.org/x', days: 3 },
  ...['enrolled', 'recovery_code', 'passkey_added', 'passkey_removed'].map((what) => ({
    ...{ event: 'staff.second-factor-changed', what },
  })),
  { event: 'access.mailed-code', code: 'ABCD-EFGH', link: 'https://water.example.org/x' },
  { event: 'ebill.verify-email', link: 'https://water.example.org/x' },
  { event: 'ebill.on' },
  { event: 'ebill.off' },
  { event: 'ebill.refused', billNumber: '000000174', address: 'gone@example.org' },
  {
    event: 'bill.ready',
    account: '00123456-0004321',
    amount: 6134,
    dueOn: '2026-05-19',
    link: 'https://water.example.org/x',
  },
  ...(
    [
      ['autopay', { on: '2026-05-28', amount: 2595 }],
      ['autopay_under_way', { amount: 2595 }],
      ['autopay_waits', { by: '2026-05-28', amount: 2595 }],
      ['autopay_over_cap', { cap: 2000, dueOn: '2026-05-28', amount: 2595 }],
      ['autopay_failed', { dueOn: '2026-05-28', amount: 2595 }],
      ['autopay_later', { dueOn: '2026-05-28', amount: 2595 }],
      ['credit', { amount: 3222 }],
      ['nothing_due', {}],
      ['paid', {}],
    ] as const
  ).map(([paidBy, paying]) => ({
    ...{ event: 'bill.ready', account: '00123456-0004321', amount: 2595, dueOn: '2026-05-28', paidBy, paying },
    ...{ link: 'https://water.example.org/x', autopayOfOldPortal: 'lapsed', registerBy: '2026-05-27T07:00:00Z' },
  })),
  ...['payment.receipt', 'payment.returned'].map((event) => ({
    event,
    reference: 'AAAA-BBBB',
    amount: 6134,
    fee: 0,
    paidOn: '2026-05-14',
    method: { kind: 'card', brand: 'Visa', last4: '4242' },
  })),
  {
    event: 'autopay.on',
    method: { kind: 'card', brand: 'Visa', last4: '4242' },
    daysBeforeDue: 0,
    cap: 20000,
    firstDueOn: '2026-06-19',
    payByHand: { dueOn: '2026-05-08', amount: 6134 },
    authorization: 'I authorize *this*.',
  },
  {
    event: 'autopay.on',
    method: { brand: 'Bank', last4: '6789' },
    daysBeforeDue: 3,
    firstDueOn: '2026-06-19',
    authorization: 'I do.',
  },
  {
    event: 'autopay.changed',
    method: { brand: 'Bank', last4: '6789' },
    daysBeforeDue: 3,
    firstDueOn: '2026-06-19',
    kept: { draftOn: '2026-05-19', amount: 6134 },
    authorization: 'I do.',
  },
  { event: 'autopay.ended' },
  {
    event: 'alert.bill-forecast',
    account: '00123456-0004321',
    likelyAmount: 9420,
    lowAmount: 8200,
    highAmount: 11050,
    mostAmount: 9000,
    since: '2026-05-01',
    readOn: '2026-06-01',
    link: 'https://water.example.org/x',
    settings: 'https://water.example.org/y',
  },
  ...(['soon', 'entered'] as const).map((standing) => ({
    event: 'alert.next-tier',
    account: '00123456-0004321',
    tier: 2,
    standing,
    expectedOn: standing === 'soon' ? '2026-05-24' : 'none',
    from: 5000,
    price: '2.15',
    priceBefore: '1.19',
    unit: 'kgal',
    since: '2026-05-01',
    readOn: '2026-06-01',
    link: 'https://water.example.org/x',
    settings: 'https://water.example.org/y',
  })),
  {
    event: 'alert.high-use',
    account: '00123456-0004321',
    day: '2026-05-06',
    unit: 'ccf',
    used: '0.61',
    most: '0.5',
    link: 'https://water.example.org/x',
    settings: 'https://water.example.org/y',
  },
  {
    event: 'alert.high-week',
    account: '00123456-0004321',
    day: '2026-05-06',
    unit: 'gal',
    used: '410',
    usual: '150',
    link: 'https://water.example.org/x',
    settings: 'https://water.example.org/y',
  },
  ...(['yes', 'no'] as const).map((eligible) => ({
    event: 'leak-credit.asked',
    account: '00123456-0004321',
    offeredAmount: 1468,
    eligible,
    link: 'https://water.example.org/x',
  })),
  ...(['approved', 'denied'] as const).flatMap((outcome) =>
    (['yes', 'no'] as const).map((appeal) => ({
      event: 'leak-credit.decided',
      account: '00123456-0004321',
      outcome,
      creditAmount: 1468,
      why: 'The *toilet* was fixed.',
      appeal,
      link: 'https://water.example.org/x',
    })),
  ),
  {
    event: 'rebate.asked',
    account: '00123456-0004321',
    programme: 'Inodoro de bajo consumo',
    offeredAmount: 7500,
    link: 'https://water.example.org/x',
  },
  {
    event: 'rebate.more-needed',
    account: '00123456-0004321',
    programme: 'Inodoro de bajo consumo',
    outcome: 'more-needed',
    creditAmount: 0,
    why: 'The *receipt* has no date.',
    link: 'https://water.example.org/x',
  },
  {
    event: 'rebate.appealed',
    account: '00123456-0004321',
    programme: 'Inodoro de bajo consumo',
    link: 'https://water.example.org/x',
  },
  ...(
    [
      ['paid', 'none'],
      ['refused', 'open'],
      ['refused', 'over'],
    ] as const
  ).flatMap(([outcome, appeal]) =>
    ['none', 'Bought for another house.'].map((why) => ({
      event: 'rebate.decided',
      account: '00123456-0004321',
      programme: 'Inodoro de bajo consumo',
      outcome,
      creditAmount: 7500,
      why,
      appeal,
      link: 'https://water.example.org/x',
    })),
  ),
  { event: 'leak-credit.appealed', account: '00123456-0004321', link: 'https://water.example.org/x' },
  ...(['leak', 'small', 'burst', 'hose', 'vacation', 'no_flow'] as const).flatMap((kind) =>
    ['began', 'progress', 'stopped', 'fixed', 'fix-failed', 'came-back'].map((step) => ({
      event: `alert.${step}`,
      account: '00123456-0004321',
      kind,
      began: '2026-05-01T07:00:00Z',
      days: 3,
      unit: 'gal',
      lost: '1,240',
      rate: '96',
      hourly: '400',
      costAmount: kind === 'hose' ? 3620 : 'none',
      link: 'https://water.example.org/x',
    })),
  ),
  { event: 'autopay.draft-scheduled', billNumber: 'B1', amount: 6134, draftOn: '2026-05-19', isOverCap: true },
  { event: 'autopay.draft-failed', billNumber: 'B1', amount: 6134, code: 'insufficient-funds', retryOn: '2026-05-21' },
  { event: 'autopay.draft-failed', billNumber: 'B1', amount: 6134, code: 'insufficient-funds' },
  ...['over-cap', 'account-closed', 'autopay-paused', 'too-late', 'amount-changed', 'bill-cancelled'].map((reason) => ({
    event: 'autopay.draft-skipped',
    ...{ billNumber: 'B1', amount: 6134, reason },
  })),
  ...['no-account', 'not-authorized', 'stopped', 'frozen', 'card', 'disputed', 'other'].map((reason) => ({
    event: 'autopay.paused',
    ...{ billNumber: 'B1', amount: 6134, reason, needsMethod: reason === 'no-account' },
  })),
  ...[
    'payment.refunded',
    'payment.refund-came-back',
    'payment.disputed',
    'payment.dispute-won',
    'payment.reinstated',
  ].map((event) => ({
    event,
    ...{ reference: '7K3M-9QXT-02WD-HV5A', amount: 2000, paidOn: '2026-05-14' },
  })),
  {
    event: 'payment.reinstated',
    ...{ reference: '7K3M-9QXT-02WD-HV5A', amount: 2000, paidOn: '2026-05-14', returnedFee: 2500 },
  },
];

describe.each(['es', 'en'] as const)('every notice in %s', (language) => {
  test('is written whole, names the official address, and leaves no placeholder', async ({ db }) => {
    for (const notice of everything)
      await queueNotice(db, context, { ...notice, to: 'ana@example.org', language }, dayAfterCutOver);
    const rows = await db.query<{ event: string; subject: string; body_text: string; body_html: string }>(
      'select event, subject, body_text, body_html from notice order by id',
    );
    expect(rows).toHaveLength(everything.length);
    for (const row of rows) {
      expect(`${row.subject} ${row.body_text}`, row.event).not.toMatch(/[{}]|undefined|\bnone\b/);
      expect(row.body_text, row.event).toContain('https://water.example.org');
      expect(row.body_html, row.event).toContain('<p>');
    }
    const on = rows.find((row) => row.event === 'autopay.on');
    expect(on?.body_text).toContain(
      language === 'es' ? '$61.34 a más tardar el 8 de mayo de 2026' : '$61.34 by May 8, 2026',
    );
    expect(on?.body_html).toContain('I authorize *this*.');
  });
});

test('a failed draft is told by mail and by letter, and the same key twice is one notice each', async ({ db }) => {
  const accountId = await openAccount(db);
  const notice = {
    ...everything.find((one) => one.event === 'autopay.draft-failed'),
    event: 'autopay.draft-failed',
    accountId,
    to: 'ana@example.org',
    key: 'draft:1',
  };
  await queueNotice(db, context, notice, dayAfterCutOver);
  await queueNotice(db, context, notice, dayAfterCutOver);
  expect(await db.query('select channel from notice order by channel')).toEqual([
    { channel: 'email' },
    { channel: 'letter' },
  ]);
  expect(await db.query(`select from graphile_worker.jobs where task_identifier = 'send-notice'`)).toHaveLength(1);
});

test('what a customer typed never becomes markup', async ({ db }) => {
  await queueNotice(
    db,
    context,
    {
      event: 'access.asked-for',
      to: 'a@example.org',
      language: 'en',
      asker: '<img src=x>**b**',
      link: 'https://water.example.org/x',
    },
    dayAfterCutOver,
  );
  const [row] = await db.query<{ body_html: string }>('select body_html from notice');
  expect(row?.body_html).toContain('&lt;img src=x&gt;**b**');
});

test('a mail goes out once through a real SMTP server, under a Message-ID of its own', async ({ db }) => {
  const received: { subject: string | undefined; id: string | undefined; to: string[] }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      simpleParser(stream).then((mail) => {
        received.push({
          subject: mail.subject,
          id: mail.messageId,
          to: session.envelope.rcptTo.map((to) => to.address),
        });
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const mailer = openMailer(`smtp://127.0.0.1:${port}`, 'Water <billing@water.example.org>');
  await queueNotice(db, context, { event: 'ebill.on', to: 'ana@example.org', language: 'es' }, dayAfterCutOver);
  const [{ id } = { id: 0 }] = await db.query<{ id: number }>('select id from notice');
  const how = { mailer, domain: 'water.example.org', context, outbox: '/nowhere', now: dayAfterCutOver };
  await Promise.all([sendNotice(db, id, how), sendNotice(db, id, how)]);
  await sendNotice(db, id, how);
  expect(received).toEqual([
    {
      subject: 'La factura electrónica está activada',
      id: `<notice-${id}@water.example.org>`,
      to: ['ana@example.org'],
    },
  ]);
  mailer.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

describe('a person without an email', () => {
  test('is told on paper where an email would go, at the billing address of their account', async ({ db }) => {
    const accountId = await openAccount(db);
    await db.query(
      `insert into login (id, email, email_verified, name, created_at, updated_at)
       values ('paper', null, false, '', $1, $1)`,
      [dayAfterCutOver],
    );
    await db.query(
      `insert into account_access (login_id, account_id, role, granted_at, proven_by)
       values ('paper', $1, 'owner', $2, 'mailed-code')`,
      [accountId, dayAfterCutOver],
    );
    const about = { loginId: 'paper', language: 'en' } as const;
    const told: readonly NoticeToTell[] = [
      { event: 'access.password-changed', ...about },
      { event: 'autopay.ended', accountId, ...about },
      { event: 'access.account-added', accountId, ways: ['email'], ...about },
    ];
    for (const notice of told) {
      await db.transaction((tx) => queueNotice(tx, context, notice, dayAfterCutOver));
    }
    const kept = await db.query<{ event: string; channel: string; recipient: string }>(
      'select event, channel, recipient from notice order by id',
    );
    expect(kept.map(({ event, channel }) => [event, channel])).toEqual(told.map(({ event }) => [event, 'letter']));
    for (const { recipient } of kept) expect(recipient).toContain('PO Box 100');
  });
});
