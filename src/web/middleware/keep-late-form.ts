import { BodyRefused } from '../body/body-refused.ts';
import { files, smallForm } from '../body/body-rule.ts';
import { readFieldsOnly } from '../body/read-multipart.ts';
import { readPieces, usualPace } from '../body/read-pieces.ts';
import { boundaryOf, readSentForm } from '../body/read-sent-form.ts';
import type { PageContext } from '../page.ts';
import { keepForm, readFormOwner } from '../typed/kept-form.ts';
import { hasFormToken, isKnownBrowser } from './form-token.ts';

const maxBytes = 32 * 1024;
/** With files: as much as the largest form of a person takes. */
const maxBytesWithFiles = files(20).maxBytes;

/**
 * A form that comes after its session ended, or asks for another sign-in first: its browser keeps what was typed, for the
 * page to be filled in again. Read only where it says how long it is and comes from a browser of ours; who cannot show that
 * a page of ours was theirs is turned away unread by the next lines, as before. Files are not kept: what is not theirs yet has
 * no place with us, and no browser lets a page choose a file again; the page asks for them.
 */
export async function keepLateForm(c: PageContext, path: string): Promise<void> {
  // What a visitor at the lobby computer typed is lost with the visit, on purpose.
  if (c.var.kiosk !== undefined || c.req.method !== 'POST') return;
  try {
    const fields = await lateFields(c);
    const who = readFormOwner(c, fields?.get('form_for') ?? '');
    if (fields === undefined || who === undefined || !hasFormToken(c, fields.get('form_token'))) return;
    keepForm(c, { path, why: 'session', who, fields: Object.fromEntries(fields) });
  } catch (error) {
    // What cannot be read is not kept; the person signs in all the same.
    if (!(error instanceof BodyRefused)) throw error;
    c.header('Connection', 'close');
  }
}

async function lateFields(c: PageContext): Promise<ReadonlyMap<string, string> | undefined> {
  const type = c.req.header('content-type') ?? '';
  const length = Number(c.req.header('content-length') ?? '0');
  const pace = c.var.deps.bodyPace ?? usualPace;
  if (/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) {
    if (length > maxBytes) return undefined;
    return (await readSentForm(c.req.raw, { ...smallForm, maxBytes }, pace)).fields;
  }
  if (!/^multipart\/form-data\s*;/i.test(type) || length > maxBytesWithFiles) return undefined;
  // Without the browser's own cookie nothing in it can be true: not a byte of it is read.
  if (!isKnownBrowser(c)) return undefined;
  const isOurs = (fields: ReadonlyMap<string, string>): boolean =>
    readFormOwner(c, fields.get('form_for') ?? '') !== undefined && hasFormToken(c, fields.get('form_token'));
  return readFieldsOnly(readPieces(c.req.raw, maxBytesWithFiles, pace), boundaryOf(type), isOurs);
}
