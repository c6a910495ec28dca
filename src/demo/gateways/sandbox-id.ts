import { randomBytes } from 'node:crypto';

/** An id as processors write them: `chg_` and 128 random bits. */
export const sandboxId = (prefix: 'chg' | 'dp' | 'evt' | 'pm' | 'ses'): string =>
  `${prefix}_${randomBytes(16).toString('base64url')}`;
