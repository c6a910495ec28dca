/** Crockford's base 32: no I, L, O or U to misread over the phone. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A receipt's number from ten random bytes: 80 bits in sixteen characters, `7K3M-9QXT-02WD-HV5A`. Anyone who has it may see
 * the receipt, so it must not be guessable; it must not be misheard when read aloud.
 */
export function paymentReference(random: Uint8Array): string {
  if (random.length !== 10) throw new RangeError(`a payment reference takes 10 random bytes, not ${random.length}`);
  let number = 0n;
  for (const byte of random) number = (number << 8n) | BigInt(byte);
  let characters = '';
  for (let shift = 75n; shift >= 0n; shift -= 5n) characters += alphabet[Number((number >> shift) & 31n)];
  return characters.replace(/(.{4})(?=.)/g, '$1-');
}

/** The receipt of a payment, or of what goes back of one (`…-12`), however it was written; undefined for any other text. */
export function readReceipt(written: string): string | undefined {
  const whole = readPaymentReference(written);
  if (whole !== undefined) return whole;
  const [, payment = '', nth] = /^(.+)-(\d+)$/.exec(written.trim()) ?? [];
  const reference = readPaymentReference(payment);
  return reference === undefined ? undefined : `${reference}-${nth}`;
}

/** Reads a reference however it was typed: case, dashes, and the letters Crockford's alphabet leaves out. */
export function readPaymentReference(written: string): string | undefined {
  const plain = written.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(plain) ? plain.replace(/(.{4})(?=.)/g, '$1-') : undefined;
}
