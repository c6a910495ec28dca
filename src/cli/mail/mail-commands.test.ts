import { SMTPServer } from 'smtp-server';
import { describe, expect } from 'vitest';
import { billThrough } from '../../../test/support/bill-cycle.ts';
import { caudal } from '../../../test/support/command.ts';
import { test } from '../../../test/support/database.ts';
import { noticesForTests } from '../../../test/support/leaks.ts';
import { exchange, gmail, postfix, type Said } from '../../../test/support/returned-mail.ts';
import { addReads, serveAccount } from '../../../test/support/served-accounts.ts';
import { registered } from '../../../test/support/signed-in.ts';
import { staffSignedIn } from '../../../test/support/staff-session.ts';
import { dayAfterCutOver, expectValidHtml, referenceUtility, visit, webDeps } from '../../../test/support/web.ts';
import { openMailer } from '../../gateways/mail.ts';
import { currentEbill, insertEbill, verifyEbill } from '../../store/billing/index.ts';
import type { DatabasePool } from '../../store/database.ts';
import { sendNotice, tellOfBills } from '../../usecases/notices/index.ts';
import { consoleAreas } from '../../web/console/index.ts';
import { paths } from '../../web/paths.ts';

const now = dayAfterCutOver;
const to = 'ana@example.org';
const domain = new URL(referenceUtility.official_address).hostname;

/** An account whose bill went by email, and the mail server took it. */
async function billMailed(db: DatabasePool) {
  const { accountId } = await serveAccount(db, 1, {
    openedOn: '2026-03-26',
    reads: [
      ['2026-03-26', 100],
      ['2026-04-26', 12_100],
    ],
  });
  const loginId = await registered(db, accountId);
  const consent = { consentText: 'yes', consentVersion: '1', consentedAddress: '127.0.0.1' };
  const verification = { verificationHash: 'hash', verificationExpiresAt: now };
  await insertEbill(db, { accountId, loginId, email: to, language: 'en', ...consent, ...verification }, now);
  await verifyEbill(db, (await currentEbill(db, accountId))?.id ?? 0, now);
  const runId = await billThrough(db, '2026-04-26');
  return { accountId, messageId: await mailed(db, runId) };
}

/** The run's mail goes out; answers the Message-ID that its server saw. */
async function mailed(db: DatabasePool, runId: number): Promise<string> {
  const id = await billQueued(db, runId);
  let seen = '';
  const mailer = {
    send: async ({ messageId }: { messageId: string }) => {
      seen = messageId;
    },
    close: () => undefined,
  };
  await sendNotice(db, id, { mailer, domain, context: noticesForTests, outbox: '/nowhere', now });
  return seen;
}

/** The number of the notice that tells of the run's bill, which waits to go out. */
async function billQueued(db: DatabasePool, runId: number): Promise<number> {
  await tellOfBills(db, noticesForTests, runId, now);
  const [mail] = await db.query<{ id: number }>(
    `select id from notice where event = 'bill.ready' order by id desc limit 1`,
  );
  return mail?.id ?? 0;
}

/** The run's mail is offered to a mail server that answers its receiver so. */
async function offered(db: DatabasePool, runId: number, [code, words]: readonly [number, string]): Promise<void> {
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'] },
    onRcptTo: (_, __, done) => done(Object.assign(new Error(words), { responseCode: code })),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const mailer = openMailer(`smtp://127.0.0.1:${port}`, 'Water <billing@water.example.org>');
  const id = await billQueued(db, runId);
  try {
    await sendNotice(db, id, { mailer, domain, context: noticesForTests, outbox: '/nowhere', now });
  } finally {
    await mailer.close();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}

const bounce = (db: DatabasePool, message: string, ...more: string[]) =>
  caudal(db, ['mail', 'bounce', ...more], { now, lines: message.split('\n') });

const forms: readonly (readonly [string, (said: Said) => string])[] = [
  ['Postfix', postfix],
  ['Exchange', exchange],
  ['Gmail', gmail],
];

describe.for(forms)('an e-bill that comes back, as %s says it,', ([, form]) => {
  test('for good: the bill is printed, those to come are, and customer and staff are told, once', async ({ db }) => {
    const { accountId, messageId } = await billMailed(db);
    const { code, out } = await bounce(db, form({ to, messageId }));
    expect(code).toBe(0);
    expect(out).toMatch(/^The address takes no mail: notice \d+ \(bill\.ready\) to ana@example\.org\. 5\.1\.10? · 550/);
    expect(out).toContain('This bill and those to come go on paper');
    expect(await currentEbill(db, accountId)).toBeUndefined();
    expect(await db.query(`select from graphile_worker.jobs where task_identifier = 'print-batch'`)).toHaveLength(1);
    expect(await db.query(`select channel from notice where event = 'ebill.refused' order by channel`)).toContainEqual({
      channel: 'letter',
    });
    const staff = visit(webDeps(db, { staffRealm: await staffSignedIn(db, 'supervisor') }), consoleAreas, 'en');
    await staff.get(paths.console.undeliveredNotices);
    expect(staff.text).toContain('returned: 5.1.1');
    await staff.get(paths.console.account('00000001-0000001'));
    expect(staff.text).toContain('the mail server refused ana@example.org');
    // The same message once more, and another about the same mail.
    expect((await bounce(db, form({ to, messageId }))).out).toContain('taken before');
    await bounce(db, form({ to, messageId, returns: 'other@water.example.org' }));
    expect(await db.query(`select from notice where event = 'ebill.refused' and channel = 'letter'`)).toHaveLength(1);
    expect(await db.query('select from bill_to_print')).toHaveLength(1);
    await addReads(db, 'MW-1', [['2026-05-26', 15_100]]);
    await billThrough(db, '2026-05-26');
    expect(await db.query('select delivery from bill order by id desc limit 1')).toEqual([{ delivery: 'paper' }]);
  });

  test('by accident: it is counted and staff see it; the second bill in a row goes on paper', async ({ db }) => {
    const { accountId, messageId } = await billMailed(db);
    const full = { to, status: '5.2.2', diagnostic: '552 5.2.2 the mailbox is over quota' };
    expect((await bounce(db, form({ ...full, messageId }))).out).toMatch(/^The mail did not arrive, another may/);
    expect((await currentEbill(db, accountId))?.email).toBe(to);
    expect(await db.query('select from bill_to_print')).toEqual([]);
    expect((await caudal(db, ['mail', 'returned'], { now })).out).toContain('0 for good, 1 by accident');
    await addReads(db, 'MW-1', [['2026-05-26', 15_100]]);
    const second = await mailed(db, await billThrough(db, '2026-05-26'));
    expect((await bounce(db, form({ ...full, messageId: second }))).out).toContain('those to come go on paper');
    expect(await currentEbill(db, accountId)).toBeUndefined();
  });

  test('late: nothing follows', async ({ db }) => {
    const { accountId, messageId } = await billMailed(db);
    const late = { to, messageId, action: 'delayed', status: '4.4.1', diagnostic: '451 4.4.1 timed out' };
    expect((await bounce(db, form(late))).out).toMatch(/^It is late/);
    expect((await currentEbill(db, accountId))?.email).toBe(to);
    expect(await db.query(`select state from notice where event = 'bill.ready'`)).toEqual([{ state: 'sent' }]);
  });
});

describe('an e-bill that is refused at once', () => {
  const full = [552, '5.2.2 Mailbox full'] as const;

  test('by a full mailbox is an accident; the second bill in a row, refused or come back, goes on paper', async ({
    db,
  }) => {
    const { accountId, messageId } = await billMailed(db);
    await bounce(db, postfix({ to, messageId, status: '5.2.2', diagnostic: '552 5.2.2 the mailbox is over quota' }));
    await addReads(db, 'MW-1', [['2026-05-26', 15_100]]);
    await offered(db, await billThrough(db, '2026-05-26'), full);
    expect(await db.query(`select failure from notice where event = 'bill.ready' order by id desc limit 1`)).toEqual([
      { failure: expect.stringMatching(/^refused: .*Mailbox full/) },
    ]);
    expect(await currentEbill(db, accountId)).toBeUndefined();
    expect(await db.query('select from bill_to_print')).toHaveLength(1);
  });

  test('by a full mailbox once, after a bill that arrived, changes nothing but the notice', async ({ db }) => {
    const { accountId } = await billMailed(db);
    await addReads(db, 'MW-1', [['2026-05-26', 15_100]]);
    await offered(db, await billThrough(db, '2026-05-26'), full);
    expect((await currentEbill(db, accountId))?.email).toBe(to);
    expect(await db.query('select from bill_to_print')).toEqual([]);
  });

  test('for who sends it waits, and no customer goes on paper', async ({ db }) => {
    const { accountId } = await billMailed(db);
    await addReads(db, 'MW-1', [['2026-05-26', 15_100]]);
    const runId = await billThrough(db, '2026-05-26');
    await expect(offered(db, runId, [550, '5.1.8 Sender address rejected: Domain not found'])).rejects.toThrow(
      /5\.1\.8/,
    );
    expect(await db.query(`select state from notice where event = 'bill.ready' order by id desc limit 1`)).toEqual([
      { state: 'queued' },
    ]);
    expect((await currentEbill(db, accountId))?.email).toBe(to);
  });
});

test('a mail without its head is known by the address to which it came back', async ({ db }) => {
  const { accountId, messageId } = await billMailed(db);
  const id = /notice-(\d+)@/.exec(messageId)?.[1];
  const message = postfix({ to, messageId: '<lost@elsewhere>', returns: `returns+notice-${id}@${domain}` });
  expect((await bounce(db, message, '--json')).out).toContain('"kind":"hard"');
  expect(await currentEbill(db, accountId)).toBeUndefined();
});

test.for([
  [
    'another address than the notice went to',
    (said: Said) => postfix({ ...said, to: 'mallory@example.org' }),
    'another address',
  ],
  [
    'a notice that is not ours',
    (said: Said) => gmail({ ...said, messageId: '<notice-9@elsewhere.example>' }),
    'no notice',
  ],
  [
    'an absence',
    () => 'From: a@example.org\nSubject: I am away\nAuto-Submitted: auto-replied\n\nBack on Monday.\n',
    'no delivery status',
  ],
  ['nothing', () => '', 'no delivery status'],
] as const)('a mail about %s changes nothing, is kept, and is reported', async ([, form, why], { db }) => {
  const { accountId, messageId } = await billMailed(db);
  const { code, out } = await bounce(db, form({ to, messageId }));
  expect([code, out]).toEqual([0, expect.stringContaining(why)]);
  expect((await currentEbill(db, accountId))?.email).toBe(to);
  const number = /Message (\d+)/.exec(out)?.[1] ?? '';
  expect((await caudal(db, ['mail', 'returned'], { now })).out).toContain('1 not placed');
  const printed = await caudal(db, ['mail', 'returned', '--message', number], { now });
  expect(printed.out.trim()).toBe(form({ to, messageId }).trim());
  expect((await caudal(db, ['mail', 'returned', '--message', '999'], { now })).code).toBe(1);
  for (const language of ['en', 'es']) {
    const staff = visit(webDeps(db, { staffRealm: await staffSignedIn(db, 'supervisor') }), consoleAreas, language);
    await staff.get(paths.console.undeliveredNotices);
    expect(staff.text).toContain(language === 'en' ? 'could not be matched' : 'no se pudieron relacionar');
    await expectValidHtml(staff.html);
  }
});

test('a mail whose encoded subject holds a NUL is kept like any other that cannot be placed', async ({ db }) => {
  const { code, out } = await bounce(
    db,
    'From: mailer@example.net\nSubject: =?utf-8?q?Gone=00away?=\n\nNo such user.\n',
  );
  expect([code, out]).toEqual([0, expect.stringMatching(/cannot be placed: .* Subject: Goneaway/)]);
});
