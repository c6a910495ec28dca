import { raw } from 'hono/html';
import { toString as qrPicture } from 'qrcode';
import type { Problem } from '../../../../domain/kernel/index.ts';
import {
  authenticatorToSetUp,
  beginAuthenticator,
  confirmAuthenticator,
  ownSecurity,
  removeAuthenticator,
} from '../../../../usecases/access/index.ts';
import { visitOf } from '../../../access-deps.ts';
import { Button, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import type { BackTo } from '../../../components/page-frame.ts';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { isTooMany, tooManyPage } from '../../../too-many.ts';
import { recoveryCodesView } from '../recovery-codes/page.tsx';

/** Setting up an authenticator app: what it is, then its key with a first code; or the one in use. */
export async function authenticatorPage(c: PageContext, problems: readonly Problem[] = []): Promise<Response> {
  const { t, deps, loginId = '' } = c.var;
  const { authenticator, hasPassword } = await ownSecurity(deps.db, loginId);
  if (authenticator !== undefined) return removalView(c, problems);
  const issuer = deps.utility.short_name;
  const toSetUp = await authenticatorToSetUp({ ...deps, issuer }, loginId);
  if (toSetUp !== undefined) return setUpView(c, toSetUp, problems);
  const title = t('authenticator.title');
  return page(
    c,
    { title, status: problems.length > 0 ? 422 : 200, back: toSecurity(c) },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <p class="usa-intro">{t('authenticator.intro')}</p>
      <p>{t('authenticator.app')}</p>
      {!hasPassword && <p>{t('authenticator.only-passkeys')}</p>}
      <Form c={c} action={paths.authenticator}>
        <Button text={t('authenticator.begin')} />
      </Form>
    </>,
  );
}

export async function beginSetUp(c: PageContext): Promise<Response> {
  const { deps, loginId = '' } = c.var;
  await beginAuthenticator(deps, loginId, visitOf(c));
  return c.redirect(paths.authenticator, 303);
}

async function setUpView(
  c: PageContext,
  { address, key }: { readonly address: string; readonly key: string },
  problems: readonly Problem[],
): Promise<Response> {
  const { t } = c.var;
  const title = t('authenticator.title');
  const picture = await qrPicture(address, { type: 'svg', margin: 2, width: 220 });
  return page(
    c,
    { title, status: problems.length > 0 ? 422 : 200, back: toSecurity(c) },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <h2>{t('authenticator.scan')}</h2>
      <figure class="c-qr c-qr--key">
        <div role="img" aria-label={t('authenticator.picture')}>
          {raw(picture)}
        </div>
        <figcaption>
          {t('authenticator.type')} <code>{key.match(/.{1,4}/g)?.join(' ')}</code>
        </figcaption>
      </figure>
      <p>
        <a href={address}>{t('authenticator.same-device')}</a>
      </p>
      <h2>{t('authenticator.confirm')}</h2>
      <Form c={c} action={paths.authenticatorCode}>
        <Field
          c={c}
          name="code"
          label={t('second-factor.code')}
          hint={t('authenticator.confirm-hint')}
          problems={problems}
          autocomplete="one-time-code"
          inputmode="numeric"
          size="small"
        />
        <Button text={t('authenticator.turn-on')} />
      </Form>
    </>,
  );
}

export async function submitFirstCode(c: PageContext): Promise<Response> {
  const { deps, loginId = '' } = c.var;
  const { code } = readForm(c, ['code']);
  const confirmed = await confirmAuthenticator(deps, { loginId, code }, visitOf(c));
  if (confirmed.ok) return recoveryCodesView(c, confirmed.value);
  const { problem } = confirmed;
  return isTooMany(problem) ? tooManyPage(c, problem) : authenticatorPage(c, [problem]);
}

function removalView(c: PageContext, problems: readonly Problem[]): Response | Promise<Response> {
  const { t } = c.var;
  const title = t('authenticator.remove-title');
  return page(
    c,
    { title, status: problems.length > 0 ? 422 : 200, back: toSecurity(c) },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <p class="usa-intro">{t('authenticator.remove-intro')}</p>
      <p>{t('authenticator.remove-new-phone')}</p>
      <Form c={c} action={paths.authenticatorRemoval}>
        <Button text={t('authenticator.remove')} kind="secondary" />
      </Form>
    </>,
  );
}

export async function submitAuthenticatorRemoval(c: PageContext): Promise<Response> {
  const { deps, loginId = '' } = c.var;
  await removeAuthenticator(deps, loginId, visitOf(c));
  return c.redirect(`${paths.security}?news=authenticator-removed`, 303);
}

/** Where pages of a login's security belong. */
export const toSecurity = (c: PageContext): BackTo => ({ href: paths.security, text: c.var.t('security.title') });
