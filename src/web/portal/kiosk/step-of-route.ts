import type { KioskStep } from '../../../domain/kiosk/index.ts';
import { isUnder, paths } from '../../paths.ts';

const a = ':account';
const { registration } = paths;

/** Where a visitor is, by the pattern of the page's route; undefined where the page is no step, such as help. */
export function stepOfRoute(route: string): KioskStep | undefined {
  if (route === registration.atHome || route === registration.welcome) return 'take-home';
  if (route === registration.findAccount || route === paths.guestPay || route === paths.addAccount)
    return 'find-account';
  if (isUnder(registration.findAccount, route)) return 'make-login';
  if (isUnder(paths.signIn, route) || isUnder(paths.passwordReset, route)) return 'sign-in';
  if (route === paths.guestPayAmount || route === paths.pay(a)) return 'amount';
  if (route === paths.sandboxCheckout(':session')) return 'card';
  if (route === paths.guestPayReturn(':payment') || route === paths.receipt(a, ':payment')) return 'receipt';
  if (isUnder(paths.autopay(a), route)) return 'autopay';
  return isUnder(paths.accounts, route) ? 'account' : undefined;
}
