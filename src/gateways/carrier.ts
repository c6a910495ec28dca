import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Language } from '../domain/kernel/index.ts';
import type { PhoneWay } from '../domain/notices/index.ts';

/** A text, or what a call reads aloud. */
export interface ToCarry {
  readonly way: PhoneWay;
  readonly to: string;
  readonly text: string;
  readonly language: Language;
}

/** What became of it: taken, under the carrier's id, or refused for good. */
type Carried =
  | { readonly taken: true; readonly id: string }
  | {
      readonly taken: false;
      /** The carrier's own code. */
      readonly code: string;
      /** The number told the carrier to stop. */
      readonly isStopped: boolean;
    };

/** The service that carries texts and calls. A throw may have been taken or not: ask `find` before trying again. */
export interface Carrier {
  carry(message: ToCarry): Promise<Carried>;
  /** The id of the same message, where it was taken since `since`. */
  find(message: ToCarry, since: Temporal.Instant): Promise<string | undefined>;
  /** Whether what came to `url` is the carrier's word. */
  isSigned(url: string, fields: Readonly<Record<string, string>>, signature: string | undefined): boolean;
}

export interface TwilioAccount {
  readonly accountSid: string;
  readonly authToken: string;
  /** A number (`+1…`), or a messaging service (`MG…`), which cannot call. */
  readonly from: string;
  /** A number that calls come from; `from` unless set. */
  readonly callFrom?: string;
  /** Where a key pressed in a call is told. */
  readonly keysUrl: string;
  readonly baseUrl?: string;
}

/** Twilio's error for a number that replied STOP to its own list. */
const unsubscribed = '21610';
const waitMs = 15_000;

/** Twilio's REST API (2010-04-01), by plain `fetch`. Its errors of the 400s are for good but 408 and 429. */
export function twilioCarrier(account: TwilioAccount): Carrier {
  const { accountSid, authToken, from, callFrom = from, keysUrl, baseUrl = 'https://api.twilio.com' } = account;
  const base = `${baseUrl}/2010-04-01/Accounts/${accountSid}`;
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  const ask = (path: string, body?: URLSearchParams): Promise<Response> =>
    fetch(`${base}/${path}`, {
      headers: { authorization },
      signal: AbortSignal.timeout(waitMs),
      // Keys and numbers go nowhere else.
      redirect: 'error',
      ...(body === undefined ? {} : { method: 'POST', body }),
    });
  return {
    async carry({ way, to, text, language }) {
      const answer =
        way === 'sms'
          ? await ask('Messages.json', new URLSearchParams({ To: to, Body: text, ...senderOf(from) }))
          : await ask(
              'Calls.json',
              new URLSearchParams({ To: to, From: callFrom, Twiml: spoken(text, language, keysUrl) }),
            );
      const said = (await answer.json().catch(() => ({}))) as { sid?: string; code?: number };
      if (answer.ok && said.sid !== undefined) return { taken: true, id: said.sid };
      const code = String(said.code ?? answer.status);
      if (answer.status >= 500 || [408, 429].includes(answer.status) || answer.ok) {
        throw new Error(`the carrier could not take it: ${code}`);
      }
      return { taken: false, code, isStopped: code === unsubscribed };
    },
    async find({ way, to, text }, since) {
      const query = new URLSearchParams({ To: to, PageSize: '50' });
      const answer = await ask(`${way === 'sms' ? 'Messages' : 'Calls'}.json?${query}`);
      if (!answer.ok) throw new Error(`the carrier could not say what it has: ${answer.status}`);
      const { messages = [], calls = [] } = (await answer.json()) as Listed;
      // Its clock and ours are seconds apart, and it keeps whole seconds.
      const from = since.subtract({ minutes: 1 }).epochMilliseconds;
      return [...messages.filter(({ body }) => body === text), ...calls].find(
        ({ date_created }) => Date.parse(date_created) >= from,
      )?.sid;
    },
    isSigned: (url, fields, signature) =>
      signature !== undefined && same(signature, twilioSignature(authToken, url, fields)),
  };
}

interface Listed {
  readonly messages?: readonly { readonly sid: string; readonly body: string; readonly date_created: string }[];
  readonly calls?: readonly { readonly sid: string; readonly date_created: string }[];
}

const senderOf = (from: string): Record<string, string> =>
  from.startsWith('MG') ? { MessagingServiceSid: from } : { From: from };

/** `X-Twilio-Signature`: the address as Twilio called it, then each field and its value in the order of the names. */
export const twilioSignature = (authToken: string, url: string, fields: Readonly<Record<string, string>>): string =>
  createHmac('sha1', authToken)
    .update(
      Object.keys(fields)
        .sort()
        .reduce((signed, name) => `${signed}${name}${fields[name]}`, url),
    )
    .digest('base64');

function same(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const voices: Readonly<Record<Language, string>> = {
  es: 'language="es-US" voice="Polly.Lupe"',
  en: 'language="en-US" voice="Polly.Joanna"',
};

/** A language without a voice of ours is said by the carrier's own, as in the country where most speak it: `vi-VN`. */
function voiceOf(written: Language): string {
  const { language, region } = new Intl.Locale(written).maximize();
  return voices[written] ?? `language="${language}-${region}"`;
}

/** TwiML that says it twice and listens for a key meanwhile. */
export function spoken(text: string, language: Language, keysUrl: string): string {
  const say = `<Say ${voiceOf(language)}>${escaped(text)}</Say>`;
  return `<?xml version="1.0" encoding="UTF-8"?><Response><Gather numDigits="1" method="POST" action="${escaped(keysUrl)}"><Pause length="1"/>${say}<Pause length="2"/>${say}</Gather></Response>`;
}

/** TwiML that answers a text with one, or with nothing. */
export const answered = (text: string | undefined): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Response>${text === undefined ? '' : `<Message>${escaped(text)}</Message>`}</Response>`;

/** TwiML that answers a key with a sentence and hangs up. */
export const saidToKey = (text: string | undefined, language: Language): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Response>${text === undefined ? '' : `<Say ${voiceOf(language)}>${escaped(text)}</Say>`}</Response>`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
