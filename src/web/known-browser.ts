import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { getCookie, setCookie } from 'hono/cookie';
import { readSignInName, signInNameKey } from '../domain/access/index.ts';
import { cookieName, cookieSafety } from './cookies.ts';
import type { PageContext } from './page.ts';

/** The customers' browsers and the staff's are known apart. */
type Realm = 'login' | 'staff';

const nameOf = (c: PageContext, realm: Realm): string => cookieName(c, `caudal-${realm}-known`);

/** A family shares a tablet. */
const maxPeople = 6;
const days = 180;

interface Known {
  /** Whose, as a hash: the cookie says nobody's email. */
  readonly whose: string;
  /** This browser's own name for that person's tries. */
  readonly browser: string;
  readonly until: number;
}

/**
 * Remembers that this person came in by this browser (OWASP's device cookie). It opens nothing: their next tries are counted by
 * the browser and not together with those of strangers, who then cannot use up the owner's.
 */
export function rememberBrowser(c: PageContext, realm: Realm, name: string): void {
  // A lobby computer remembers nobody.
  if (c.var.kiosk !== undefined) return;
  const whose = hashOf(realm, name);
  const until = c.var.now.add({ hours: days * 24 }).epochMilliseconds;
  const entry: Known = { whose, browser: hashOf(c.var.browser, whose), until };
  const people = [entry, ...knownIn(c, realm).filter((known) => known.whose !== whose)].slice(0, maxPeople);
  const written = people.map(({ whose: who, browser, until: end }) => `${who}.${browser}.${end}`).join('~');
  setCookie(c, nameOf(c, realm), `${written}~${signatureOf(c, realm, written)}`, {
    ...cookieSafety(c),
    maxAge: days * 24 * 3600,
  });
}

/** The browser's name, where the person who signs in by this name came in by it before. */
export function knownBrowser(c: PageContext, realm: Realm, typed: string): string | undefined {
  const name = readSignInName(typed, c.var.deps.utility.account_number);
  if (name === undefined) return undefined;
  const whose = hashOf(realm, signInNameKey(name));
  return knownIn(c, realm).find((known) => known.whose === whose)?.browser;
}

function knownIn(c: PageContext, realm: Realm): readonly Known[] {
  const value = getCookie(c, nameOf(c, realm)) ?? '';
  const at = value.lastIndexOf('~');
  const [written, signature] = [value.slice(0, Math.max(0, at)), Buffer.from(value.slice(at + 1))];
  const ours = Buffer.from(signatureOf(c, realm, written));
  if (signature.length !== ours.length || !timingSafeEqual(signature, ours)) return [];
  return written.split('~').flatMap((entry) => {
    const [whose = '', browser = '', until = ''] = entry.split('.');
    return Number(until) > c.var.now.epochMilliseconds ? [{ whose, browser, until: Number(until) }] : [];
  });
}

const hashOf = (of: string, what: string): string =>
  createHash('sha256').update(`${of} ${what}`).digest('base64url').slice(0, 22);

const signatureOf = (c: PageContext, realm: Realm, written: string): string =>
  createHmac('sha256', `${c.var.deps.secret} known ${realm} browser`).update(written).digest('base64url');
