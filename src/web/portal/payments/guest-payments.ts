import { getSignedCookie, setSignedCookie } from 'hono/cookie';
import { readPaymentReference } from '../../../domain/payments/index.ts';
import type { PageContext } from '../../page.ts';
import { paths } from '../../paths.ts';

const name = 'guest_payments';
const maxKept = 5;
const minutes = 60;

const secretOf = (c: PageContext): string => `${c.var.deps.secret} guest payments`;

/** The payments that this browser started as a guest within the hour, by a cookie that only we can have written. */
export async function ownPayments(c: PageContext): Promise<readonly string[]> {
  const value = await getSignedCookie(c, secretOf(c), name);
  return typeof value === 'string' ? value.split('.').flatMap((written) => readPaymentReference(written) ?? []) : [];
}

/** Keeps that this browser started a payment, so that its other tabs are warned. */
export async function rememberPayment(c: PageContext, reference: string): Promise<void> {
  const before = (await ownPayments(c)).filter((one) => one !== reference);
  await setSignedCookie(c, name, [reference, ...before].slice(0, maxKept).join('.'), secretOf(c), {
    httpOnly: true,
    secure: c.var.deps.publicUrl.startsWith('https:'),
    sameSite: 'Lax',
    path: paths.guestPay,
    maxAge: minutes * 60,
  });
}
