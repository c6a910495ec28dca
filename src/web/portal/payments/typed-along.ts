import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { cookieName, cookieSafety } from '../../cookies.ts';
import type { PageContext } from '../../page.ts';
import { openText, sealText } from '../../typed/sealed-text.ts';

const nameOf = (c: PageContext): string => cookieName(c, 'typed_payment');
const minutes = 20;

/** What the summary asks; an address shows the other answers, and these are nobody else's to read. */
interface Along {
  readonly email: string;
  readonly beside_another: string;
}

interface Written extends Along {
  readonly path: string;
  readonly until: number;
}

/** Keeps what was typed on the summary while an earlier answer is changed: in this browser, sealed, for minutes. */
export function keepAlong(c: PageContext, path: string, { email, beside_another }: Along): void {
  const until = c.var.now.add({ minutes }).epochMilliseconds;
  const written: Written = { email, beside_another, path, until };
  const sealed = sealText(c.var.deps.secret, JSON.stringify(written));
  setCookie(c, nameOf(c), sealed, { ...cookieSafety(c), maxAge: minutes * 60 });
}

/** What the payment whose pages are at `path` kept. */
export function keptAlong(c: PageContext, path: string): Along | undefined {
  const text = openText(c.var.deps.secret, getCookie(c, nameOf(c)) ?? '');
  const written = text === undefined ? undefined : (JSON.parse(text) as Written);
  return written !== undefined && written.path === path && written.until > c.var.now.epochMilliseconds
    ? { email: written.email, beside_another: written.beside_another }
    : undefined;
}

export function forgetAlong(c: PageContext): void {
  if (getCookie(c, nameOf(c)) !== undefined) deleteCookie(c, nameOf(c), cookieSafety(c));
}
