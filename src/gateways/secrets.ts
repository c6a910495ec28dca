import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto';
import { helperCodeLength, mailedCodeAlphabet, mailedCodeLength } from '../domain/access/index.ts';
import { paymentReference } from '../domain/payments/index.ts';

/** 256 random bits for a link or a cookie; only its `hashToken` is kept. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** A fast hash is enough for what has 256 bits (ASVS 5.0, 6.5.2). */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Six digits for an email: 20 bits, so few tries and a slow hash. */
export const newEmailCode = (): string => randomInt(1_000_000).toString().padStart(6, '0');

/** 57 bits for a letter. */
export const newMailedCode = (): string => newPaperCode(mailedCodeLength);

/** As many for a sheet that an owner hands over, beside what finds it. */
export const newHelperCode = (): string => newPaperCode(helperCodeLength);

const newPaperCode = (length: number): string =>
  Array.from({ length }, () => mailedCodeAlphabet[randomInt(mailedCodeAlphabet.length)]).join('');

export const newId = (): string => randomBytes(16).toString('hex');

export const newUuid = (): string => randomUUID();

/** A receipt's number, which opens the receipt. */
export const newPaymentReference = (): string => paymentReference(randomBytes(10));
