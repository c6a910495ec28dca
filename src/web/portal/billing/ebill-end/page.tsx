import { stopEbill } from '../../../../usecases/billing/index.ts';
import { Button, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** Asks before paper comes back. */
export function ebillEndPage(c: PageContext): Response | Promise<Response> {
  const { t } = c.var;
  const number = accountOf(c).number;
  return page(
    c,
    { title: t('ebill.end-title') },
    <>
      <h1>{t('ebill.end-title')}</h1>
      <p>{t('ebill.end-body')}</p>
      <Form c={c} action={paths.ebillEnd(number)}>
        <Button text={t('ebill.end')} />
      </Form>
      <p>
        <a href={paths.ebill(number)}>{t('ebill.keep')}</a>
      </p>
    </>,
  );
}

export async function postEbillEnd(c: PageContext): Promise<Response> {
  const { deps, now } = c.var;
  const account = accountOf(c);
  await stopEbill(deps.db, account, { tell: deps.tell, now });
  return c.redirect(paths.account(account.number), 303);
}
