import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

const [nonceBytes, tagBytes] = [12, 16];
/** What opens to more was not ours. */
const maxBytes = 256 * 1024;

const keyOf = (secret: string): Buffer => createHash('sha256').update(`${secret} kept form`).digest();

/** Text that a browser keeps and cannot read: deflated, then AES-256-GCM. */
export function sealText(secret: string, text: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce);
  const sealed = Buffer.concat([cipher.update(deflateRawSync(text)), cipher.final()]);
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url');
}

/** The text, or undefined where we did not seal it. */
export function openText(secret: string, written: string): string | undefined {
  const bytes = Buffer.from(written, 'base64url');
  if (bytes.length <= nonceBytes + tagBytes) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), bytes.subarray(0, nonceBytes));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  try {
    const opened = Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]);
    return inflateRawSync(opened, { maxOutputLength: maxBytes }).toString('utf8');
  } catch {
    return undefined;
  }
}
