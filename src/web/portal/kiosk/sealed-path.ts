import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';

/**
 * Addresses at the lobby computer say nothing: a browser writes every address it opens into its history, on disk, and ours
 * carry account numbers and receipts. Each is sealed with a key of the visit, so that after it nobody can open one again,
 * not even the next visitor. The same address has the same seal within a visit.
 */
export interface Seal {
  readonly secret: string;
  /** The visit's token, which nobody has once its cookie is dropped. */
  readonly visit: string;
}

const cipher = 'aes-256-gcm';
const [nonceBytes, tagBytes] = [12, 16];

const keyOf = ({ secret, visit }: Seal, purpose: string): Buffer =>
  createHmac('sha256', `${secret} kiosk address ${purpose}`).update(visit).digest();

export function sealPath(seal: Seal, path: string): string {
  const nonce = createHmac('sha256', keyOf(seal, 'nonce')).update(path).digest().subarray(0, nonceBytes);
  const sealing = createCipheriv(cipher, keyOf(seal, 'key'), nonce);
  const sealed = Buffer.concat([sealing.update(path, 'utf8'), sealing.final()]);
  return Buffer.concat([nonce, sealing.getAuthTag(), sealed]).toString('base64url');
}

/** Undefined where it was sealed in another visit, or by nobody. */
export function openPath(seal: Seal, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length <= nonceBytes + tagBytes) return undefined;
  try {
    const opening = createDecipheriv(cipher, keyOf(seal, 'key'), bytes.subarray(0, nonceBytes));
    opening.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    return opening.update(bytes.subarray(nonceBytes + tagBytes), undefined, 'utf8') + opening.final('utf8');
  } catch {
    return undefined;
  }
}
