import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { expect } from 'vitest';
import { freePort } from '../../src/gateways/free-port.ts';
import { openCustomerSignIn } from '../../src/gateways/sign-in-customers.ts';
import { paths } from '../../src/web/paths.ts';
import { test } from '../support/database.ts';
import { keepProgram } from '../support/kept-program.ts';
import { openAccount } from '../support/logins.ts';
import { queueMails } from '../support/mails-by-job.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { registered } from '../support/signed-in.ts';
import { smallProxy } from '../support/small-proxy.ts';
import { hiddenFields } from '../support/web.ts';

const own = '00123456-0004321';
const secret = 'a secret for tests only, long enough';
const now = Temporal.Instant.from('2026-05-07T16:00:00Z');

async function until(so: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await so())) await pause(10);
}

test('portals and workers that are killed one after another under load and begun again lose no page, no session and no mail', async ({
  db,
  onTestFinished,
}) => {
  const { connectionString = '' } = db.pool.options;
  const loginId = await registered(db, await openAccount(db));

  // Whose mails came, by their Message-ID: one that came again after a death is known by it as the same.
  const came = new Map<string, Set<string>>();
  const smtp = new SMTPServer({
    ...{ disabledCommands: ['AUTH', 'STARTTLS'], logger: false },
    onData(stream, session, done) {
      const take = ({ messageId = '' }: { messageId?: string | undefined }) => {
        for (const { address } of session.envelope.rcptTo) {
          came.set(address, (came.get(address) ?? new Set()).add(messageId));
        }
        done();
      };
      simpleParser(stream).then(take, done);
    },
  });
  // A worker that dies hangs up in the middle of a mail.
  smtp.on('error', () => undefined);
  const mailPort = await freePort();
  await new Promise<void>((resolve) => smtp.listen(mailPort, '127.0.0.1', resolve));

  const ports = [await freePort(), await freePort(), await freePort()];
  const proxy = await smallProxy(ports);
  const environment = {
    ...{
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: await scratchFolder(),
      DATABASE_URL: connectionString,
      CAUDAL_SECRET: secret,
      CAUDAL_NOW: `${now}`,
    },
    ...{ CAUDAL_PUBLIC_URL: proxy.url, CAUDAL_PROXIES: '1', LOG_LEVEL: 'warn', CAUDAL_WEB_CONNECTIONS: '4' },
    SMTP_URL: `smtp://127.0.0.1:${mailPort}`,
  };
  const portals = ports.map((port) =>
    keepProgram(
      () =>
        spawn(process.execPath, [join('dist', 'caudal.mjs'), 'web'], {
          env: { ...environment, PORT: `${port}` },
          stdio: ['ignore', 'ignore', 'inherit'],
        }),
      () =>
        fetch(`http://127.0.0.1:${port}${paths.alive}`).then(
          ({ status }) => status === 200,
          () => false,
        ),
    ),
  );
  const workers = ports.map(() =>
    keepProgram(
      () =>
        spawn(
          process.execPath,
          ['test/support/working-process.ts', connectionString, `${now}`, '', environment.SMTP_URL],
          { env: environment, stdio: ['ignore', 'ignore', 'inherit'] },
        ),
      async () => true,
    ),
  );
  const endAll = () => {
    for (const { child } of [...portals, ...workers]) child().kill('SIGKILL');
  };
  onTestFinished(async () => {
    endAll();
    await proxy.close();
    await new Promise<void>((resolve) => smtp.close(() => resolve()));
  });
  await Promise.all(portals.map((portal) => portal.begun()));

  const realm = openCustomerSignIn({ pool: db.pool, publicUrl: proxy.url, secret });
  const cookie = (await realm.begin(loginId, new Headers())).map((one) => one.split(';')[0]).join('; ');
  const page = () =>
    fetch(`${proxy.url}${paths.account(own)}`, { headers: { cookie, 'accept-language': 'en' }, redirect: 'manual' });

  // Two people who look again and again, and a mail every few moments, while each dies and comes back.
  let isOver = false;
  const answers: string[] = [];
  const lookAgain = async () => {
    while (!isOver) {
      const answer = await page();
      answers.push(`${answer.status} ${(await answer.text()).includes(own)}`);
      await pause(50);
    }
  };
  const recipients: string[] = [];
  const sendAgain = async () => {
    while (!isOver) {
      const recipient = `${recipients.length + 1}@example.org`;
      await queueMails(db, [recipient], now);
      recipients.push(recipient);
      await pause(100);
    }
  };
  const load = Promise.all([lookAgain(), lookAgain(), sendAgain()]);
  for (const [index, portal] of portals.entries()) {
    const both = [portal, workers[index] ?? portal];
    for (const one of both) {
      await one.killed();
      expect(one.child().signalCode).toBe('SIGKILL');
    }
    // The last of each stay away: the others go on.
    if (index < 2) await Promise.all(both.map((one) => one.begunAgain()));
  }
  isOver = true;
  await load;

  expect(new Set(answers)).toEqual(new Set(['200 true']));
  expect(proxy.askedAgain()).toBeGreaterThan(0);
  await until(async () => (await db.query('select from graphile_worker.jobs')).length === 0);
  expect([...came.keys()].toSorted()).toEqual(recipients.toSorted());
  expect([...came].filter(([, messages]) => messages.size !== 1)).toEqual([]);
  expect(await db.query('select state, count(*)::int as count from notice group by state')).toEqual([
    { state: 'sent', count: recipients.length },
  ]);

  // A form that is pressed twice and reaches two of them is done once, and both say the same.
  const form = await fetch(`${proxy.url}${paths.vacations(own)}`, { headers: { cookie } });
  const ofForm = [cookie, ...form.headers.getSetCookie().map((one) => one.split(';')[0])].join('; ');
  const typed = { ...hiddenFields(await form.text(), paths.vacations(own)), from: '2026-05-20', until: '2026-05-27' };
  const pressed = await Promise.all(
    ports.slice(0, 2).map((port) =>
      fetch(`http://127.0.0.1:${port}${paths.vacations(own)}`, {
        ...{ method: 'POST', redirect: 'manual' as const, body: new URLSearchParams(typed) },
        headers: { cookie: ofForm, 'x-forwarded-for': '198.51.100.7', 'x-forwarded-proto': 'https' },
      }),
    ),
  );
  expect(new Set(pressed.map(({ status, headers }) => `${status} ${headers.get('location')}`)).size).toBe(1);
  expect(pressed[0]?.status).toBe(303);
  expect(await db.query('select from vacation')).toHaveLength(1);
  endAll();
});
