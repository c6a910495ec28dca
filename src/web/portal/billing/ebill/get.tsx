import { formatAccountNumber } from '../../../../domain/accounts/index.ts';
import type { Problem } from '../../../../domain/kernel/index.ts';
import { agreementText } from '../../../../domain/notices/index.ts';
import { currentEbill, refusedEbill } from '../../../../usecases/billing/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { Button, Checkbox, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** E-bill: what it means, whether it is on, and turning it on or off. */
export async function ebillPage(
  c: PageContext,
  refusal: { readonly problems: readonly Problem[]; readonly email: string } = { problems: [], email: '' },
): Promise<Response> {
  const { t, deps, session } = c.var;
  const account = accountOf(c);
  const number = formatAccountNumber(account.number);
  const ebill = await currentEbill(deps.db, account.accountId);
  const refused = ebill === undefined ? await refusedEbill(deps.db, account.accountId) : undefined;
  const on = ebill?.verifiedAt !== undefined;
  const email = refusal.email !== '' ? refusal.email : (ebill?.email ?? session?.email ?? '');
  return page(
    c,
    { title: t('ebill.title'), status: refusal.problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={refusal.problems} />
      <h1>{t('ebill.title')}</h1>
      {ebill !== undefined && (
        <Alert kind={on ? 'success' : 'warning'} heading={t(on ? 'ebill.on' : 'ebill.waiting')} live>
          <p>{t(on ? 'ebill.on-body' : 'ebill.waiting-body', { email: ebill.email })}</p>
        </Alert>
      )}
      {refused !== undefined && (
        <Alert kind="warning" heading={t('ebill.refused')}>
          <p>{t('ebill.refused-body', { email: refused.email, date: t.moment(refused.at) })}</p>
        </Alert>
      )}
      {session?.email === undefined && ebill === undefined && <Alert kind="info">{t('ebill.needs-email')}</Alert>}
      <p>{t('ebill.intro')}</p>
      <ul class="usa-list">
        <li>{t('ebill.paper-until')}</li>
        <li>{t('ebill.first')}</li>
        <li>{t('ebill.back')}</li>
      </ul>
      <Form c={c} action={paths.ebill(number)}>
        <Field
          c={c}
          name="email"
          type="email"
          label={t('ebill.email')}
          hint={t('ebill.email-hint')}
          value={email}
          problems={refusal.problems}
          autocomplete="email"
        />
        <input type="hidden" name="language" value={t.language} />
        <Checkbox
          c={c}
          name="agree"
          label={agreementText(deps.agreements('ebill', t.language), { utility: deps.utility.name })}
          problems={refusal.problems}
        />
        <Button text={t(ebill === undefined ? 'ebill.start' : on ? 'ebill.change' : 'ebill.send-again')} />
      </Form>
      {ebill !== undefined && (
        <p>
          <a href={paths.ebillEnd(number)}>{t('ebill.end')}</a>
        </p>
      )}
    </>,
  );
}
