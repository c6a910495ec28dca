import { activeAutopay, endAutopayOf, openDraft, paymentContext } from '../../../../usecases/payments/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { Button, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { clientAddress } from '../../../middleware/client-address.ts';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** Asks once before autopay ends, and says what happens with a draft that is scheduled or sent. */
export async function endPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const { accountId, number: pair } = accountOf(c);
  const number = pair;
  if ((await activeAutopay(deps.db, accountId)) === undefined) return c.redirect(paths.autopay(number), 303);
  const draft = await openDraft(deps.db, accountId);
  const shown =
    draft === undefined ? undefined : { amount: t.money(draft.amount ?? draft.owed), date: t.date(draft.draftOn) };
  return page(
    c,
    { title: t('autopay.end') },
    <>
      <h1>{t('autopay.end')}</h1>
      <p>{t('autopay.end.at-once')}</p>
      {shown !== undefined && draft?.state === 'scheduled' && (
        <Alert kind="warning">{t('autopay.end.scheduled', shown)}</Alert>
      )}
      {shown !== undefined && draft?.state === 'submitted' && (
        <Alert kind="warning">{t('autopay.end.submitted', shown)}</Alert>
      )}
      <Form c={c} action={paths.autopayEnd(number)}>
        <Button text={t('autopay.end.yes')} kind="secondary" />
      </Form>
      <p>
        <a href={paths.autopay(number)}>{t('autopay.end.no')}</a>
      </p>
    </>,
  );
}

export async function postEnd(c: PageContext): Promise<Response> {
  const { t, deps, now, session } = c.var;
  const account = accountOf(c);
  const number = account.number;
  if (session === undefined) return c.var.refuse('not-found');
  const ended = await endAutopayOf(paymentContext(deps), account, {
    email: session.email,
    language: t.language,
    address: clientAddress(c, deps.proxies),
    now,
  });
  if (!ended.ok) return c.redirect(paths.autopay(number), 303);
  return page(
    c,
    { title: t('autopay.ended') },
    <>
      <h1>{t('autopay.ended')}</h1>
      <Alert kind="success" live>
        {t('autopay.ended.body')}
      </Alert>
      {ended.value.underWay !== undefined && (
        <Alert kind="warning">
          {t('autopay.end.submitted', {
            amount: t.money(ended.value.underWay.amount ?? ended.value.underWay.owed),
            date: t.date(ended.value.underWay.draftOn),
          })}
        </Alert>
      )}
      <p>
        <a href={paths.account(number)}>{t('receipt.to-account')}</a>
      </p>
    </>,
  );
}
