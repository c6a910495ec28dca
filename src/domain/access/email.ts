/**
 * An address as it is kept and compared: trimmed, in lower case. Undefined where nothing could be delivered to it; the
 * proof that it works is the mail itself.
 */
export function readEmail(typed: string): string | undefined {
  const email = typed.normalize('NFKC').trim().toLowerCase();
  // No spaces, quotes, angle brackets or control characters: none of them can then reach a mail header.
  return email.length <= 254 && /^[^\s@<>"(),:;\\\p{Cc}]+@[^\s@<>"(),:;\\\p{Cc}]+\.[\p{L}\p{N}-]{2,}$/u.test(email)
    ? email
    : undefined;
}
