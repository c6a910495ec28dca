import type { Problem } from '../../../../domain/kernel/index.ts';
import { openPaperCode } from '../../../../usecases/delegates/index.ts';
import { accessDeps, visitOf } from '../../../access-deps.ts';
import { Button, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { isTooMany, tooManyPage } from '../../../too-many.ts';

/** Where the code of a sheet is typed. */
export const paperCodePage = (c: PageContext): Response | Promise<Response> => view(c, '');

function view(c: PageContext, code: string, problems: readonly Problem[] = []): Response | Promise<Response> {
  const { t } = c.var;
  const title = t('people.code-title');
  return page(
    c,
    { title, status: problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <p class="usa-intro">{t('people.code-intro')}</p>
      <Form c={c} action={paths.invitationCode}>
        <Field
          c={c}
          name="code"
          label={t('people.code')}
          hint={t('people.code-hint')}
          value={code}
          problems={problems}
          autocomplete="off"
          size="medium"
        />
        <Button text={t('people.code-button')} />
      </Form>
    </>,
  );
}

export async function postPaperCode(c: PageContext): Promise<Response> {
  const { code } = readForm(c, ['code']);
  const opened = await openPaperCode(accessDeps(c), code, visitOf(c));
  if (opened.ok) return c.redirect(`${paths.invitation}?${new URLSearchParams({ token: opened.value.token })}`, 303);
  return isTooMany(opened.problem) ? tooManyPage(c, opened.problem) : view(c, code, [opened.problem]);
}
