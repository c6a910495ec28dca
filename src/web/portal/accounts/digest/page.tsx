import { todayOf } from '../../../../usecases/access/index.ts';
import { chooseDigest, wantsDigest } from '../../../../usecases/accounts/index.ts';
import { visitOf } from '../../../access-deps.ts';
import { Alert } from '../../../components/alert.tsx';
import { Button, Choices, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** One message a week for all accounts, or one each: a choice of the person. */
export async function digestPage(c: PageContext): Promise<Response> {
  const { t, deps, loginId = '', session } = c.var;
  const isOn = await wantsDigest(deps.db, loginId);
  return page(
    c,
    { title: t('digest.title'), back: { href: paths.allAccounts, text: t('accounts.title') } },
    <>
      <h1>{t('digest.title')}</h1>
      {c.req.query('saved') === 'yes' && (
        <Alert kind="success" live>
          {t(isOn ? 'digest.saved-on' : 'digest.saved-off')}
        </Alert>
      )}
      <p class="usa-intro">{t('digest.intro')}</p>
      {session?.email === undefined ? (
        <Alert kind="info">{t('digest.no-email')}</Alert>
      ) : (
        <Form c={c} action={paths.digest}>
          <Choices
            c={c}
            name="digest"
            legend={t('digest.ask')}
            value={isOn ? 'weekly' : 'each'}
            choices={[
              { value: 'weekly', label: t('digest.weekly'), hint: t('digest.weekly-hint', { email: session.email }) },
              { value: 'each', label: t('digest.each'), hint: t('digest.each-hint') },
            ]}
          />
          <Button text={t('digest.save')} />
        </Form>
      )}
    </>,
  );
}

export async function postDigest(c: PageContext): Promise<Response> {
  const { deps, loginId, now } = c.var;
  const isWeekly = readForm(c, ['digest']).digest === 'weekly';
  if (loginId !== undefined) {
    const today = todayOf(deps.utility, now);
    await chooseDigest(deps.db, { loginId, isWeekly, today }, visitOf(c));
  }
  return c.redirect(`${paths.digest}?saved=yes`, 303);
}
