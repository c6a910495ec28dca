import { answered, receiveKey, receiveText, saidToKey } from '../../usecases/notices/index.ts';
import type { Area } from '../area.ts';
import { signedText } from '../body/body-rule.ts';
import { sentText } from '../body/sent-fields.ts';
import { decodedFields } from '../body/well-formed.ts';
import { takes } from '../middleware/takes.ts';
import type { PageContext } from '../page.ts';
import { paths } from '../paths.ts';

/** What the carrier tells: a text that came back, a key pressed in a call. Taken only with its signature. */
export const carrierArea: Area = (app) => {
  app.post(paths.carrierTexts, takes(signedText), textWebhook);
  app.post(paths.carrierKeys, takes(signedText), keyWebhook);
};

/** The fields, where the carrier signed them for this address. */
function signedFields(c: PageContext): Readonly<Record<string, string>> | undefined {
  const { deps } = c.var;
  const fields = Object.fromEntries(decodedFields(sentText(c)) ?? []);
  const { search } = new URL(c.req.url);
  const url = `${deps.publicUrl}${c.req.path}${search}`;
  if (deps.carrier?.isSigned(url, fields, c.req.header('x-twilio-signature')) === true) return fields;
  deps.log.warn({ request: c.var.requestId }, 'a word of the carrier was refused: not signed by it');
  return undefined;
}

async function textWebhook(c: PageContext): Promise<Response> {
  const { deps, now } = c.var;
  const fields = signedFields(c);
  if (fields === undefined) return c.json({ result: 'not signed' }, 403);
  const answer = await receiveText(
    deps.db,
    deps,
    {
      from: fields['From'] ?? '',
      body: fields['Body'] ?? '',
      // Twilio says so where its own opt-out list took the word, and answered it.
      isConfirmed: fields['OptOutType'] !== undefined,
    },
    now,
  );
  return c.body(answered(answer.text), 200, { 'Content-Type': 'text/xml; charset=utf-8' });
}

async function keyWebhook(c: PageContext): Promise<Response> {
  const { deps, now } = c.var;
  const fields = signedFields(c);
  if (fields === undefined) return c.json({ result: 'not signed' }, 403);
  const answer = await receiveKey(deps.db, deps, { to: fields['To'] ?? '', key: fields['Digits'] ?? '' }, now);
  return c.body(saidToKey(answer.text, answer.language), 200, { 'Content-Type': 'text/xml; charset=utf-8' });
}
