import { agreementText, phoneWays } from '../../../../domain/notices/index.ts';
import { askForPhoneCode, provePhone, removePhone } from '../../../../usecases/notices/index.ts';
import { visitOf } from '../../../access-deps.ts';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { refuseTooMany } from '../../../too-many.ts';
import { phoneCodeView, phoneView } from './view.tsx';

/** Sends a code to the number. */
export async function postPhone(c: PageContext): Promise<Response> {
  const { deps, loginId = '', t } = c.var;
  const form = readForm(c, ['number', 'way', 'agree']);
  const agreement = deps.agreements('texts', t.language);
  const visit = visitOf(c);
  const asked = await askForPhoneCode(
    deps,
    loginId,
    {
      typed: form.number,
      way: phoneWays.find((way) => way === form.way),
      agreed: form.agree === 'yes',
      consent: { text: agreementText(agreement, { utility: deps.utility.name }), version: agreement.version },
      language: t.language,
    },
    visit,
  );
  if (asked.ok) return c.redirect(paths.phoneCode, 303);
  return (
    refuseTooMany(c, asked.problem) ?? phoneView(c, { problems: asked.problem, number: form.number, way: form.way })
  );
}

/** The code came back. */
export async function postPhoneCode(c: PageContext): Promise<Response> {
  const { deps, loginId = '' } = c.var;
  const { code } = readForm(c, ['code']);
  const proven = await provePhone(deps, { loginId, code }, visitOf(c));
  if (proven.ok) return c.redirect(`${paths.phone}?news=proven`, 303);
  return refuseTooMany(c, [proven.problem]) ?? phoneCodeView(c, [proven.problem]);
}

export async function postPhoneRemoval(c: PageContext): Promise<Response> {
  const { deps, loginId = '' } = c.var;
  await removePhone(deps, loginId, visitOf(c));
  return c.redirect(`${paths.phone}?news=removed`, 303);
}
