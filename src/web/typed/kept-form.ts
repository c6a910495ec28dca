import { createHmac, timingSafeEqual } from 'node:crypto';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { cookieName, cookieSafety } from '../cookies.ts';
import type { PageContext } from '../page.ts';
import { openText, sealText } from './sealed-text.ts';
import { isSecretField } from './secret-fields.ts';

/** A session that ended, another language, or a look at another page of which the form itself speaks. */
export type WhyKept = 'session' | 'language' | 'aside';

/** What somebody typed into a form that did not get through: kept by their own browser, sealed, for a moment. */
export interface KeptForm {
  /** The page it is filled in on again. */
  readonly path: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly why: WhyKept;
}

interface Written extends KeptForm {
  /** Whose it is: another person in the same browser does not see it. */
  readonly who: string;
  readonly until: number;
}

/** Browsers keep 4 KB a cookie. */
const pieceLength = 3000;
const maxPieces = 2;
const keptMinutes = 30;

const pieceName = (c: PageContext, piece: number): string => cookieName(c, `caudal-kept-${piece}`);

/** The person of this page, as forms carry it: an id that says nothing, and a signature for this browser alone. */
export function formOwner(c: PageContext): string {
  const who = ownerOf(c);
  return who === '' ? '' : `${who}.${signed(c, `owner of a form ${c.var.browser}`, who)}`;
}

/** The owner that a form says it is of; undefined where we did not write it for this browser. */
export function readFormOwner(c: PageContext, said: string): string | undefined {
  const [who = '', signature = ''] = said.split('.');
  const ours = Buffer.from(signed(c, `owner of a form ${c.var.browser}`, who));
  const given = Buffer.from(signature);
  return who !== '' && given.length === ours.length && timingSafeEqual(given, ours) ? who : undefined;
}

/** Empty for who is not signed in. */
function ownerOf(c: PageContext): string {
  const { loginId, staff } = c.var;
  if (staff !== undefined) return signed(c, 'owner', `staff ${staff.id}`);
  return loginId === undefined ? '' : signed(c, 'owner', `login ${loginId}`);
}

const signed = (c: PageContext, what: string, text: string): string =>
  createHmac('sha256', `${c.var.deps.secret} ${what}`).update(text).digest('base64url').slice(0, 22);

/**
 * Has the browser keep what was typed, secrets aside, until the page is shown again. What is too long for two cookies is not kept.
 */
export function keepForm(
  c: PageContext,
  { path, why, fields, who = ownerOf(c) }: KeptForm & { readonly who?: string },
): void {
  const typed = Object.entries(fields).filter(([name, value]) => !isSecretField(name) && value !== '');
  if (typed.length === 0) return;
  const until = c.var.now.add({ minutes: keptMinutes }).epochMilliseconds;
  const written: Written = { path, why, who, until, fields: Object.fromEntries(typed) };
  const sealed = sealText(c.var.deps.secret, JSON.stringify(written));
  if (sealed.length > pieceLength * maxPieces) return;
  for (let piece = 0; piece < maxPieces; piece += 1) {
    const part = sealed.slice(piece * pieceLength, (piece + 1) * pieceLength);
    if (part !== '') setCookie(c, pieceName(c, piece), part, cookieSafety(c));
    else if (getCookie(c, pieceName(c, piece)) !== undefined) deleteCookie(c, pieceName(c, piece), cookieSafety(c));
  }
}

/** Takes what was kept for this page and this person; it is shown once. */
export function takeKeptForm(c: PageContext): KeptForm | undefined {
  const first = getCookie(c, pieceName(c, 0));
  if (first === undefined || c.req.method !== 'GET') return undefined;
  const written = openText(c.var.deps.secret, first + (getCookie(c, pieceName(c, 1)) ?? ''));
  const kept = written === undefined ? undefined : (JSON.parse(written) as Written);
  if (kept !== undefined && kept.until > c.var.now.epochMilliseconds && kept.path !== c.var.path) return undefined;
  for (let piece = 0; piece < maxPieces; piece += 1) {
    if (getCookie(c, pieceName(c, piece)) !== undefined) deleteCookie(c, pieceName(c, piece), cookieSafety(c));
  }
  const isTheirs = kept !== undefined && kept.until > c.var.now.epochMilliseconds && kept.who === ownerOf(c);
  return isTheirs ? kept : undefined;
}
