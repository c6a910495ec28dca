import { setCookie } from 'hono/cookie';
import { isKioskChoice, type KioskChoice } from '../../../../domain/kiosk/index.ts';
import { beginVisit } from '../../../../usecases/kiosk/index.ts';
import { cookieName, cookieSafety } from '../../../cookies.ts';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { knownLanguage } from '../../../words/known-language.ts';
import { endHere } from '../gate.ts';
import { keepVisit } from '../kiosk-cookies.ts';

const firstPages: Readonly<Record<KioskChoice, string>> = {
  register: paths.registration.findAccount,
  pay: paths.guestPay,
  'sign-in': paths.signIn,
};

/** Somebody chose on the first screen: a visit of their own begins, in the language of the button. */
export async function submitVisit(c: PageContext): Promise<Response> {
  const { deps, now, kioskDevice } = c.var;
  const { choice, language: named } = readForm(c, ['choice', 'language']);
  const language = knownLanguage(c, named);
  if (kioskDevice === undefined || !isKioskChoice(choice)) return c.redirect(paths.kiosk.home, 303);
  keepVisit(c, await beginVisit(deps.db, { deviceId: kioskDevice.id, choice }, now));
  if (language !== undefined) setCookie(c, cookieName(c, 'language'), language, cookieSafety(c));
  return c.redirect(firstPages[choice], 303);
}

/** Finished: wiped, and back to the first screen. */
export async function submitVisitEnd(c: PageContext): Promise<Response> {
  const { kiosk } = c.var;
  return kiosk === undefined ? c.redirect(paths.kiosk.home, 303) : endHere(c, { id: kiosk.visitId }, 'finished');
}
