import { BodyRefused } from '../body/body-refused.ts';
import { smallForm } from '../body/body-rule.ts';
import { usualPace } from '../body/read-pieces.ts';
import { readSentForm } from '../body/read-sent-form.ts';
import type { PageContext } from '../page.ts';
import { keepForm, readFormOwner } from '../typed/kept-form.ts';
import { hasFormToken } from './form-token.ts';

const maxBytes = 32 * 1024;

/**
 * A form that comes after its session ended, or asks for another sign-in first: its browser keeps what was typed, for the
 * page to be filled in again. Read only where it says that it is short, has no files, and comes from a browser of ours; who
 * cannot show that a page of ours was theirs is turned away unread by the next lines, as before.
 */
export async function keepLateForm(c: PageContext, path: string): Promise<void> {
  const type = c.req.header('content-type') ?? '';
  // What a visitor at the lobby computer typed is lost with the visit, on purpose.
  if (c.var.kiosk !== undefined || c.req.method !== 'POST' || Number(c.req.header('content-length') ?? '0') > maxBytes)
    return;
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) return;
  try {
    const rule = { ...smallForm, maxBytes };
    const { fields } = await readSentForm(c.req.raw, rule, c.var.deps.bodyPace ?? usualPace);
    const who = readFormOwner(c, fields.get('form_for') ?? '');
    if (who === undefined || !hasFormToken(c, fields.get('form_token'))) return;
    keepForm(c, { path, why: 'session', who, fields: Object.fromEntries(fields) });
  } catch (error) {
    // What cannot be read is not kept; the person signs in all the same.
    if (!(error instanceof BodyRefused)) throw error;
    c.header('Connection', 'close');
  }
}
