import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { verifyPassword } from 'better-auth/crypto';
import { type HashCost, hashCost } from './hash-cost.ts';

const hashed = promisify(argon2);

const [saltBytes, tagBytes] = [16, 32];

const digest = (secret: string, nonce: Buffer, { memory, passes, parallelism }: HashCost, tagLength: number) =>
  hashed('argon2id', { message: Buffer.from(secret), nonce, memory, passes, parallelism, tagLength });

/** A password or short code as it is kept: Argon2id in the PHC string format, which says its own settings. */
export async function hashSecret(secret: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const tag = await digest(secret, salt, hashCost, tagBytes);
  const settings = `m=${hashCost.memory},t=${hashCost.passes},p=${hashCost.parallelism}`;
  return `$argon2id$v=19$${settings}$${plain(salt)}$${plain(tag)}`;
}

/** Whether a secret is the one that was hashed; what was kept before Argon2id is compared as it was made, by scrypt. */
export async function verifySecret(hash: string, secret: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt = '', kept = ''] =
    /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(hash) ?? [];
  if (memory === undefined) return verifyPassword({ hash, password: secret });
  const tag = Buffer.from(kept, 'base64');
  const asked = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  return timingSafeEqual(await digest(secret, Buffer.from(salt, 'base64'), asked, tag.length), tag);
}

/** Takes what checking a wrong secret takes, where there is none to check. */
export async function verifyNothing(secret: string): Promise<false> {
  await hashSecret(secret);
  return false;
}

const plain = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
