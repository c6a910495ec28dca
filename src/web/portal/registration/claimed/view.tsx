import { codeLimits } from '../../../../domain/access/index.ts';
import type { Problem } from '../../../../domain/kernel/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { Button, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

export type ClaimedNews = 'owner-asked' | 'code-mailed';

/** R3: somebody registered this account before. Two ways on; neither takes it from its owner without proof. */
export function claimedView(
  c: PageContext,
  { news, email = '' }: { readonly news?: ClaimedNews | undefined; readonly email?: string } = {},
  problems: readonly Problem[] = [],
): Response | Promise<Response> {
  const { t, deps, loginId } = c.var;
  const title = t('register.claimed.title');
  return page(
    c,
    { title, status: problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      {news === 'owner-asked' && (
        <Alert kind="success" live>
          {t('register.claimed.owner-asked')}
        </Alert>
      )}
      {news === 'code-mailed' && (
        <Alert kind="success" live>
          {t('register.claimed.code-mailed', { days: codeLimits.mailedDays })}{' '}
          <a href={paths.registration.mailedCode}>{t('register.mailed-code.title')}</a>
        </Alert>
      )}
      <p class="usa-intro">{t('register.claimed.intro')}</p>
      <p>
        <a href={paths.signIn}>{t('register.claimed.mine')}</a>
      </p>
      <h2>{t('register.claimed.ask')}</h2>
      <p>{t('register.claimed.ask-body')}</p>
      <Form c={c} action={paths.registration.alreadyClaimed}>
        <Field
          c={c}
          name="email"
          label={t('register.claimed.ask-email')}
          hint={t('register.claimed.ask-email-hint')}
          value={email}
          problems={problems}
          type="email"
          inputmode="email"
          autocomplete="email"
        />
        <Button text={t('register.claimed.ask-button')} />
      </Form>
      <h2>{t('register.claimed.mail')}</h2>
      <p>{t('register.claimed.mail-body', { days: codeLimits.mailedDays })}</p>
      {loginId === undefined ? (
        <p>
          <a class="usa-button usa-button--outline" href={paths.registration.createLogin}>
            {t('register.claimed.mail-begin')}
          </a>{' '}
          <a href={paths.registration.noEmail}>{t('register.no-email.link')}</a>
        </p>
      ) : (
        <Form c={c} action={paths.registration.mailedCodeLetter}>
          <Button text={t('register.claimed.mail-button')} kind="outline" />
        </Form>
      )}
      <p>{t('register.claimed.call', { phone: deps.utility.contact.billing_phone })}</p>
    </>,
  );
}
