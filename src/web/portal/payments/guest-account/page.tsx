import { readZip } from '../../../../domain/accounts/index.ts';
import type { Problem } from '../../../../domain/kernel/index.ts';
import { findAccountToPay } from '../../../../usecases/payments/index.ts';
import { sentFields } from '../../../body/sent-fields.ts';
import {
  AccountNumberField,
  noNumber,
  readNumberTyped,
  type TypedNumberFields,
  typedNumberFields,
} from '../../../components/account-number-field.tsx';
import { Button, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { clientAddress } from '../../../middleware/client-address.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { rememberAccount } from '../guest-account.ts';

interface Typed {
  readonly number: TypedNumberFields;
  readonly zip: string;
}

export const guestPayPage = (c: PageContext) => findAccountView(c, { number: noNumber, zip: '' }, []);

export async function postGuestPay(c: PageContext): Promise<Response> {
  const { deps, now } = c.var;
  const body = sentFields(c);
  const typed: Typed = { number: typedNumberFields(c), zip: String(body['zip'] ?? '') };
  const number = readNumberTyped(c, typed.number);
  const zip = readZip(typed.zip);
  if (!number.ok || zip === undefined) {
    return findAccountView(c, typed, [
      ...(number.ok ? [] : number.problem),
      ...(zip === undefined ? [{ code: 'accounts.zip-unreadable', field: 'zip' }] : []),
    ]);
  }
  const visit = { now, address: clientAddress(c, deps.proxies) };
  const found = await findAccountToPay(deps, { number: number.value, zip }, visit);
  if (found.ok) {
    await rememberAccount(c, found.value);
    return c.redirect(paths.guestPayAmount, 303);
  }
  if (found.problem.code === 'access.too-many-tries' && 'retryAt' in found.problem) {
    return c.var.refuse('too-many', { retryAfter: now.until(found.problem.retryAt) });
  }
  return findAccountView(c, typed, [{ field: 'number', ...found.problem }]);
}

function findAccountView(c: PageContext, typed: Typed, problems: readonly Problem[]) {
  const { t } = c.var;
  return page(
    c,
    { title: t('guest-pay.title'), status: problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{t('guest-pay.title')}</h1>
      <p class="usa-intro">{t('guest-pay.intro')}</p>
      <Form c={c} action={paths.guestPay}>
        <AccountNumberField c={c} typed={typed.number} problems={problems} />
        <Field
          c={c}
          name="zip"
          label={t('guest-pay.zip')}
          hint={t('guest-pay.zip-hint')}
          value={typed.zip}
          problems={problems}
          autocomplete="postal-code"
          inputmode="numeric"
          size="small"
        />
        <Button text={t('guest-pay.find')} />
      </Form>
    </>,
  );
}
