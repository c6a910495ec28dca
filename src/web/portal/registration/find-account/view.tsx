import type { Problem } from '../../../../domain/kernel/index.ts';
import { AccountNumberField, type TypedNumberFields } from '../../../components/account-number-field.tsx';
import { BillPicture } from '../../../components/bill/bill-picture.tsx';
import { Button, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { RegistrationSteps } from '../registration-steps.tsx';

export interface FindAccountForm {
  readonly number: TypedNumberFields;
  readonly zip: string;
}

export function findAccountView(
  c: PageContext,
  form: FindAccountForm,
  problems: readonly Problem[] = [],
): Response | Promise<Response> {
  const { t, loginId } = c.var;
  const adding = loginId !== undefined;
  const title = adding ? t('register.find.title-add') : t('register.find.title');
  return page(
    c,
    { title, status: problems.length > 0 ? 422 : 200 },
    <>
      {!adding && <RegistrationSteps c={c} current={0} />}
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <p class="usa-intro">{t('register.find.intro')}</p>
      <BillPicture c={c} />
      <Form c={c} action={adding ? paths.addAccount : paths.registration.findAccount}>
        <AccountNumberField c={c} typed={form.number} problems={problems} />
        <Field
          c={c}
          name="zip"
          label={t('register.find.zip')}
          hint={t('register.find.zip-hint')}
          value={form.zip}
          problems={problems}
          autocomplete="postal-code"
          inputmode="numeric"
          size="small"
        />
        <Button text={t('register.find.button')} />
      </Form>
      <p>
        <a href={paths.help}>{t('register.find.help')}</a>
      </p>
      <p>
        <a href={paths.invitationCode}>{t('register.find.code')}</a>
      </p>
      {!adding && (
        <p>
          <a href={paths.registration.letter}>{t('register.no-email.have-letter')}</a>
        </p>
      )}
      {!adding && (
        <p>
          <a href={paths.signIn}>{t('register.have-login')}</a>
        </p>
      )}
    </>,
  );
}
