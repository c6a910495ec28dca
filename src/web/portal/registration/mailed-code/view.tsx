import type { Problem } from '../../../../domain/kernel/index.ts';
import { Button, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

export function mailedCodeView(c: PageContext, problems: readonly Problem[] = []): Response | Promise<Response> {
  const { t } = c.var;
  const title = t('register.mailed-code.title');
  return page(
    c,
    { title, status: problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <p class="usa-intro">{t('register.mailed-code.intro')}</p>
      <Form c={c} action={paths.registration.mailedCode}>
        <Field
          c={c}
          name="code"
          label={t('register.mailed-code.code')}
          hint={t('register.mailed-code.code-hint')}
          problems={problems}
          autocomplete="off"
          size="medium"
        />
        <Button text={t('register.mailed-code.button')} />
      </Form>
    </>,
  );
}
