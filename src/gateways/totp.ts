import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648 base32 without padding, as authenticator apps read secrets. */
export function toBase32(text: string): string {
  let bits = 0;
  let held = 0;
  let written = '';
  for (const byte of Buffer.from(text)) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      written += base32[(held >>> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? written + base32[(held << (5 - bits)) & 31] : written;
}

/** A secret for an authenticator app, as better-auth keeps it: 32 characters, 192 random bits. */
export const newTotpSecret = (): string => randomBytes(24).toString('base64url');

/** What an authenticator app reads from a QR code. */
export function totpAddress(
  secret: string,
  { issuer, email }: { readonly issuer: string; readonly email: string },
): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(email)}`;
  return `otpauth://totp/${label}?${new URLSearchParams({ secret: toBase32(secret), issuer, digits: '6', period: '30' })}`;
}

/** The code an authenticator with `secret` shows at `now` (RFC 6238: SHA-1, 30 seconds, 6 digits). */
export function totpCode(secret: string, now: Temporal.Instant): string {
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(now.epochMilliseconds / 30_000)));
  const mac = createHmac('sha1', secret).update(step).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/**
 * Whether an authenticator with `secret` shows these digits now, by the machine's clock, whatever `CAUDAL_NOW` says: a real
 * telephone shows them. One step early or late is taken (RFC 6238, section 5.2).
 */
export function isTotpCode(secret: string, digits: string): boolean {
  const now = Temporal.Now.instant();
  const typed = Buffer.from(digits);
  return [-30, 0, 30].some((seconds) => {
    const shown = Buffer.from(totpCode(secret, now.add({ seconds })));
    return shown.length === typed.length && timingSafeEqual(shown, typed);
  });
}

/** What an authenticator shows at this moment, by the real clock: it knows no pretended one. */
export const totpCodeNow = (secret: string): string => totpCode(secret, Temporal.Now.instant());
