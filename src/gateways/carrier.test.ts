import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { spoken, twilioCarrier, twilioSignature } from './carrier.ts';

/** Speaks as much of Twilio's API as is used, and remembers what it was asked. */
const asked: { readonly path: string; readonly fields: Record<string, string>; readonly authorization: string }[] = [];
let next: { status: number; body: object } = { status: 201, body: { sid: 'SM1' } };
let server: Server;
let baseUrl = '';
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      asked.push({
        path: request.url ?? '',
        fields: Object.fromEntries(new URLSearchParams(body)),
        authorization: request.headers.authorization ?? '',
      });
      const elsewhere = next.status === 307 ? { location: `${baseUrl}/elsewhere` } : {};
      response
        .writeHead(next.status, { 'content-type': 'application/json', ...elsewhere })
        .end(JSON.stringify(next.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  baseUrl = `http://127.0.0.1:${address.port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  asked.length = 0;
  next = { status: 201, body: { sid: 'SM1' } };
});

const carrier = (from = '+15415550100') =>
  twilioCarrier({
    ...{ accountSid: 'AC1', authToken: 'secret', from, baseUrl },
    keysUrl: 'https://water.example.org/carrier/webhooks/keys',
  });
const text = { way: 'sms', to: '+15415550101', text: 'Fuga: mírela & ciérrela', language: 'es' } as const;

describe('Twilio, as a local server speaks it', () => {
  test('a text goes out under the account’s name, from its number or its messaging service', async () => {
    expect(await carrier().carry(text)).toEqual({ taken: true, id: 'SM1' });
    await carrier('MG7').carry(text);
    expect(asked[0]).toEqual({
      path: '/2010-04-01/Accounts/AC1/Messages.json',
      fields: { To: '+15415550101', From: '+15415550100', Body: 'Fuga: mírela & ciérrela' },
      authorization: `Basic ${Buffer.from('AC1:secret').toString('base64')}`,
    });
    expect(asked[1]?.fields).toMatchObject({ MessagingServiceSid: 'MG7' });
  });

  test('a call reads aloud in the person’s language, twice, and listens for a key', async () => {
    await carrier().carry({ ...text, way: 'voice' });
    const twiml = asked[0]?.fields['Twiml'] ?? '';
    expect(asked[0]?.path).toBe('/2010-04-01/Accounts/AC1/Calls.json');
    expect(twiml).toBe(spoken(text.text, 'es', 'https://water.example.org/carrier/webhooks/keys'));
    expect(twiml.match(/<Say language="es-US" voice="Polly.Lupe">Fuga: mírela &amp; ciérrela<\/Say>/g)).toHaveLength(2);
  });

  test.each([
    [400, 21610, { taken: false, code: '21610', isStopped: true }],
    [400, 21211, { taken: false, code: '21211', isStopped: false }],
  ])('%i with its code %i is for good', async (status, code, outcome) => {
    next = { status, body: { code } };
    expect(await carrier().carry(text)).toEqual(outcome);
  });

  test.each([429, 500, 503])('%i is tried again', async (status) => {
    next = { status, body: {} };
    await expect(carrier().carry(text)).rejects.toThrow('could not take it');
  });

  test('sent on to another address, nothing goes there', async () => {
    next = { status: 307, body: {} };
    await expect(carrier().carry(text)).rejects.toThrow();
    expect(asked.map(({ path }) => path)).toEqual(['/2010-04-01/Accounts/AC1/Messages.json']);
  });

  test('asked whether it has a text, it is found by its words since the first try', async () => {
    const since = Temporal.Instant.from('2026-05-12T17:00:30Z');
    const had = (date_created: string, body: string = text.text) => ({
      status: 200,
      body: { messages: [{ sid: 'SM9', body, date_created }] },
    });
    next = had('Tue, 12 May 2026 17:00:31 +0000');
    expect(await carrier().find(text, since)).toBe('SM9');
    expect(asked[0]?.path).toBe('/2010-04-01/Accounts/AC1/Messages.json?To=%2B15415550101&PageSize=50');
    next = had('Mon, 11 May 2026 17:00:31 +0000');
    expect(await carrier().find(text, since)).toBeUndefined();
    next = had('Tue, 12 May 2026 17:00:31 +0000', 'another');
    expect(await carrier().find(text, since)).toBeUndefined();
  });
});

test('a signature is checked as Twilio’s documentation works it', () => {
  // The worked example of "Webhooks security" in Twilio's documentation.
  const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
  const fields = {
    CallSid: 'CA1234567890ABCDE',
    Caller: '+14158675309',
    Digits: '1234',
    From: '+14158675309',
    To: '+18005551212',
  };
  expect(twilioSignature('12345', url, fields)).toBe('RSOYDt4T1cUTdK1PDd93/VVr8B8=');
  const own = twilioCarrier({ accountSid: 'AC1', authToken: '12345', from: '+1', keysUrl: '' });
  expect(own.isSigned(url, fields, 'RSOYDt4T1cUTdK1PDd93/VVr8B8=')).toBe(true);
  expect(own.isSigned(url, { ...fields, Digits: '9' }, 'RSOYDt4T1cUTdK1PDd93/VVr8B8=')).toBe(false);
  expect(own.isSigned(url, fields, undefined)).toBe(false);
});
