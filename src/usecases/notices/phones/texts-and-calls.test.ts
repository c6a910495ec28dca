import { describe, expect } from 'vitest';
import { test } from '../../../../test/support/database.ts';
import { installAmiMeter, noticesForTests, storeHousehold } from '../../../../test/support/leaks.ts';
import { openAccount } from '../../../../test/support/logins.ts';
import { registered } from '../../../../test/support/signed-in.ts';
import { demoCarrier } from '../../../demo/gateways/carrier.ts';
import { type ChosenWays, usualChoices } from '../../../domain/alerts/index.ts';
import type { Carrier, ToCarry } from '../../../gateways/carrier.ts';
import { saveChoices } from '../../../store/alerts/index.ts';
import type { Database, DatabasePool } from '../../../store/database.ts';
import { scanForLeaks } from '../../alerts/index.ts';
import { deadJobs, settleWaitingNotices } from '../../jobs/index.ts';
import {
  askForPhoneCode,
  phoneOf,
  provePhone,
  queueNotice,
  receiveKey,
  receiveText,
  removePhone,
  sendByPhone,
} from '../index.ts';

const number = '+15415550101';
const at = (time: string) => Temporal.Instant.from(`2026-05-12T${time}Z`);
const noon = at('19:00');
const zone = 'America/Los_Angeles';

/** A carrier that remembers what it carried; `next` breaks or refuses once. */
function rememberingCarrier() {
  const carried: ToCarry[] = [];
  let broken: 'after' | 'before' | { code: string; isStopped: boolean } | undefined;
  const carrier: Carrier = {
    ...demoCarrier(async () => ''),
    async carry(message) {
      const how = broken;
      broken = undefined;
      if (how === 'before') throw new Error('no line');
      if (typeof how === 'object') return { taken: false, ...how };
      carried.push(message);
      if (how === 'after') throw new Error('the line broke');
      return { taken: true, id: `SM${carried.length}` };
    },
    find: async (message) =>
      carried.some(({ text, to }) => text === message.text && to === message.to) ? 'SM-found' : undefined,
  };
  return { carrier, carried, breaks: (how: typeof broken) => (broken = how) };
}

/** Types the number, agrees, and gives back the code that went to it. */
async function prove(db: DatabasePool, loginId: string, way: 'sms' | 'voice' = 'sms', now = noon): Promise<void> {
  let code = '';
  const asked = await askForPhoneCode(
    {
      db,
      tell: async (_tx, notice) => {
        code = 'code' in notice ? notice.code : '';
      },
    },
    loginId,
    {
      typed: '(541) 555-0101',
      way,
      agreed: true,
      consent: { text: 'Acepto', version: '1' },
      language: 'es',
    },
    { now, address: '192.0.2.1' },
  );
  expect(asked.ok).toBe(true);
  expect(
    await provePhone({ db, tell: async () => undefined }, { loginId, code }, { now, address: '192.0.2.1' }),
  ).toEqual({
    ok: true,
    value: undefined,
  });
}

async function household(db: DatabasePool, ways: ChosenWays) {
  const accountId = await openAccount(db);
  const meterId = await installAmiMeter(db, accountId);
  const loginId = await registered(db, accountId);
  await saveChoices(db, { accountId, loginId }, { choices: { ...usualChoices, ways }, now: noon });
  const leaks = [{ from: '2026-05-10T02:00', gallonsAnHour: 30 }];
  await storeHousehold(db, meterId, { from: '2026-05-01', through: '2026-05-12T06:00', leaks });
  return { accountId, loginId };
}

const queued = (db: Database) =>
  db.query<{
    id: number;
    channel: string;
    recipient: string;
    state: string;
    body_text: string;
    failure: string | null;
  }>('select id, channel, recipient, state, body_text, failure from notice order by id');

/** For how many seconds the newest jobs of notices wait, the newest first. */
const waits = async (db: Database, limit: number) =>
  (
    await db.query<{ seconds: number }>(
      `select extract(epoch from run_at - created_at)::float8 as seconds from graphile_worker.jobs
       where task_identifier = 'send-notice' order by id desc limit $1`,
      [limit],
    )
  ).map(({ seconds }) => seconds);

const sendAll = async (db: Database, carrier: Carrier, now = noon) => {
  for (const { id, channel, state } of await queued(db)) {
    if (channel !== 'email' && state === 'queued') await sendByPhone(db, id, { carrier, rest: [], zone, now });
  }
};

describe('a number', () => {
  test('is nobody’s before its code came back: five tries, ten minutes, and every yes is kept', async ({ db }) => {
    const loginId = await registered(db, await openAccount(db));
    let code = '';
    const ask = (over: object = {}) =>
      askForPhoneCode(
        {
          db,
          tell: async (_tx, notice) => {
            if ('code' in notice) code = notice.code;
          },
        },
        loginId,
        { typed: number, way: 'sms', agreed: true, consent: { text: 'Acepto', version: '7' }, language: 'es', ...over },
        { now: noon, address: '192.0.2.1' },
      );
    const codes = async (over: object) => {
      const asked = await ask(over);
      return asked.ok ? [] : asked.problem.map((one) => one.code);
    };
    expect(await codes({ typed: '12', way: undefined, agreed: false })).toEqual([
      'phones.number-unreadable',
      'phones.way-missing',
      'phones.consent-needed',
    ]);
    expect((await ask()).ok).toBe(true);
    expect(await phoneOf(db, loginId)).toBeUndefined();
    const type = async (typed: string, now = noon) => {
      const proven = await provePhone(
        { db, tell: async () => undefined },
        { loginId, code: typed },
        { now, address: '192.0.2.1' },
      );
      return proven.ok ? 'proven' : proven.problem.code;
    };
    const wrong = code === '000000' ? '000001' : '000000';
    for (let tries = 0; tries < 5; tries++) expect(await type(wrong)).toBe('phones.code-wrong');
    expect(await type(code)).toBe('phones.code-expired');
    await ask();
    expect(await type(code, noon.add({ minutes: 10 }))).toBe('phones.code-expired');
    expect(await type(`${code.slice(0, 3)} ${code.slice(3)}`)).toBe('proven');
    expect(await phoneOf(db, loginId)).toEqual({ number, ways: ['sms', 'voice'] });
    await ask();
    expect(await codes({})).toEqual(['access.too-many-tries']);
    const words = await db.query('select kind, channel, consent_text, consent_version from phone_consent order by id');
    expect(words.at(-1)).toMatchObject({ kind: 'asked' });
    expect(words.filter((word) => JSON.stringify(word).includes('given'))).toEqual([
      { kind: 'given', channel: 'sms', consent_text: 'Acepto', consent_version: '7' },
      { kind: 'given', channel: 'voice', consent_text: 'Acepto', consent_version: '7' },
    ]);
    await expect(db.query('update phone_consent set at = now()')).rejects.toThrow();
  });

  test('that was proven by a call is called, and gets no texts', async ({ db }) => {
    const loginId = await registered(db, await openAccount(db));
    await prove(db, loginId, 'voice');
    expect(await phoneOf(db, loginId)).toEqual({ number, ways: ['voice'] });
  });
});

describe('a leak', () => {
  test('is told by each way that was chosen, once, however often it is sent', async ({ db }) => {
    const { loginId } = await household(db, { leak: ['email', 'sms', 'voice', 'letter'] });
    await prove(db, loginId);
    await scanForLeaks(db, noticesForTests, { now: noon });
    await scanForLeaks(db, noticesForTests, { now: noon });
    expect((await queued(db)).map(({ channel }) => channel)).toEqual(['email', 'sms', 'voice', 'letter']);
    const { carrier, carried } = rememberingCarrier();
    await sendAll(db, carrier);
    await sendAll(db, carrier);
    const [text, call] = carried;
    expect(carried).toHaveLength(2);
    expect([text?.way, text?.to, call?.way]).toEqual(['sms', number, 'voice']);
    expect(text?.text).toMatch(
      /^Medford Water: Posible fuga de agua en su casa\. Cuenta 00123456-0004321\. https:\/\/water\.example\.org\/accounts\/00123456-0004321\/alerts\/\d+ Responda ALTO para no recibir más\.$/,
    );
    expect(call?.text).toContain('Para no recibir más llamadas, oprima nueve.');
  });

  test('comes by email where the number chosen for it was never proven', async ({ db }) => {
    await household(db, { leak: ['sms'] });
    await scanForLeaks(db, noticesForTests, { now: noon });
    expect((await queued(db)).map(({ channel }) => channel)).toEqual(['email']);
  });

  test('waits for the end of the night as a text, and as a call until eight', async ({ db }) => {
    const { loginId } = await household(db, { leak: ['sms', 'voice'] });
    await prove(db, loginId);
    await scanForLeaks(db, noticesForTests, { now: at('10:00') });
    const [text, call] = await queued(db);
    const { carrier, carried } = rememberingCarrier();
    const night = [{ from: 21, to: 7 }];
    await sendByPhone(db, text?.id ?? 0, { carrier, rest: night, zone, now: at('10:00') });
    await sendByPhone(db, call?.id ?? 0, { carrier, rest: [...night, { from: 21, to: 8 }], zone, now: at('14:30') });
    expect(carried).toEqual([]);
    // Hours by the clock of the utility, whatever the database's own says: a demo's is years apart.
    expect(await waits(db, 2)).toEqual([0.5 * 3600, 4 * 3600]);
  });

  test('waits once, however far a demo is behind the real time or ahead of it', async ({ db }) => {
    const { loginId } = await household(db, { leak: ['sms'] });
    await prove(db, loginId);
    await scanForLeaks(db, noticesForTests, { now: at('10:00') });
    const [text] = await queued(db);
    const { carrier, carried } = rememberingCarrier();
    const send = (now: Temporal.Instant) =>
      sendByPhone(db, text?.id ?? 0, { carrier, rest: [{ from: 21, to: 7 }], zone, now });
    for (const years of [-20, 20]) {
      const night = at('10:00').toZonedDateTimeISO(zone).add({ years }).toInstant();
      await send(night);
      expect(await waits(db, 1)).toEqual([4 * 3600]);
    }
    expect(carried).toEqual([]);
  });

  test('whose job was lost still waits for the end of the night; one of which no hours are known waits for the usual ones', async ({
    db,
  }) => {
    const { loginId } = await household(db, { leak: ['sms', 'voice'] });
    await prove(db, loginId);
    await scanForLeaks(db, noticesForTests, { now: at('10:00') });
    const code = { event: 'phone.code', telephone: number, ways: ['sms' as const], language: 'es' as const, loginId };
    await db.transaction((tx) => queueNotice(tx, noticesForTests, { ...code, code: '123456', minutes: 10 }, noon));
    const restOfJobs = () =>
      db.query<{ rest: unknown }>(
        `select payload -> 'rest' as rest from graphile_worker._private_jobs
         where payload ->> 'noticeId' is not null order by (payload ->> 'noticeId')::int`,
      );
    const asQueued = await restOfJobs();
    await db.query('delete from graphile_worker._private_jobs');
    expect(await settleWaitingNotices(db, at('10:00'))).toMatchObject({ found: 3 });
    expect(await restOfJobs()).toEqual(asQueued);
    await db.query('delete from graphile_worker._private_jobs');
    await db.query('update notice set rest = null');
    await settleWaitingNotices(db, at('10:00'));
    const [first] = await restOfJobs();
    expect(first?.rest).toEqual([{ from: 21, to: 8 }]);
  });

  test('of which every try failed goes by email; a code does not, and waits for staff', async ({ db }) => {
    const { loginId } = await household(db, { leak: ['sms', 'voice'] });
    await prove(db, loginId);
    await scanForLeaks(db, noticesForTests, { now: noon });
    const code = { event: 'phone.code', telephone: number, ways: ['sms' as const], language: 'es' as const, loginId };
    await db.transaction((tx) => queueNotice(tx, noticesForTests, { ...code, code: '123456', minutes: 10 }, noon));
    await db.query('update graphile_worker._private_jobs set attempts = max_attempts');
    expect(await settleWaitingNotices(db, noon)).toEqual({ failed: 1, found: 0, byEmail: 2 });
    expect((await queued(db)).map(({ channel, state, failure }) => [channel, state, failure])).toEqual([
      ['sms', 'failed', 'tries-used-up'],
      ['voice', 'failed', 'tries-used-up'],
      ['sms', 'failed', 'tries-used-up'],
      ['email', 'queued', null],
    ]);
    const dead = (await deadJobs(db, { task: 'send-notice', limit: 9 })).rows.map(({ notice }) => notice?.event);
    expect(dead).toEqual(['phone.code']);
    expect(await settleWaitingNotices(db, noon)).toEqual({ failed: 0, found: 0, byEmail: 0 });
  });
});

describe('a line that breaks', () => {
  test.for(['before', 'after'] as const)('%s the carrier has it sends one text all the same', async (how, { db }) => {
    const { loginId } = await household(db, { leak: ['sms'] });
    await prove(db, loginId);
    await scanForLeaks(db, noticesForTests, { now: noon });
    const { carrier, carried, breaks } = rememberingCarrier();
    breaks(how);
    await expect(sendAll(db, carrier)).rejects.toThrow();
    await sendAll(db, carrier);
    expect(carried).toHaveLength(1);
    expect((await queued(db))[0]?.state).toBe('sent');
  });

  test('for good: the words go by email, once', async ({ db }) => {
    const { loginId } = await household(db, { leak: ['sms', 'voice'] });
    await prove(db, loginId);
    await scanForLeaks(db, noticesForTests, { now: noon });
    const { carrier, breaks } = rememberingCarrier();
    breaks({ code: '21610', isStopped: true });
    await sendAll(db, carrier);
    expect((await queued(db)).map(({ channel, state, failure }) => [channel, state, failure])).toEqual([
      ['sms', 'failed', '21610'],
      ['voice', 'failed', 'no-consent'],
      ['email', 'queued', null],
    ]);
    expect(await phoneOf(db, loginId)).toEqual({ number, ways: [] });
  });
});

describe('STOP', () => {
  test.for(['STOP', 'Alto, por favor', 'no más mensajes'])(
    '%s holds at once, is confirmed once, and email goes on',
    async (word, { db }) => {
      const { loginId } = await household(db, { leak: ['sms'] });
      await prove(db, loginId);
      await scanForLeaks(db, noticesForTests, { now: noon });
      const reply = () => receiveText(db, noticesForTests, { from: number, body: word }, noon);
      const first = await reply();
      expect(first.text).toMatch(/^Medford Water: no recibirá más mensajes de texto ni llamadas/);
      expect(await reply()).toEqual({ language: 'es' });
      const { carrier, carried } = rememberingCarrier();
      await sendAll(db, carrier);
      expect(carried).toEqual([]);
      expect((await queued(db)).map(({ channel, state }) => [channel, state])).toEqual([
        ['sms', 'failed'],
        ['email', 'queued'],
      ]);
    },
  );

  test('is not answered where the carrier answered it; HELP is, three times an hour', async ({ db }) => {
    const loginId = await registered(db, await openAccount(db));
    await prove(db, loginId);
    const say = (body: string, isConfirmed = false) =>
      receiveText(db, noticesForTests, { from: number, body, isConfirmed }, noon);
    for (let times = 0; times < 3; times++) expect((await say('AYUDA')).text).toContain('541-774-2430');
    expect((await say('AYUDA')).text).toBeUndefined();
    expect(await say('STOP', true)).toEqual({ language: 'es' });
    expect(await phoneOf(db, loginId)).toEqual({ number, ways: [] });
  });

  test('by key nine ends calls and leaves texts; proving the number again turns both on', async ({ db }) => {
    const loginId = await registered(db, await openAccount(db));
    await prove(db, loginId);
    expect((await receiveKey(db, noticesForTests, { to: number, key: '9' }, noon)).text).toContain('No le llamaremos');
    expect(await phoneOf(db, loginId)).toEqual({ number, ways: ['sms'] });
    await prove(db, loginId);
    expect((await phoneOf(db, loginId))?.ways).toEqual(['sms', 'voice']);
    await removePhone({ db, tell: async () => undefined }, loginId, { now: noon, address: '192.0.2.1' });
    expect(await phoneOf(db, loginId)).toBeUndefined();
  });
});

test('a code that was asked for goes out before there is a yes, and its words are private', async ({ db }) => {
  const loginId = await registered(db, await openAccount(db));
  const notice = { event: 'phone.code', telephone: number, ways: ['sms' as const], language: 'es' as const, loginId };
  await db.transaction((tx) => queueNotice(tx, noticesForTests, { ...notice, code: '123456', minutes: 10 }, noon));
  const { carrier, carried } = rememberingCarrier();
  await sendAll(db, carrier);
  expect(carried[0]?.text).toBe('Medford Water: Su código es 123456. Vence en 10 minutos; no se lo dé a nadie.');
  expect(await db.query('select private from notice')).toEqual([{ private: true }]);
});
