import { confirmEbillAddress, type EbillConfirmation, ebillToConfirm } from '../../../../usecases/billing/index.ts';
import { sentFields } from '../../../body/sent-fields.ts';
import { Button, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** The link of the mail: shows the address and a button, since opening alone must change nothing. */
export async function ebillVerificationPage(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const token = c.req.query('token') ?? '';
  const found = await ebillToConfirm(deps.db, token, now);
  if (found.kind !== 'ready') return outcomePage(c, found);
  return page(
    c,
    { title: t('ebill.confirm-title') },
    <>
      <h1>{t('ebill.confirm-title')}</h1>
      <p>{t('ebill.confirm-body', { email: found.ebill.email })}</p>
      <Form c={c} action={paths.ebillVerificationLink}>
        <input type="hidden" name="token" value={token} />
        <Button text={t('ebill.confirm')} />
      </Form>
    </>,
  );
}

export async function postEbillVerification(c: PageContext): Promise<Response> {
  const { deps, now } = c.var;
  const { token } = sentFields(c);
  return outcomePage(
    c,
    await confirmEbillAddress(deps.db, typeof token === 'string' ? token : '', { tell: deps.tell, now }),
  );
}

function outcomePage(c: PageContext, { kind }: EbillConfirmation): Response | Promise<Response> {
  const { t } = c.var;
  return page(
    c,
    { title: t(`ebill.${kind}-title`), status: kind === 'unknown' || kind === 'expired' ? 404 : 200 },
    <>
      <h1>{t(`ebill.${kind}-title`)}</h1>
      <p>{t(`ebill.${kind}-body`)}</p>
      <p>
        <a class="usa-button" href={paths.accounts}>
          {t('layout.account')}
        </a>
      </p>
    </>,
  );
}
