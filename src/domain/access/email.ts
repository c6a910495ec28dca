import { z } from 'zod';

const rule = z.email().max(254);

/**
 * An address as it is kept and compared: trimmed, in lower case, its domain as the network writes it. Undefined where zod's rule
 * takes it for none; letters of any script are letters to it. What passes can stand in a mail's header and never reads as
 * the address of a page: no spaces, quotes, slashes, question marks or control characters. The proof that it works is the
 * mail itself.
 */
export function readEmail(typed: string): string | undefined {
  const email = typed.normalize('NFKC').trim().toLowerCase();
  const at = email.lastIndexOf('@');
  const domain = hostOf(email.slice(at + 1));
  if (at < 1 || at > 64 || domain === undefined) return undefined;
  const local = email.slice(0, at);
  const plain = local.replaceAll(/(?!\p{ASCII})[\p{L}\p{N}][\p{M}]*/gu, 'x');
  return rule.safeParse(`${plain}@${domain}`).success ? `${local}@${domain}` : undefined;
}

/** `correo.ñandú.example` as its ASCII name. */
function hostOf(domain: string): string | undefined {
  if (!/^[\p{L}\p{N}\p{M}.-]+$/u.test(domain) || !URL.canParse(`http://${domain}/`)) return undefined;
  const { hostname } = new URL(`http://${domain}/`);
  // A number alone is an address of IPv4 to a browser.
  return /^[\d.]+$/.test(hostname) ? undefined : hostname;
}
