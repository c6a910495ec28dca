import { raw } from 'hono/html';
import { passwordLimits } from '../../../../domain/access/index.ts';
import type { Problem } from '../../../../domain/kernel/index.ts';
import { Button, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** The password was made for them: before anything else they choose their own. */
export function ownPasswordView(c: PageContext, problems: readonly Problem[] = []): Response | Promise<Response> {
  const { t } = c.var;
  const title = t('console.own-password.title');
  return page(
    c,
    { title, realm: 'console', status: problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <p class="usa-intro">{t('console.own-password.intro')}</p>
      <Form c={c} action={paths.console.enrolSecondFactor} keyless>
        <Field
          c={c}
          name="present"
          label={t('console.own-password.present')}
          problems={problems}
          type="password"
          autocomplete="current-password"
        />
        <Field
          c={c}
          name="password"
          label={t('password-reset.new.password')}
          hint={t('console.own-password.hint', { minimum: passwordLimits.besideSecondFactor })}
          problems={problems}
          type="password"
          autocomplete="new-password"
        />
        <Button text={t('password-reset.new.button')} name="step" value="password" />
      </Form>
    </>,
  );
}

export function beginEnrolView(c: PageContext, problems: readonly Problem[] = []): Response | Promise<Response> {
  const { t } = c.var;
  const title = t('console.enrol.title');
  return page(
    c,
    { title, realm: 'console', status: problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <p class="usa-intro">{t('console.enrol.intro')}</p>
      <Form c={c} action={paths.console.enrolSecondFactor} keyless>
        <Field
          c={c}
          name="password"
          label={t('sign-in.password')}
          problems={problems}
          type="password"
          autocomplete="current-password"
        />
        <Button text={t('console.enrol.begin')} name="step" value="begin" />
      </Form>
    </>,
  );
}

/** The secret as a picture and as text, the recovery codes, and a first code to prove that it works. */
export function confirmEnrolView(
  c: PageContext,
  enrolled: { readonly picture: string; readonly secret: string; readonly recoveryCodes: readonly string[] },
): Response | Promise<Response> {
  const { t } = c.var;
  const title = t('console.enrol.title');
  return page(
    c,
    { title, realm: 'console' },
    <>
      <h1>{title}</h1>
      <h2>{t('console.enrol.scan')}</h2>
      <figure class="c-qr">
        {raw(enrolled.picture)}
        <figcaption>
          {t('console.enrol.type')} <code>{enrolled.secret.match(/.{1,4}/g)?.join(' ')}</code>
        </figcaption>
      </figure>
      <h2>{t('console.enrol.recovery')}</h2>
      <p>{t('console.enrol.recovery-body')}</p>
      <ul class="usa-list">
        {enrolled.recoveryCodes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <h2>{t('console.enrol.confirm')}</h2>
      <Form c={c} action={paths.console.enrolSecondFactor} keyless>
        <Field
          c={c}
          name="code"
          label={t('console.code.code')}
          autocomplete="one-time-code"
          inputmode="numeric"
          size="small"
        />
        <Button text={t('console.code.button')} name="step" value="confirm" />
      </Form>
    </>,
  );
}
