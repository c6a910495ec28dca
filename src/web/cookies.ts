import type { PageContext } from './page.ts';

const overHttps = (c: PageContext): boolean => c.var.deps.publicUrl.startsWith('https:');

/** A cookie's name as the browser keeps it: over https it is bound to this host alone (`__Host-`, RFC 6265bis). */
export const cookieName = (c: PageContext, name: string): string => (overHttps(c) ? `__Host-${name}` : name);

/** What every cookie of ours is: unreadable to scripts, not sent by other sites, for this host. */
export const cookieSafety = (c: PageContext) =>
  ({ httpOnly: true, secure: overHttps(c), sameSite: 'Lax', path: '/' }) as const;
