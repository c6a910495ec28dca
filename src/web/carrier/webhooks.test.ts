import { expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { openLogin } from '../../../test/support/logins.ts';
import { dayAfterCutOver, webDeps } from '../../../test/support/web.ts';
import { twilioCarrier, twilioSignature } from '../../gateways/carrier.ts';
import type { DatabasePool } from '../../store/database.ts';
import { insertAskedPhone, keepProvenPhone, lockAskedPhone, phoneOf } from '../../store/notices/index.ts';
import { createApp } from '../app.tsx';
import { paths } from '../paths.ts';
import { carrierArea } from './webhooks.ts';

const number = '+15415550101';
const carrier = twilioCarrier({ accountSid: 'AC1', authToken: 'token', from: '+15415550100', keysUrl: '' });

async function somebodyWithATelephone(db: DatabasePool): Promise<string> {
  const loginId = await openLogin(db);
  const given = { loginId, address: '192.0.2.1', now: dayAfterCutOver };
  await insertAskedPhone(db, {
    ...{ ...given, number, ways: ['sms', 'voice'], language: 'en' },
    ...{ codeHash: 'x', codeExpiresAt: dayAfterCutOver, consentText: 'I agree', consentVersion: '1' },
  });
  const asked = await lockAskedPhone(db, loginId);
  if (asked === undefined) throw new Error('no number was asked');
  await keepProvenPhone(db, asked, given);
  return loginId;
}

const posts = (db: DatabasePool) => {
  const app = createApp(webDeps(db, { carrier, log: { info() {}, warn() {}, error() {} } }), [carrierArea]);
  return async (path: string, fields: Record<string, string>, token = 'token') => {
    const answer = await app.request(`http://localhost${path}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { 'x-twilio-signature': twilioSignature(token, `http://localhost${path}`, fields), host: 'localhost' },
    });
    return [answer.status, await answer.text()] as const;
  };
};

test('a text that the carrier signed stops what it says; one that it did not is refused', async ({ db }) => {
  const loginId = await somebodyWithATelephone(db);
  const post = posts(db);
  const stop = { From: number, To: '+15415550100', Body: 'Stop' };
  expect(await post(paths.carrierTexts, stop, 'guessed')).toEqual([403, '{"result":"not signed"}']);
  expect((await phoneOf(db, loginId))?.ways).toEqual(['sms', 'voice']);
  expect(await post(paths.carrierTexts, { ...stop, Body: 'thanks!' })).toEqual([
    200,
    expect.stringMatching(/<Response><Message>Medford Water: this number only sends water alerts/),
  ]);
  expect((await phoneOf(db, loginId))?.ways).toEqual(['sms', 'voice']);
  expect(await post(paths.carrierTexts, stop)).toEqual([
    200,
    expect.stringMatching(/<Response><Message>Medford Water: you will get no more texts or calls/),
  ]);
  expect((await phoneOf(db, loginId))?.ways).toEqual([]);
  const nothing = '<?xml version="1.0" encoding="UTF-8"?><Response></Response>';
  expect(await post(paths.carrierTexts, stop)).toEqual([200, nothing]);
});

test('nine in a call ends calls; another key ends nothing', async ({ db }) => {
  const loginId = await somebodyWithATelephone(db);
  const post = posts(db);
  await post(paths.carrierKeys, { To: number, Digits: '1' });
  expect((await phoneOf(db, loginId))?.ways).toEqual(['sms', 'voice']);
  expect(await post(paths.carrierKeys, { To: number, Digits: '9' })).toEqual([
    200,
    expect.stringContaining('<Say language="en-US" voice="Polly.Joanna">We will not call this number'),
  ]);
  expect((await phoneOf(db, loginId))?.ways).toEqual(['sms']);
});
